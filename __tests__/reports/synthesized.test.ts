import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseStack, pointerTo, readEnvironments, references, targets, type Values } from "../../reports/synthesized";

const NETWORK: Values = {
  "//": { metadata: { stackName: "flask-eks-network" } },
  output: { subnet_ids: { value: ["${aws_subnet.b.id}", "${aws_subnet.a.id}"] } },
  provider: { aws: [{ region: "us-east-1" }, { region: "us-west-2", alias: "west" }] },
  resource: {
    aws_vpc: { main: { "//": { metadata: { path: "flask-eks-network/vpc/main" } }, cidr_block: "10.0.0.0/16" } },
    aws_subnet: { b: { vpc_id: "${aws_vpc.main.id}" }, a: { vpc_id: "${aws_vpc.main.id}" } },
  },
  terraform: { backend: { s3: { bucket: "states" } } },
};
const CLUSTER: Values = {
  data: { terraform_remote_state: { network: { backend: "s3", config: {} } } },
  resource: { aws_eks_cluster: { main: { subnet_ids: "${data.terraform_remote_state.network.outputs.subnet_ids}" } } },
};
const network = parseStack("flask-eks-network", NETWORK);
const cluster = parseStack("flask-eks-cluster", CLUSTER);

describe("parseStack", () => {
  test("splits the id at the last dash, because environments have dashes and stacks have none", () => {
    expect([network.environment, network.name]).toEqual(["flask-eks", "network"]);
  });

  test("lists resources by type and name, whatever their order in the file", () => {
    expect(network.resources.map(({ address }) => address)).toEqual(["aws_subnet.a", "aws_subnet.b", "aws_vpc.main"]);
  });

  test("says where a resource is and which construct made it", () => {
    const [, , vpc] = network.resources;
    expect([vpc?.pointer, vpc?.constructPath]).toEqual(["/resource/aws_vpc/main", "flask-eks-network/vpc/main"]);
  });

  test("leaves cdktf's metadata out of the arguments", () => {
    expect(network.resources.at(-1)?.values).toEqual({ cidr_block: "10.0.0.0/16" });
  });

  test("keeps every configuration of a provider", () => {
    expect(network.providers.map(({ address, pointer }) => [address, pointer])).toEqual([
      ["provider.aws", "/provider/aws/0"],
      ["provider.aws", "/provider/aws/1"],
    ]);
  });

  test("finds where the state is kept", () => {
    expect(network.backend).toMatchObject({ address: "backend.s3", pointer: "/terraform/backend/s3" });
  });

  test("lists the states that are read with the outputs that are used", () => {
    expect(cluster.reads).toEqual([
      { stack: "network", outputs: ["subnet_ids"], pointer: "/data/terraform_remote_state/network" },
    ]);
  });

  test("makes a stack of an empty file", () => {
    expect(parseStack("a-b", {})).toMatchObject({
      resources: [],
      providers: [],
      outputs: [],
      reads: [],
      backend: undefined,
    });
  });
});

test("pointerTo escapes what RFC 6901 asks for", () => {
  expect(pointerTo("metadata", "a/b~c", 0)).toBe("/metadata/a~1b~0c/0");
});

describe("references", () => {
  test.each([
    ["${aws_vpc.main.id}", [{ address: "aws_vpc.main", attribute: "id" }]],
    [
      "arn:${aws_kms_key.a.arn}:${aws_kms_key.b.arn}",
      ["aws_kms_key.a", "aws_kms_key.b"].map((address) => ({ address, attribute: "arn" })),
    ],
    ["${aws_eks_cluster.main.vpc_config[0].id}", [{ address: "aws_eks_cluster.main", attribute: "vpc_config[0].id" }]],
    ["${data.aws_lb.public.arn_suffix}", [{ address: "data.aws_lb.public", attribute: "arn_suffix" }]],
    [
      "${element(data.terraform_remote_state.network.outputs.subnet_ids, 0)}",
      [{ address: "data.terraform_remote_state.network", attribute: "outputs.subnet_ids", output: "subnet_ids" }],
    ],
    ['${replace("not_a.reference.id", "a", "b")}', []],
    ["aws_vpc.main.id without an expression", []],
  ])("in %j", (text, expected) => {
    expect(references(text)).toEqual(expected);
  });

  test("count what a block depends on", () => {
    expect(references({ depends_on: ["aws_iam_role.main"] })).toEqual([
      { address: "aws_iam_role.main", attribute: "" },
    ]);
  });
});

describe("targets", () => {
  const environment = { name: "flask-eks", stacks: [cluster, network] };
  const subnets = "${data.terraform_remote_state.network.outputs.subnet_ids}";

  test("go through the outputs of another stack", () => {
    expect(targets(subnets, cluster, environment).map(({ stack, address }) => `${stack} ${address}`)).toEqual([
      "network aws_subnet.b",
      "network aws_subnet.a",
    ]);
  });

  test("are empty where the other stack is not there", () => {
    expect(targets(subnets, cluster, { name: "flask-eks", stacks: [cluster] })).toEqual([]);
  });
});

describe("readEnvironments", () => {
  const outdir = mkdtempSync(join(tmpdir(), "synthesized-"));
  afterAll(() => rmSync(outdir, { recursive: true }));
  for (const id of ["shop-network", "flask-eks-network", "flask-eks-cluster"]) {
    mkdirSync(join(outdir, "stacks", id), { recursive: true });
    writeFileSync(join(outdir, "stacks", id, "cdk.tf.json"), "{}");
  }

  test("groups stacks by environment, sorted", () => {
    expect(readEnvironments(outdir).map(({ name, stacks }) => [name, stacks.map(({ id }) => id)])).toEqual([
      ["flask-eks", ["flask-eks-cluster", "flask-eks-network"]],
      ["shop", ["shop-network"]],
    ]);
  });

  test("reads only the stacks it is asked for, not what an earlier run left", () => {
    expect(readEnvironments(outdir, ["shop-network"]).map(({ name }) => name)).toEqual(["shop"]);
  });
});
