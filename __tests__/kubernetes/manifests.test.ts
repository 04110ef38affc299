import { isBefore } from "../../cli/terraform/adapt";
import pins from "../../pins.json";
import { readSupportCalendar } from "../../reports/built/support";
import { KNOWN_LATER, type Manifest, manifestsOf, releasesOf } from "../../reports/manifests";
import { parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";
import { realEnvironments } from "../reports/real-output";
import { everything } from "./everything";
import { changed, problemsOf, VERSIONS } from "./openapi";

const ENVIRONMENTS = [...realEnvironments(), everything()];
const objectsOf = (environment: SynthesizedEnvironment): Manifest[] =>
  environment.stacks.flatMap((stack) => manifestsOf(stack, environment));
const ALL = ENVIRONMENTS.flatMap((environment) =>
  objectsOf(environment).map(({ address, object }): [string, Values] => [`${environment.name} ${address}`, object]),
);
const named = (name: string): Values => ALL.find(([key]) => key.endsWith(name))?.[1] as Values;
const DEPLOYMENT = named("apps_shop_deployment");

/** Objects of a stack with one resource. */
const objectsFrom = (type: string, values: Values): Values[] => {
  const stack = parseStack("demo-workloads", { resource: { [type]: { main: values } } });
  return manifestsOf(stack, { name: "demo", stacks: [stack] }).map(({ object }) => object);
};

describe("the versions of Kubernetes that are tested", () => {
  test("begin with the oldest that a cluster may still have in a month: fields that the oldest and the newest know, all between know", () => {
    const calendar = readSupportCalendar();
    const nextMonth = new Date(Date.parse(calendar.date) + 31 * 86_400_000).toISOString().slice(0, 10);
    const [oldest] =
      Object.entries(calendar.kubernetes).find(([, { endExtended = nextMonth }]) => endExtended > nextMonth) ?? [];
    expect(oldest).toBe(VERSIONS[0]);
  });

  test("reach the newest that the shipped environments have", () => {
    const versions = ENVIRONMENTS.flatMap(({ stacks }) =>
      stacks.flatMap(({ resources }) => resources.filter(({ type }) => type === "aws_eks_cluster")),
    ).map(({ values }) => String(values.version));
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions)
      expect([version, isBefore(`${VERSIONS.at(-1)}.0`, `${version}.0`)]).toEqual([version, false]);
  });
});

describe.each(VERSIONS)("to Kubernetes %s", (version) => {
  test.each(ALL)("%s is an object without unknown fields", (_name, object) => {
    expect(problemsOf(version, object)).toEqual([]);
  });

  test.each([
    ["a misspelled field", "spec.template.spec.hostNetwrok", true, "/spec/template/spec has no field hostNetwrok"],
    ["a field of another level", "spec.containers", [], "/spec has no field containers"],
    [
      "a text for a number",
      "spec.template.spec.containers.0.ports.0.containerPort",
      "8000",
      "containerPort must be integer",
    ],
    ["a number for a text", "spec.template.spec.containers.0.env.0.value", 5, "/value must be string"],
    ["one for many", "spec.template.spec.containers", {}, "/spec/template/spec/containers must be array"],
    ["nothing for a required field", "spec.selector", undefined, "/spec must have required property 'selector'"],
  ])("%s is a problem", (_what, path, value, sentence) => {
    expect(problemsOf(version, changed(DEPLOYMENT, path, value))).toEqual([expect.stringContaining(sentence)]);
  });

  test("a kind that it does not have is a problem", () => {
    expect(problemsOf(version, { apiVersion: "batch/v1", kind: "Deploymint" })).toEqual([
      `Kubernetes ${version} has no Deploymint of batch/v1`,
    ]);
  });
});

