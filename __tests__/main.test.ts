import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { SHOP } from "./environments/fixture";
import type { Block } from "./helpers";
import { PROJECT } from "./project";

const temporary = mkdtempSync(join(tmpdir(), "main-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** Runs the whole program as a deployer does. */
const run = (env: NodeJS.ProcessEnv) =>
  spawnSync(process.execPath, [resolve("dist/main.js")], {
    cwd: PROJECT,
    env: { PATH: process.env.PATH, ...env },
    encoding: "utf8",
  });

/** Every file below a folder with its content. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file.slice(folder.length), readFileSync(file, "utf8")]),
  );

describe("synthesizing a project", () => {
  const [first, second] = ["first", "second"].map((name) => {
    const outdir = join(temporary, name);
    return { outdir, result: run({ CDKTF_OUTDIR: outdir }) };
  }) as [{ outdir: string; result: ReturnType<typeof run> }, { outdir: string; result: ReturnType<typeof run> }];
  const stacks = readdirSync(join(first.outdir, "stacks")).sort();
  const json = (stack: string): Block =>
    JSON.parse(readFileSync(join(first.outdir, "stacks", stack, "cdk.tf.json"), "utf8"));

  test("succeeds without a word of complaint", () => {
    expect([first.result.status, first.result.stderr]).toEqual([0, ""]);
  });

  test("writes one folder per stack", () => {
    expect(stacks).toMatchSnapshot();
  });

  test("writes the same bytes every time", () => {
    expect(contents(second.outdir)).toEqual(contents(first.outdir));
  });

  test("prints a table of stacks", () => {
    expect(first.result.stdout).toMatch(/^stack +resources +outputs +reads\n/);
    expect(first.result.stdout).toMatch(/\nflask-eks-cluster +\d+ +8 {2}network\n/);
  });

  test("puts the version of Terraform into HCL beside the JSON", () => {
    expect(readFileSync(join(first.outdir, "stacks/flask-eks-network/versions.tf"), "utf8")).toBe(
      'terraform {\n  required_version = ">= 1.10"\n}\n',
    );
  });

  describe.each(stacks)("%s", (stack) => {
    const { resource, data = {} } = json(stack);
    const addresses = Object.entries(resource as Record<string, object>).flatMap(([type, byName]) =>
      Object.keys(byName).map((name) => `${type}.${name}`),
    );

    test("has no name that cdktf invented", () => {
      expect(JSON.stringify(json(stack))).not.toMatch(/cross-stack/);
    });

    test("has no hash in an address", () => {
      expect(addresses.filter((address) => /_[0-9A-F]{8}$/.test(address))).toEqual([]);
    });

    test("asks AWS nothing while planning but for add-on versions, Jenkins' newest machine image and the load balancers of the cluster", () => {
      const asked = Object.keys(data).filter((type) => type !== "terraform_remote_state");
      const allowed = { cluster: ["aws_eks_addon_version"], delivery: ["aws_ssm_parameter"], workloads: ["aws_lb"] };
      expect(asked).toEqual(allowed[stack.split("-").at(-1) as keyof typeof allowed] ?? []);
    });

    test("holds no secret and nothing that makes one", () => {
      expect(JSON.stringify(resource)).not.toMatch(
        /random_password|"(password|auth_token|secret_string|master_password)":/,
      );
    });

    test("opens nothing to everybody but ports 80 and 443 of the load balancer", () => {
      const open = Object.values((resource.aws_vpc_security_group_ingress_rule ?? {}) as Record<string, Block>).filter(
        ({ cidr_ipv4, cidr_ipv6 }) => cidr_ipv4 === "0.0.0.0/0" || cidr_ipv6 !== undefined,
      );
      const wanted = open.filter(
        ({ from_port, to_port, security_group_id }) =>
          from_port === to_port && [80, 443].includes(from_port) && security_group_id.includes("load_balancer"),
      );
      expect(open).toEqual(wanted);
    });

    test("declares rules of security groups one by one, never inline", () => {
      const groups = Object.values((resource.aws_security_group ?? {}) as Record<string, Block>);
      expect(groups.filter((group) => group.ingress || group.egress)).toEqual([]);
    });
  });

  test("lets nobody but the nodes reach the data stores", () => {
    const rules = Object.values(json("statuspage-data").resource.aws_vpc_security_group_ingress_rule) as Block[];
    expect(
      rules
        .map(({ from_port, referenced_security_group_id, cidr_ipv4 }) => [
          from_port,
          referenced_security_group_id,
          cidr_ipv4,
        ])
        .sort(),
    ).toEqual([
      [5432, "${data.terraform_remote_state.network.outputs.node_security_group_id}", undefined],
      [6379, "${data.terraform_remote_state.network.outputs.node_security_group_id}", undefined],
    ]);
  });
});

describe("a wrong environment file", () => {
  const folder = mkdtempSync(join(temporary, "wrong-"));
  writeFileSync(join(folder, "shop.yaml"), SHOP.replace("nat: single", "nat: double"));
  writeFileSync(
    join(folder, "fine.yaml"),
    SHOP.replace("name: shop\n", "name: fine\n").replace("  name: shop\n", "  name: fine\n"),
  );
  const outdir = join(temporary, "never");
  const { status, stdout, stderr } = run({ ENVIRONMENTS_DIR: folder, CDKTF_OUTDIR: outdir });

  test("ends the program with exit code 1", () => {
    expect(status).toBe(1);
  });

  test("is explained on standard error, without a stack trace", () => {
    const file = join(folder, "shop.yaml");
    expect([stdout, stderr]).toEqual([
      "",
      `${file} cannot be used:\n  ${file}:10  network.nat: "double" is not known; write one of none, single, per-zone\n`,
    ]);
  });

  test("leaves nothing behind, not even of the right ones", () => {
    expect(existsSync(outdir)).toBe(false);
  });
});

test("an unknown environment ends the program with the known ones", () => {
  const { status, stderr } = run({ ENVIRONMENT: "shop", CDKTF_OUTDIR: join(temporary, "unknown") });
  expect([status, stderr]).toEqual([
    1,
    "ENVIRONMENT names shop, which environments does not have; write one of flask-eks, statuspage\n",
  ]);
});

test("parts an environment does not have make no stack", () => {
  const folder = mkdtempSync(join(temporary, "part-"));
  writeFileSync(join(folder, "shop.yaml"), SHOP.replace(/cluster:\n[\s\S]*/, ""));
  const outdir = join(temporary, "part");
  run({ ENVIRONMENTS_DIR: folder, CDKTF_OUTDIR: outdir });
  expect(readdirSync(join(outdir, "stacks"))).toEqual(["shop-bootstrap", "shop-network"]);
});
