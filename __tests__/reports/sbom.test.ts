import { readFileSync } from "node:fs";
import { Version } from "@cyclonedx/cyclonedx-library/Spec";
import { JsonStrictValidator } from "@cyclonedx/cyclonedx-library/Validation";
import { CHARTS } from "../../modules/helm/charts";
import pins from "../../pins.json";
import {
  type BillVersion,
  billOfMaterials,
  CHART_IMAGES,
  type ListedChart,
  type PackageLock,
} from "../../reports/sbom";
import { parseStack, type Values } from "../../reports/synthesized";
import { realAssets, realStacks } from "./real-output";

const AWS = pins.providers.aws.version;
const GRAFANA = pins.images.grafana.version;
const MANAGER = pins.jenkins["plugin-manager"].version;
const KUBECTL = pins.jenkins.kubectl.version;
const GIT = pins.jenkins.plugins.versions.git;
const AUTOSCALER = `1.35.${pins.images["cluster-autoscaler"].patches["1.35"]}`;
const DIGESTS: Readonly<Record<string, string>> = pins.images["cluster-autoscaler"].digests;

/** Whether somebody has rendered a chart at the version that is pinned, and listed its images. */
const isListed = (name: keyof typeof CHARTS): boolean => `${name}@${CHARTS[name].version}` in CHART_IMAGES.charts;