describe("manifestsOf", () => {
  test("makes one object of every resource of Kubernetes", () => {
    for (const environment of ENVIRONMENTS) {
      const resources = environment.stacks.flatMap((stack) => stack.resources);
      expect(objectsOf(environment).map(({ address }) => address)).toEqual(
        resources.filter(({ type }) => type.startsWith("kubernetes_")).map(({ address }) => address),
      );
    }
  });

  test("follows references within the environment, also into other stacks", () => {
    const { env } = (DEPLOYMENT as { spec: { template: { spec: { containers: { env: Values[] }[] } } } }).spec.template
      .spec.containers[0] as { env: Values[] };
    const value = (key: string) => env.find(({ name }) => name === key)?.value;
    expect([value("DATABASE_PORT"), value("DATABASE_NAME"), value("DATABASE_HOST")]).toEqual([
      "5432",
      "shop",
      KNOWN_LATER,
    ]);
    expect(named("apps_gallery_namespace").metadata).toMatchObject({ name: "pictures" });
    expect(named("apps_gallery_service").metadata).toMatchObject({ namespace: "pictures" });
  });

  test("leaves no expression of Terraform behind", () => {
    expect(ALL.filter(([, object]) => /\$\{(data|aws|kubernetes|helm)\b/.test(JSON.stringify(object)))).toEqual([]);
  });

  test("keeps the keys of labels, annotations and data as they are written", () => {
    const metadata = { name: "a", labels: { my_team: "x" }, annotations: { "a_b/c_d": "1" } };
    expect(objectsFrom("kubernetes_config_map_v1", { metadata, data: { "my_file.json": "{}" } })).toEqual([
      { apiVersion: "v1", kind: "ConfigMap", metadata, data: { "my_file.json": "{}" } },
    ]);
  });

  test("keeps the labels that a service selects by, whatever they are called", () => {
    const spec = { selector: { my_app: "web" }, port: [{ port: 80, target_port: "http" }] };
    expect(objectsFrom("kubernetes_service_v1", { metadata: { name: "a" }, spec })).toEqual([
      expect.objectContaining({ spec: { selector: { my_app: "web" }, ports: [{ port: 80, targetPort: "http" }] } }),
    ]);
  });

  test("keeps what is for Terraform alone to Terraform", () => {
    const values = {
      metadata: { name: "a" },
      wait_for_default_service_account: true,
      depends_on: ["x.y"],
      lifecycle: {},
    };
    expect(objectsFrom("kubernetes_namespace_v1", values)).toEqual([
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "a" } },
    ]);
  });

  test("writes no empty list, as Terraform sends none", () => {
    const spec = { pod_selector: {}, policy_types: ["Ingress"], ingress: [] };
    expect(objectsFrom("kubernetes_network_policy_v1", { metadata: { name: "a" }, spec })).toEqual([
      expect.objectContaining({ spec: { podSelector: {}, policyTypes: ["Ingress"] } }),
    ]);
  });

  test("writes what Terraform escapes as it is meant", () => {
    const values = { metadata: { name: "a" }, data: { script: "echo $${HOME} %%{x}" } };
    expect(objectsFrom("kubernetes_config_map_v1", values)).toEqual([
      expect.objectContaining({ data: { script: "echo ${HOME} %{x}" } }),
    ]);
  });

  test("refuses a type that it does not know, instead of leaving it out", () => {
    expect(() => objectsFrom("kubernetes_thing_v1", {})).toThrow(
      "kubernetes_thing_v1.main: kubernetes_thing_v1 has no kind in reports/manifests/names.ts; write it there",
    );
  });
});

describe("releasesOf", () => {
  test("names the chart, its version, its namespace and all of its values", () => {
    const releases = ENVIRONMENTS.flatMap((environment) =>
      environment.stacks.flatMap((stack) => releasesOf(stack, environment)),
    );
    const release = (name: string) => releases.find((one) => one.name === name);
    expect(release("prometheus")).toMatchObject({
      namespace: "monitoring",
      chart: "prometheus",
      repository: "https://prometheus-community.github.io/helm-charts",
      version: pins.charts.prometheus.version,
    });
    expect(JSON.parse(release("app-secrets")?.values ?? "")).toMatchObject({ serviceAccount: expect.any(String) });
    expect(releases.filter(({ values }) => values.includes("${data."))).toEqual([]);
  });
});
