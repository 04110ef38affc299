import instances from "../../environments/instance-types.json";
import services from "../../environments/tables/endpoint-services.json";
import { cases } from "./cases";
import { type Change, load, shopWith } from "./fixture";

const types = (...names: string[]): Change => ["[t3.medium]", `[${names.join(", ")}]`];
const SIZES = Object.entries(instances.types).flatMap(([name, { architecture, vcpu }]) =>
  architecture === "x86_64" && vcpu >= 4 ? [name] : [],
);
const tainted = (number: number): Change => [
  "data:\n",
  `    x: { instanceTypes: [t3.small], capacity: on-demand, min: 1, desired: 1, max: 2, taints: [${Array.from({ length: number }, (_, i) => `{ key: k${i}, effect: NO_SCHEDULE }`).join(", ")}] }\ndata:\n`,
];
const replicas = (number: number): Change => ["replicas: 2", `replicas: ${number}`];
const SMALL: Change = [
  /resources: .*/,
  "resources: { requests: { cpu: 10m, memory: 16Mi }, limits: { cpu: 500m, memory: 512Mi } }",
];

cases("numbers of EKS", [
  ["20 instance types", [types(...SIZES.slice(0, 20))]],
  [
    "21 instance types",
    [types(...SIZES.slice(0, 21))],
    "cluster.nodeGroups.workers.instanceTypes: are 21, and EKS takes 20",
  ],
  ["50 taints", [tainted(50)]],
  ["51 taints", [tainted(51)], "cluster.nodeGroups.x.taints: are 51, and EKS takes 50"],
  [
    "more pods than a managed node group allows on a node, although it has addresses for them",
    [types("m5.4xlarge"), ["min: 2, desired: 2, max: 4", "min: 1, desired: 1, max: 1"], replicas(100), SMALL],
    "cluster.nodeGroups: 109 pods do not fit: 1 nodes hold 104 besides the 6 system pods on each",
  ],
  [
    "as many as it allows on nodes of 30 vCPU and more",
    [types("m5.8xlarge"), ["min: 2, desired: 2, max: 4", "min: 1, desired: 1, max: 1"], replicas(200), SMALL],
  ],
]);

const endpoints = (...names: string[]): Change => [
  "nat: single",
  `nat: single\n  interfaceEndpoints: [${names.join(", ")}]`,
];
/** Apps behind load balancers. */
const apps = (number: number, ingress: (i: number) => string, pods = 1): string =>
  Array.from(
    { length: number },
    (_, i) => `    a${i}:
      image: registry.example.com/shop/a:1.0.0
      port: 9000
      replicas: ${pods}
      resources: { requests: { cpu: 1m, memory: 8Mi }, limits: { cpu: 500m, memory: 512Mi } }
      ingress: { ${ingress(i)}, healthCheck: { path: / } }
`,
  ).join("");
const MANY = [types("m5.8xlarge"), ["max: 4", "max: 20"]] as const satisfies Change[];
const grouped = (i: number) => `group: all, path: /a${i}`;

cases("targets of a load balancer", [
  ["a thousand", [...MANY, [/$/, apps(2, grouped, 500)]]],
  [
    "more pods than a thousand",
    [...MANY, [/$/, apps(3, grouped, 400)]],
    "workloads.apps.a2.ingress: makes 1200 targets in the group all, and a load balancer takes 1000; write another group, or fewer pods",
  ],
  [
    "pods and nodes together",
    [
      ...MANY,
      [/$/, apps(2, grouped, 500)],
      [
        /$/,
        apps(1, () => "group: all, path: /b")
          .replace("a0:", "b:")
          .replace("path: /b,", "path: /b, targetType: instance,")
          .replace("      ingress", "      service: { type: NodePort, nodePort: 30081 }\n      ingress"),
      ],
    ],
    "workloads.apps.b.ingress: makes 1020 targets in the group all, and a load balancer takes 1000",
  ],
]);

describe("quotas that AWS raises are warned of", () => {
  test("more load balancers than a region has", () => {
    const { warnings } = load({ "shop.yaml": shopWith(...MANY) + apps(50, () => "scheme: internal") });
    expect(warnings).toEqual([
      expect.stringContaining(
        "workloads.apps: make 51 load balancers, one for each group, and a region has 50 unless AWS raises the quota; write fewer groups, or ask for more",
      ),
    ]);
  });

  test("more interface endpoints than a VPC has", () => {
    const { warnings } = load({ "shop.yaml": shopWith(endpoints(...services.services.slice(0, 51))) });
    expect(warnings).toEqual([
      expect.stringContaining(
        "network.interfaceEndpoints: are 51 endpoints, and a VPC has 50 unless AWS raises the quota; write fewer, or ask for more",
      ),
    ]);
  });
});
