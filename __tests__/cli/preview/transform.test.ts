import { X509Certificate } from "node:crypto";
import { previewOf } from "../../../cli/preview/transform";
import { samplesByProducer } from "../../../contracts/preview";
import { loadEnvironments } from "../../../environments/load";
import type { Environment } from "../../../environments/schema";
import type { Values } from "../../../reports/synthesized";
import { ENVIRONMENTS } from "../../project";
import { realStacks } from "../../reports/real-output";

const GUARD = "terraform_data.preview_is_never_applied";
const { environments } = loadEnvironments({ folder: ENVIRONMENTS });
const previewed = Object.entries(realStacks()).map(([id, stack]) => {
  const environment = environments.find(({ name }) => id.startsWith(`${name}-`)) as Environment;
  return { id, stack, preview: previewOf(stack, samplesByProducer(environment), environment) };
});
const [statuspage] = environments.filter(({ name }) => name === "statuspage") as [Environment];
/** A stack with one resource, previewed. */
const of = (stack: Values): Values => previewOf({ terraform: {}, provider: {}, ...stack }, {}, statuspage);

describe.each(previewed)("the preview of $id", ({ stack, preview }) => {
  const text = JSON.stringify(preview);
  const resources = Object.entries(preview.resource as Values).flatMap(([type, byName]) =>
    Object.entries(byName as Values).map(([name, values]) => ({
      address: `${type}.${name}`,
      values: values as Values,
    })),
  );

  test("has no state: neither a backend nor HCP Terraform", () => {
    expect(Object.keys(preview.terraform as Values).sort()).toEqual(["required_providers"]);
  });

  test("asks nobody: no other stack's state and no data source", () => {
    expect(preview).not.toHaveProperty("data");
    expect(text).not.toMatch(/\bdata\.\w+\.\w+/);
  });

  test("has a sample for everything that it would ask", () => {
    const locals = Object.keys(preview.locals as Values);
    const used = [...text.matchAll(/\blocal\.(preview_\w+)/g)].map(([, name = ""]) => name);
    expect(used.filter((name) => !locals.includes(name))).toEqual([]);
  });

  test("waits with every resource for the one that refuses", () => {
    const eager = resources.filter(
      ({ address, values }) => address !== GUARD && !(values.depends_on as string[]).includes(GUARD),
    );
    expect(eager).toEqual([]);
    expect(resources.map(({ address }) => address)).toContain(GUARD);
  });

  test("has the resources of the stack, each as it is but for what is asked", () => {
    const types = Object.entries(stack.resource as Values).flatMap(([type, byName]) =>
      Object.keys(byName as Values).map((name) => `${type}.${name}`),
    );
    expect(resources.map(({ address }) => address).filter((address) => address !== GUARD)).toEqual(types);
  });
});

describe("a preview", () => {
  test("has no credentials but made-up ones, and looks for no others", () => {
    const provider = { aws: [{ region: "us-east-1", allowed_account_ids: ["111122223333"] }] };
    const [aws] = (of({ provider, resource: {} }).provider as Values).aws as Values[];
    expect(aws).toMatchObject({
      region: "us-east-1",
      access_key: "preview",
      secret_key: "preview",
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
    });
    expect(aws).not.toHaveProperty("allowed_account_ids");
  });

  test("cannot be applied: what it requires depends on the time of the apply, and is never so", () => {
    const { terraform_data } = of({ resource: {} }).resource as Values;
    const { lifecycle } = (terraform_data as Values).preview_is_never_applied as Values;
    expect(lifecycle).toEqual({
      precondition: [
        {
          condition: "${timestamp() == local.preview_never}",
          error_message: "This is a preview: its values are samples, and nothing of it is ever made.",
        },
      ],
    });
  });

  test("takes an output's sample where the expression uses the output, index and function included", () => {
    const subnet = "${element(data.terraform_remote_state.network.outputs.private_subnet_ids, 1)}";
    const stack = { data: { terraform_remote_state: { network: {} } }, resource: { aws_instance: { a: { subnet } } } };
    const preview = previewOf({ terraform: {}, provider: {}, ...stack }, samplesByProducer(statuspage), statuspage);
    expect(preview.locals).toMatchObject({
      preview_network_private_subnet_ids: ["subnet-preview-private-1", "subnet-preview-private-2"],
    });
    expect(((preview.resource as Values).aws_instance as Values).a).toMatchObject({
      subnet: "${element(local.preview_network_private_subnet_ids, 1)}",
    });
  });

  test("keeps what a resource waits for already", () => {
    const resource = { aws_vpc: { a: { depends_on: ["aws_vpc.b"] }, b: {} } };
    expect((of({ resource }).resource as Values).aws_vpc).toEqual({
      a: { depends_on: ["aws_vpc.b", GUARD] },
      b: { depends_on: [GUARD] },
    });
  });

  test("is not the stack itself, which stays as it was", () => {
    const stack = { terraform: { backend: { s3: {} } }, provider: {}, resource: { aws_vpc: { a: {} } } };
    const before = structuredClone(stack);
    previewOf(stack, {}, statuspage);
    expect(stack).toEqual(before);
  });
});

test("samples are made for each environment: as many subnets as it has zones, in its own account", () => {
  const { network, cluster } = samplesByProducer({
    ...statuspage,
    account: "999988887777",
    network: { ...statuspage.network, zones: { a: "a", b: "b", c: "c" } },
  } as unknown as Environment);
  expect(network?.public_subnet_ids).toHaveLength(3);
  expect(JSON.stringify(cluster)).toContain(":999988887777:");
});

test("the sample of the cluster's certificate is one, which providers read before they connect to anything", () => {
  const { cluster } = samplesByProducer(statuspage);
  const certificate = new X509Certificate(Buffer.from(String(cluster?.cluster_certificate_authority), "base64"));
  expect(certificate.subject).toBe("CN=preview");
});
