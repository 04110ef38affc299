import type { Environment } from "../../environments/schema";
import { withoutCreationTraces } from "../../platform/quick";
import { addStacks } from "../../stacks";
import { type Change, load, shopWith } from "../environments/fixture";
import { type Block, testApp } from "../helpers";

type Resources = Readonly<Record<string, Block>>;

const RANGES = ["0.0", "1.0", "2.0"].map(
  (end, i) => `{ public: 10.20.${end}/24, private: 10.20.${16 * (i + 1)}.0/20 }`,
);
const LINES = ["a", "b", "c"].map((zone, i) => `    eu-central-1${zone}: ${RANGES[i]}`);

/** The shop with some of the zones a, b and c; what is in one zone for good is in b, and the control plane in `cluster`. */
function shop(zones: string, nat: string, cluster = "", more: readonly Change[] = []): Environment {
  const lines = LINES.filter((line) => [...zones].some((zone) => line.includes(`1${zone}:`)));
  const [environment] = load({
    "shop.yaml": shopWith(
      [/ {2}zones:\n(?: {4}.*\n)+/, `  zones: # ${zones}\n${lines.join("\n")}\n`],
      ["nat: single\n  natZone: eu-central-1a", nat],
      ["    zone: eu-central-1a", "    zone: eu-central-1b"],
      ...more,
      ...(cluster ? ([['"1.35"', `"1.35"\n  zones: [${cluster}]`]] as const) : []),
    ),
  }).environments;
  if (!environment) throw new Error("the fixture is not an environment");
  return environment;
}

/** Every resource by stack and address, as it is synthesized; `depends_on` is not part of a plan. */
const resourcesOf = (environment: Environment): Resources =>
  withoutCreationTraces(() =>
    Object.fromEntries(
      addStacks(testApp(), environment).flatMap((stack) =>
        Object.entries((stack.toTerraform().resource ?? {}) as Record<string, Record<string, Block>>).flatMap(
          ([type, byName]) =>
            Object.entries(byName).map(([name, { "//": _, depends_on, ...block }]) => [
              `${stack.stackName} ${type}.${name}`,
              block,
            ]),
        ),
      ),
    ),
  );

/** What a plan would say: what is made, what goes, and which arguments change of what stays. */
function planOf(before: Resources, after: Resources) {
  const [old, now] = [Object.keys(before), Object.keys(after)];
  return {
    created: now.filter((address) => !(address in before)),
    destroyed: old.filter((address) => !(address in after)),
    changed: old
      .filter((address) => address in after)
      .flatMap((address) =>
        [...new Set([...Object.keys(before[address]), ...Object.keys(after[address])])]
          .filter((key) => JSON.stringify(before[address][key]) !== JSON.stringify(after[address][key]))
          .map((key) => `${address} ${key}`),
      ),
  };
}

/** Arguments that AWS and Kubernetes change in place; the provider marks others of these types as replacing (`ForceNew`). */
const IN_PLACE = [
  /^network aws_vpc_endpoint\.\w+ route_table_ids$/,
  /^cluster aws_eks_node_group\.\w+ scaling_config$/,
  /^workloads kubernetes_network_policy_v1\.\w+ spec$/,
  /^workloads helm_release\.ingress_classes values$/, // the controller hands the load balancer other subnets, which it keeps else
];

describe.each([
  ["one NAT gateway", "nat: single\n  natZone: eu-central-1b"],
  ["one NAT gateway per zone", "nat: per-zone"],
])("with %s", (_nat, nat) => {
  const whole = resourcesOf(shop("abc", nat, "eu-central-1b, eu-central-1c"));
  const planned = new Map(
    [
      ["a", "bc"],
      ["c", "ab"],
    ].map(([zone, others]) => {
      const cluster = zone === "a" ? "eu-central-1b, eu-central-1c" : "eu-central-1a, eu-central-1b";
      const after = zone === "a" ? whole : resourcesOf(shop("abc", nat, cluster));
      return [zone, planOf(resourcesOf(shop(others as string, nat, cluster)), after)];
    }),
  );

  test.each([
    ["before the others", "a"],
    ["after the others", "c"],
  ])("a zone %s destroys nothing and makes what carries its letter", (_where, zone) => {
    expect(planned.get(zone)?.destroyed).toEqual([]);
    expect(planned.get(zone)?.created.filter((address) => !address.match(`_${zone}(_|$)`))).toEqual([]);
  });

  test.each([
    ["before the others", "a"],
    ["after the others", "c"],
  ])("a zone %s changes what is there in place alone", (_where, zone) => {
    const { changed = [] } = planned.get(zone) ?? {};
    expect(changed.filter((change) => !IN_PLACE.some((pattern) => pattern.test(change)))).toEqual([]);
    expect(changed).toContain("network aws_vpc_endpoint.vpc_endpoints_s3 route_table_ids");
  });
});

