import { readFileSync } from "node:fs";
import { Version } from "@cyclonedx/cyclonedx-library/Spec";
import { JsonStrictValidator } from "@cyclonedx/cyclonedx-library/Validation";
import pins from "../../pins.json";
import { billOfMaterials, type PackageLock } from "../../reports/sbom";
import { parseStack, type Values } from "../../reports/synthesized";
import { realStacks } from "./real-output";

const AWS = pins.providers.aws.version;
const GRAFANA = pins.images.grafana.version;
const AUTOSCALER = `v1.35.${pins.images["cluster-autoscaler"].patches["1.35"]}`;

/** What the tests read of a bill. */
interface Bill {
  readonly serialNumber: string;
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly type: string;
    readonly name: string;
    readonly version?: string;
    readonly purl?: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
    readonly licenses?: readonly object[];
    readonly properties?: readonly { readonly name: string; readonly value: string }[];
  }[];
}

const ENVIRONMENTS = ["flask-eks", "statuspage"];
const SHIPPED = realStacks();
const LOCK: PackageLock = JSON.parse(readFileSync("package-lock.json", "utf8"));
const NO_PACKAGES: PackageLock = { packages: {} };

function bill(name: string, files = SHIPPED, lock = LOCK): Bill {
  const stacks = Object.entries(files).map(([id, json]) => parseStack(id, json));
  const own = stacks.filter(({ environment }) => environment === name);
  return billOfMaterials({ name, stacks: own }, files, lock) as Bill;
}

/** The bill of one resource. */
const billOf = (type: string, values: Values) =>
  bill("shop", { "shop-all": { resource: { [type]: { main: values } } } }, NO_PACKAGES).components;

const factOf = (component: Bill["components"][number] | undefined, name: string) =>
  component?.properties?.find((property) => property.name === `aws-platform:${name}`)?.value;

const validate = (found: object) => new JsonStrictValidator(Version.v1dot6).validate(JSON.stringify(found));

describe.each(ENVIRONMENTS)("the bill of %s", (name) => {
  test("follows the schema of CycloneDX 1.6", async () => {
    expect(await validate(bill(name))).toBeNull();
  });

  test("has the same bytes every time, whatever the order of the stacks and packages", () => {
    const files = Object.fromEntries(Object.entries(SHIPPED).reverse());
    const packages = Object.fromEntries(Object.entries(LOCK.packages).reverse());
    expect(JSON.stringify(bill(name, files, { ...LOCK, packages }))).toBe(JSON.stringify(bill(name)));
  });

  test("has no time", () => {
    expect(JSON.stringify(bill(name))).not.toContain("timestamp");
  });

  test("names every add-on, chart and provider of the synthesized stacks", () => {
    const own = Object.entries(SHIPPED).filter(([id]) => id.startsWith(`${name}-`));
    const resources = (type: string) =>
      own.flatMap(([, json]) => Object.values(((json.resource as Values)[type] ?? {}) as Record<string, Values>));
    const wanted = [
      ...resources("aws_eks_addon").map(({ addon_name }) => addon_name),
      ...resources("helm_release").map((release) => (release.repository ? release.chart : release.name)),
      ...own.flatMap(([, json]) => Object.keys((json.terraform as Values).required_providers as Values)),
    ];
    expect(wanted.length).toBeGreaterThan(10);
    expect(bill(name).components.map((component) => component.name)).toEqual(expect.arrayContaining(wanted));
  });
});

test("a bill that breaks the schema is refused", async () => {
  expect(await validate({ ...bill("statuspage"), components: [{ type: "nonsense", name: "a" }] })).not.toBeNull();
});

test.each([
  [`pkg:terraform/hashicorp/aws@${AWS}`, "aws", AWS],
  ["kubernetes:Amazon EKS/kubernetes@1.35", "kubernetes", "1.35"],
  ["engine:Amazon RDS/postgres@16", "postgres", "16"],
  ["engine:Amazon ElastiCache/redis@7.1", "redis", "7.1"],
  ["add-on:Amazon EKS/coredns@AWS default", "coredns", "AWS default"],
  [
    "machine-image:Amazon EKS/AL2023_x86_64_STANDARD@newest for Kubernetes 1.35",
    "AL2023_x86_64_STANDARD",
    "newest for Kubernetes 1.35",
  ],
  [
    "machine-image:Amazon EC2/al2023-ami-kernel-default-x86_64@newest when the machine is made",
    "al2023-ami-kernel-default-x86_64",
    "newest when the machine is made",
  ],
  [`image:docker.io/grafana/grafana:${GRAFANA}`, "docker.io/grafana/grafana", GRAFANA],
  [
    `image:default image of the chart cluster-autoscaler:${AUTOSCALER}`,
    "default image of the chart cluster-autoscaler",
    AUTOSCALER,
  ],
])("statuspage uses %s", (ref, name, version) => {
  expect(bill("statuspage").components.find((component) => component["bom-ref"] === ref)).toMatchObject({
    name,
    version,
  });
});

