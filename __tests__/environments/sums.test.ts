import { cases } from "./cases";
import { type Change, load, SHOP, shopWith } from "./fixture";

/** Another node group besides the shop's. */
const group = (name: string, more = "", type = "t3.small", max = 2): string =>
  `    ${name}: { instanceTypes: [${type}], capacity: on-demand, min: 1, desired: 1, max: ${max}${more} }\n`;
const TAINT = ", taints: [{ key: a, effect: NO_SCHEDULE }]";
const withGroup = (text: string): Change => ["data:\n", `${text}data:\n`];
const choosing = (name: string, replicas = 2): Change => [
  "replicas: 2",
  `replicas: ${replicas}\n      nodeGroup: ${name}`,
];
const requests = (cpu: string, memory: string): Change => [
  /resources: .*/,
  `resources: { requests: { cpu: "${cpu}", memory: ${memory} }, limits: { cpu: "4", memory: 8Gi } }`,
];

cases("pods that choose their nodes", [
  ["and fit them", [withGroup(group("small")), choosing("small"), requests("1", "512Mi")]],
  [
    "with more CPU than those have, although others have it",
    [withGroup(group("small") + group("large", "", "m5.2xlarge")), choosing("small"), requests("3", "512Mi")],
    "workloads.apps.web.resources.requests.cpu: 3 is more than the largest node of small offers (1930m)",
  ],
  [
    "with more memory than those have, which are kept free for them",
    [withGroup(group("small", TAINT)), choosing("small"), requests("1", "2Gi")],
    "workloads.apps.web.resources.requests.memory: 2Gi is more than the largest node of small offers",
  ],
  [
    "with more than any node has, which is said once",
    [withGroup(group("small")), choosing("small"), requests("3", "512Mi")],
    "workloads.apps.web.resources.requests.cpu: 3 is more than the largest node of small offers (1930m)",
  ],
  [
    "and are too many for those, although others have room",
    [withGroup(group("small")), choosing("small", 11), requests("10m", "16Mi")],
    "cluster.nodeGroups.small: 11 pods choose this group and do not fit: 2 nodes hold 10 besides the 6 system pods",
  ],
  [
    "and ask for more together than those have",
    [withGroup(group("small", TAINT, "t3.xlarge")), choosing("small", 8), requests("1", "512Mi")],
    "cluster.nodeGroups.small: all pods ask for 8000m of cpu, and the nodes of max offer 7240m besides their own",
  ],
]);

const small = (zone: "a" | "b", prefix: number): Change => [
  zone === "a" ? "10.20.16.0/20" : "10.20.32.0/20",
  `10.20.${zone === "a" ? 16 : 32}.0/${prefix}`,
];
const endpoints = (...names: string[]): Change => [
  "nat: single",
  `nat: single\n  interfaceEndpoints: [${names.join(", ")}]`,
];
const SERVICES = "ec2 ecr.api ecr.dkr eks eks-auth logs monitoring secretsmanager sns sts sqs kms".split(" ");
cases("addresses", [
  [
    "of the zones of a group, although others have more",
    [small("a", 27), withGroup(group("big", ", zones: [eu-central-1a]", "t3.medium", 28))],
    "cluster.nodeGroups.big.zones: the private subnets of eu-central-1a have 27 addresses, but 0 pods and 28 nodes need",
  ],
  [
    "of the zones of a group whose pods take them too",
    [
      small("a", 27),
      withGroup(group("big", ", zones: [eu-central-1a]", "t3.medium", 20)),
      choosing("big", 8),
      requests("10m", "16Mi"),
    ],
    "cluster.nodeGroups.big.zones: the private subnets of eu-central-1a have 27 addresses, but 8 pods and 20 nodes need",
  ],
  ["of the zones of a group", [small("a", 27), withGroup(group("big", ", zones: [eu-central-1a]", "t3.medium", 27))]],
  [
    "that interface endpoints take",
    [small("a", 27), small("b", 27), endpoints(...SERVICES), ["replicas: 2", "replicas: 20"], requests("10m", "16Mi")],
    "network.zones: the private subnets have 54 addresses, but 29 pods, 4 nodes and 24 interface endpoints need one each",
  ],
]);

const NETWORK = SHOP.slice(0, SHOP.indexOf("cluster:"));
test("a network alone has addresses for its interface endpoints", () => {
  const file = (number: number) =>
    NETWORK.replace("10.20.16.0/20", "10.20.16.0/28").replace(
      "nat: single",
      `nat: single\n  interfaceEndpoints: [${SERVICES.slice(0, number).join(", ")}]`,
    );
  expect(load({ "shop.yaml": file(11) }).environments).toHaveLength(1);
  expect(() => load({ "shop.yaml": file(12) })).toThrow(
    "network.zones.eu-central-1a.private: 10.20.16.0/28 has 11 addresses, but 12 interface endpoints need one each; write a larger range, or fewer endpoints",
  );
});

const ARM = group("arm", ", amiType: AL2023_ARM_64_STANDARD", "m6g.xlarge");
cases("images that Jenkins builds", [
  [
    "for an app that chooses nodes of another kind",
    [withGroup(ARM), choosing("arm")],
    "delivery.jenkins.pipelines.shop: builds images for x86_64, and the nodes of arm are arm64; write a node group of x86_64 types, or build elsewhere",
  ],
  ["for an app that chooses nodes of its kind", [withGroup(ARM), choosing("workers")]],
]);

test("an image of one kind on nodes of two kinds is warned of", () => {
  const { warnings } = load({ "shop.yaml": shopWith(withGroup(ARM)) });
  expect(warnings).toEqual([
    expect.stringContaining(
      "delivery.jenkins.pipelines.shop: builds images for x86_64, and the nodes of arm are arm64, where its pods cannot start; write nodeGroup for web, or taints for those nodes",
    ),
  ]);
});

test("services in the range of who deploys are warned of", () => {
  const { warnings } = load({ "shop.yaml": shopWith(["nodeGroups:", "serviceCidr: 10.90.0.0/16\n  nodeGroups:"]) });
  expect(warnings).toEqual([
    expect.stringContaining(
      "cluster.serviceCidr: 10.90.0.0/16 overlaps 10.90.0.0/16 of privateAccessCidrs, whose machines pods could take for services; choose a range that no connected network has, the cluster keeps it for good",
    ),
  ]);
});