describe("a zone between the others", () => {
  const nat = "nat: per-zone";
  const [without, within] = ["ac", "abc"].map((zones) => resourcesOf(withoutJenkinsZone(zones))) as [
    Resources,
    Resources,
  ];

  function withoutJenkinsZone(zones: string): Environment {
    const environment = shop(zones.includes("b") ? zones : `${zones}b`, nat);
    const { "eu-central-1b": b, ...others } = environment.network.zones;
    return {
      ...environment,
      network: { ...environment.network, zones: zones.includes("b") && b ? { ...others, "eu-central-1b": b } : others },
      delivery: environment.delivery?.jenkins && {
        ...environment.delivery,
        jenkins: { ...environment.delivery.jenkins, zone: "eu-central-1c" },
      },
    };
  }

  test("destroys nothing, makes what carries its letter, and changes in place alone", () => {
    const { created, destroyed, changed } = planOf(without, within);
    expect([destroyed, created.filter((address) => !/_b(_|$)/.test(address))]).toEqual([[], []]);
    expect(changed.filter((change) => !IN_PLACE.some((pattern) => pattern.test(change)))).toEqual([]);
  });

  test("leaves the control plane alone, which EKS would refuse to move", () => {
    const { ignore_changes: left } = within["cluster aws_eks_cluster.eks_main"].lifecycle;
    expect(left).toContain("vpc_config[0].subnet_ids");
  });

  test("that goes takes along what carries its letter, and nothing else", () => {
    const { created, destroyed, changed } = planOf(within, without);
    expect([created, destroyed.filter((address) => !/_b(_|$)/.test(address))]).toEqual([[], []]);
    expect(changed.filter((change) => !IN_PLACE.some((pattern) => pattern.test(change)))).toEqual([]);
  });
});

describe("load balancers", () => {
  const subnetsIn = (zones: string, ...more: readonly Change[]): string[] => {
    const nat = "nat: single\n  natZone: eu-central-1b";
    const release = resourcesOf(shop(zones, nat, "", more))["workloads helm_release.ingress_classes"] as Block;
    const [{ subnets }] = JSON.parse(release.values[0]).classes;
    return subnets.map((id: string) => /outputs\.(\w+)}$/.exec(id)?.[1]);
  };

  test("are in every zone of the network, and leave one that goes before its subnet does", () => {
    expect(subnetsIn("ab")).toEqual(["private_subnet_id_a", "private_subnet_id_b"]);
    expect(subnetsIn("bc")).toEqual(["private_subnet_id_b", "private_subnet_id_c"]);
  });

  test("that face the internet are in the public subnets", () => {
    expect(subnetsIn("ab", ["ingress: {", "ingress: { scheme: internet-facing,"])).toEqual([
      "public_subnet_id_a",
      "public_subnet_id_b",
    ]);
  });
});

test("nothing that a longer list of zones would replace reads such a list of another stack", () => {
  const resources = resourcesOf(shop("abc", "nat: per-zone", "eu-central-1b, eu-central-1c"));
  const readers = Object.entries(resources).flatMap(([address, block]) =>
    Object.entries(block as Block)
      .filter(([, value]) => /network\.outputs\.\w+_(subnet|gateway)_ids\b/.test(JSON.stringify(value)))
      .map(([key]) => `${address} ${key}`),
  );
  expect(readers).toEqual([
    "data aws_db_subnet_group.data_database_subnets subnet_ids",
    "data aws_elasticache_subnet_group.data_cache_subnets subnet_ids",
  ]);
});