/** What the tests read of a bill. */
interface Bill {
  readonly serialNumber: string;
  readonly metadata: {
    readonly timestamp: string;
    readonly supplier: object;
    readonly authors: readonly object[];
    readonly tools: { readonly components: readonly object[] };
    readonly component: { readonly "bom-ref": string };
  };
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
  readonly compositions: readonly { readonly aggregate: string; readonly dependencies: readonly string[] }[];
  readonly components: readonly {
    readonly "bom-ref": string;
    readonly type: string;
    readonly name: string;
    readonly version?: string;
    readonly supplier?: { readonly name: string };
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

function bill(name: string, files = SHIPPED, packageLock = LOCK, version?: BillVersion): Bill {
  const stacks = Object.entries(files).map(([id, json]) => parseStack(id, json));
  const own = stacks.filter(({ environment }) => environment === name);
  const source = { environment: { name, stacks: own }, files, packageLock, assets: realAssets(), date: "2027-01-31" };
  return billOfMaterials(source, version) as Bill;
}

/** The bill of one resource. */
const wholeBillOf = (type: string, values: Values) =>
  bill("shop", { "shop-all": { resource: { [type]: { main: values } } } }, NO_PACKAGES);

/** Its components, but for the stack and the programs that every bill has. */
const billOf = (type: string, values: Values) => wholeBillOf(type, values).components.filter(isOwn);

const isOwn = (component: Bill["components"][number]) => !/^(stack|program):/.test(component["bom-ref"]);

const factOf = (component: Bill["components"][number] | undefined, name: string) =>
  component?.properties?.find((property) => property.name === `aws-platform:${name}`)?.value;

const validate = (found: object, version = Version.v1dot6) =>
  new JsonStrictValidator(version).validate(JSON.stringify(found));

const needsOf = (found: Bill, ref: string) => found.dependencies.find((one) => one.ref === ref)?.dependsOn ?? [];

const isIncomplete = (found: Bill, ref: string) =>
  found.compositions.some(({ aggregate, dependencies }) => aggregate === "incomplete" && dependencies.includes(ref));

describe.each(ENVIRONMENTS)("the bill of %s", (name) => {
  test.each([
    ["1.6", Version.v1dot6],
    ["1.7", Version.v1dot7],
  ] as const)("follows the schema of CycloneDX %s", async (version, schema) => {
    const found = bill(name, SHIPPED, LOCK, version);
    expect(found).toMatchObject({ specVersion: version });
    expect(await validate(found, schema)).toBeNull();
  });

  test("has what the minimum elements of the NTIA ask for: author, time, and of everything supplier, name, version and id", () => {
    const { metadata, components } = bill(name);
    expect(metadata).toMatchObject({
      timestamp: "2027-01-31T00:00:00.000Z",
      authors: [{ name: "aws-platform audit" }],
      supplier: { name: "aws-platform" },
      tools: { components: [{ name: "aws-platform", version: LOCK.version }] },
    });
    const lacking = components.filter((one) => !one.supplier?.name || !one.name || !one.version || !one.purl);
    expect(lacking.map((one) => one["bom-ref"])).toEqual([]);
  });

  test("reaches everything from the environment by what needs what", () => {
    const found = bill(name);
    const seen = new Set<string>();
    const visit = (ref: string): void => {
      if (seen.has(ref)) return;
      seen.add(ref);
      needsOf(found, ref).forEach(visit);
    };
    visit(`environment:${name}`);
    expect(found.components.map((one) => one["bom-ref"]).filter((ref) => !seen.has(ref))).toEqual([]);
  });

  test("has the same bytes every time, whatever the order of the stacks and packages", () => {
    const files = Object.fromEntries(Object.entries(SHIPPED).reverse());
    const packages = Object.fromEntries(Object.entries(LOCK.packages).reverse());
    expect(JSON.stringify(bill(name, files, { ...LOCK, packages }))).toBe(JSON.stringify(bill(name)));
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
  [`image:docker.io/grafana/grafana:${GRAFANA}@${pins.images.grafana.digest}`, "docker.io/grafana/grafana", GRAFANA],
  ...(isListed("cluster-autoscaler")
    ? [
        [
          `image:registry.k8s.io/autoscaling/cluster-autoscaler:v${AUTOSCALER}${DIGESTS[AUTOSCALER] ? `@${DIGESTS[AUTOSCALER]}` : ""}`,
          "registry.k8s.io/autoscaling/cluster-autoscaler",
          `v${AUTOSCALER}`,
        ],
      ]
    : []),
  ["program:jenkins@2.568.2", "jenkins", "2.568.2"],
  [`program:jenkins-plugin-manager@${MANAGER}`, "jenkins-plugin-manager", MANAGER],
  [`program:kubectl@${KUBECTL}`, "kubectl", KUBECTL],
  [`jenkins-plugin:git@${GIT}`, "git", GIT],
  [
    "rpm:java-21-amazon-corretto-headless@newest when the machine is made",
    "java-21-amazon-corretto-headless",
    "newest when the machine is made",
  ],
  ["rpm:docker@newest when the machine is made", "docker", "newest when the machine is made"],
  ["program:node@>=20.12", "node", ">=20.12"],
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
  const found = bill("shop", {}, { packages }).components.filter(isOwn);
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
    JSON.stringify({
      web: { image: "a/one:1" },
      sidecar: { image: { registry: "quay.io", repository: "b/two", tag: "2" } },
    }),
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

describe("a public chart", () => {
  test.each(Object.entries(CHARTS))(
    "%s has a list of its images at the pinned version, or its bill says that nobody has listed them",
    (name, { version, repository }) => {
      const listed = CHART_IMAGES.charts[`${name}@${version}`];
      const found = wholeBillOf("helm_release", { chart: name, version, repository, values: [] });
      const ref = `pkg:helm/${name}@${version}?repository_url=${encodeURIComponent(repository)}`;
      expect([listed?.repository ?? repository, isIncomplete(found, ref)]).toEqual([repository, listed === undefined]);
      expect(listed?.images).not.toEqual([]);
    },
  );

  /** The newest that is listed, which need not be the pinned one. */
  const [newest = "", { repository, images }] = Object.entries(CHART_IMAGES.charts).findLast(([id]) =>
    id.startsWith("prometheus@"),
  ) as [string, ListedChart];
  const [url, at = ""] = [encodeURIComponent(repository), newest.split("@")[1]];
  const PROMETHEUS = { chart: "prometheus", repository, version: at };
  const server = images.find((image) => image.repository === "quay.io/prometheus/prometheus");
  const chart = `pkg:helm/prometheus@${at}?repository_url=${url}`;
  const release = (values: object, more: Values = {}) =>
    wholeBillOf("helm_release", { ...PROMETHEUS, values: [JSON.stringify(values)], ...more });
  const imagesIn = (found: Bill) => found.components.flatMap(({ type, name }) => (type === "container" ? [name] : []));

  test("needs the images that it runs by default", () => {
    const found = release({});
    expect(imagesIn(found)).toContain("quay.io/prometheus/pushgateway");
    expect(needsOf(found, chart)).toContain(`image:quay.io/prometheus/prometheus:${server?.tag}`);
    expect(isIncomplete(found, chart)).toBe(false);
  });

  test("does not need those of a part that is switched off, in its values or by set", () => {
    const off = { "prometheus-pushgateway": { enabled: false }, alertmanager: { enabled: false } };
    expect(imagesIn(release(off)).filter((name) => /pushgateway|alertmanager/.test(name))).toEqual([]);
    const set = [{ name: "alertmanager.enabled", value: "false" }];
    expect(imagesIn(release({}, { set }))).not.toContain("quay.io/prometheus/alertmanager");
  });

  test("needs the image that its values name instead of its own", () => {
    const image = { repository: "registry.example/prometheus", tag: "v9", digest: DIGEST };
    expect(needsOf(release({ server: { image } }), chart)).toContain(`image:registry.example/prometheus:v9@${DIGEST}`);
  });

  test.each([
    ["another version", release({}, { version: "1.0.0" }), chart.replace(at, "1.0.0")],
    ["a setting that nobody tried", release({ "prometheus-adapter": { enabled: true } }), chart],
  ])("says with %s that it may need more", (_, found, ref) => {
    expect(isIncomplete(found, ref)).toBe(true);
  });
});

describe("a chart of its own", () => {
  const own = (template: string | undefined) => {
    const resource = {
      helm_release: {
        main: { name: "x", chart: "assets/x", values: ['{"image":"a/one:1","other":{"image":"a/two:2"}}'] },
      },
    };
    const files = { "shop-all": { resource } };
    const environment = { name: "shop", stacks: [parseStack("shop-all", files["shop-all"])] };
    const assets = { "shop-all": template === undefined ? {} : { "assets/x/templates/job.yaml": template } };
    return billOfMaterials({ environment, files, assets, packageLock: NO_PACKAGES, date: "2027-01-31" }) as Bill;
  };

  test("needs the images that its templates use or hold, and no other", () => {
    const found = own('  image: "{{ .Values.image }}"\n  image: b/three:3\n');
    expect(needsOf(found, "chart:assets/x")).toEqual(["image:a/one:1", "image:b/three:3"]);
    expect(isIncomplete(found, "chart:assets/x")).toBe(false);
  });

  test("whose templates are not there may need more than its values name", () => {
    expect(isIncomplete(own(undefined), "chart:assets/x")).toBe(true);
  });
});

describe("what Jenkins needs", () => {
  const statuspage = bill("statuspage");

  test("are its plugins and Java", () => {
    expect(needsOf(statuspage, "program:jenkins@2.568.2")).toEqual(
      expect.arrayContaining([
        `jenkins-plugin:git@${GIT}`,
        "rpm:java-21-amazon-corretto-headless@newest when the machine is made",
      ]),
    );
  });

  test("is not known wholly, because plugins bring others along", () => {
    expect(isIncomplete(statuspage, "program:jenkins@2.568.2")).toBe(true);
  });
});

test("kubectl has the checksum that the first boot verifies", () => {
  const kubectl = bill("statuspage").components.find(({ name }) => name === "kubectl");
  expect(kubectl?.hashes).toEqual([{ alg: "SHA-256", content: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
});

test("a machine whose first boot is not understood makes its stack incomplete", () => {
  expect(
    isIncomplete(wholeBillOf("aws_instance", { user_data: "#!/bin/sh\ncurl -sL x | sh\n" }), "stack:shop-all"),
  ).toBe(true);
  expect(isIncomplete(wholeBillOf("aws_instance", { ami: "ami-1" }), "stack:shop-all")).toBe(false);
});

test("a package needs those that Node.js finds for it: in its own folder first, then further up", () => {
  const packages = {
    "": { version: "1.0.0", dependencies: { a: "^1.0.0" } },
    "node_modules/a": { version: "1.0.0", dependencies: { b: "^2.0.0", c: "^1.0.0" } },
    "node_modules/a/node_modules/b": { version: "2.0.0" },
    "node_modules/b": { version: "1.0.0" },
    "node_modules/c": { version: "1.0.0", dependencies: { b: "^1.0.0" } },
  };
  const found = bill("shop", {}, { packages });
  expect(needsOf(found, "pkg:npm/a@1.0.0")).toEqual(["pkg:npm/b@2.0.0", "pkg:npm/c@1.0.0"]);
  expect(needsOf(found, "pkg:npm/c@1.0.0")).toEqual(["pkg:npm/b@1.0.0"]);
  expect(needsOf(found, "program:aws-platform")).toContain("pkg:npm/a@1.0.0");
});

describe("a provider", () => {
  const lock = `provider "registry.terraform.io/hashicorp/aws" {
  version     = "6.25.0"
  constraints = "6.25.0"
  hashes = [
    "h1:SGVsbG8=",
    "zh:0a1b",
  ]
}
`;
  const hashesWith = (text: string, version = "6.25.0") => {
    const files = { "shop-all": { terraform: { required_providers: { aws: { source: "hashicorp/aws", version } } } } };
    const environment = { name: "shop", stacks: [parseStack("shop-all", files["shop-all"])] };
    const assets = { "shop-all": { ".terraform.lock.hcl": text } };
    const found = billOfMaterials({ environment, files, assets, packageLock: NO_PACKAGES, date: "2027-01-31" }) as Bill;
    return factOf(
      found.components.find(({ name }) => name === "aws"),
      "hashes",
    );
  };

  test("has the hashes of the lock file beside the stack", () => {
    expect(hashesWith(lock)).toBe("h1:SGVsbG8= zh:0a1b");
  });

  test.each([
    ["no lock file", hashesWith("")],
    ["the lock of another version", hashesWith(lock, "6.26.0")],
  ])("says with %s that nobody knows its hash", (_, found) => {
    expect(found).toBe("no lock file is beside the stack; a saved plan has one");
  });
});