test("what several stacks use is there once, with all who use it", () => {
  const found = bill("statuspage").components.filter(({ purl }) => purl?.startsWith("pkg:terraform/hashicorp/aws@"));
  expect(found).toHaveLength(1);
  expect(found[0]?.properties?.filter(({ name }) => name === "aws-platform:used-by")).toHaveLength(6);
});

test("every package of the run-time is there with its checksum, none of development", () => {
  const names = (packages: Bill) =>
    packages.components.flatMap(({ purl }) => (purl?.startsWith("pkg:npm/") ? [purl] : []));
  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const purls = names(bill("statuspage"));
  const purl = ([name, version]: [string, unknown]) => `pkg:npm/${name.replace("@", "%40")}@${version}`;
  expect(purls).toEqual(expect.arrayContaining(Object.entries(dependencies).map(purl)));
  expect(purls.filter((found) => Object.entries(devDependencies).map(purl).includes(found))).toEqual([]);
});

test("a package has its checksum in hexadecimal digits and its licence", () => {
  const digest = Buffer.alloc(64, 0xab).toString("base64");
  const packages = {
    "": { version: "1.0.0" },
    "node_modules/@shop/a": { version: "2.0.0", integrity: `sha512-${digest}`, license: "MIT" },
    "node_modules/@shop/a/node_modules/b": { name: "c", version: "3.0.0", license: "(MIT OR ISC)" },
    "node_modules/tests": { version: "4.0.0", dev: true },
  };
  const found = bill("shop", {}, { packages }).components;
  expect(found.map(({ purl }) => purl)).toEqual(["pkg:npm/%40shop/a@2.0.0", "pkg:npm/c@3.0.0"].sort());
  expect(found.find(({ name }) => name === "a")).toMatchObject({
    hashes: [{ alg: "SHA-512", content: "ab".repeat(64) }],
    licenses: [{ license: { id: "MIT" } }],
  });
  expect(found.find(({ name }) => name === "c")?.licenses).toEqual([{ expression: "(MIT OR ISC)" }]);
});

const DIGEST = `sha256:${"0f".repeat(32)}`;

test.each([
  ["nginx", "nginx", undefined, "no: whatever is newest is run"],
  ["nginx:latest", "nginx", "latest", "no: whatever is newest is run"],
  ["registry:5000/shop/web", "registry:5000/shop/web", undefined, "no: whatever is newest is run"],
  ["registry:5000/shop/web:1.2", "registry:5000/shop/web", "1.2", "by tag"],
  [`shop/web:1.2@${DIGEST}`, "shop/web", "1.2", "by digest"],
  [`shop/web@${DIGEST}`, "shop/web", DIGEST, "by digest"],
  ["${data.aws_x.y.url}:1.2", "${data.aws_x.y.url}", "1.2", "by tag"],
])("of the image %s the bill says what pins it", async (image, name, version, pinned) => {
  const spec = { template: { spec: { init_container: [{ image }] } } };
  const [found, ...more] = billOf("kubernetes_deployment_v1", { spec });
  expect(more).toEqual([]);
  expect([found?.name, found?.version, factOf(found, "pinned")]).toEqual([name, version, pinned]);
  const files = { "shop-all": { resource: { kubernetes_deployment_v1: { main: { spec } } } } };
  expect(await validate(bill("shop", files, NO_PACKAGES))).toBeNull();
});

test("an unpinned image planted in a copy of the real output shows", () => {
  const files = structuredClone(SHIPPED) as Record<string, Values>;
  const text = JSON.stringify(files["flask-eks-workloads"]).replace(/"image":"[^"]+"/, '"image":"nginx:latest"');
  files["flask-eks-workloads"] = JSON.parse(text);
  const unpinned = ({ components }: Bill) =>
    components.filter((component) => factOf(component, "pinned")?.startsWith("no")).map(({ name }) => name);
  expect(unpinned(bill("flask-eks"))).toEqual([]);
  expect(unpinned(bill("flask-eks", files))).toEqual(["nginx"]);
  expect(bill("flask-eks", files).serialNumber).not.toBe(bill("flask-eks").serialNumber);
});

test("images in the values of a release are found in JSON and YAML, as a text and in parts", () => {
  const values = [
    JSON.stringify({ image: "a/one:1", sidecar: { image: { registry: "quay.io", repository: "b/two", tag: "2" } } }),
    `downloadImage:\n  repository: c/three\n  digest: ${DIGEST}\nimage:\n  pullPolicy: Always\n`,
  ];
  const images = billOf("helm_release", { chart: "x", repository: "https://charts.example", values })
    .filter(({ type }) => type === "container")
    .map((component) => component["bom-ref"]);
  expect(images).toEqual(["image:a/one:1", "image:quay.io/b/two:2", `image:c/three@${DIGEST}`].sort());
});

test("a chart without a version is said to be unpinned", () => {
  const [chart] = billOf("helm_release", { chart: "x", repository: "https://charts.example" });
  expect(factOf(chart, "pinned")).toBe("no: the newest version is installed");
});
