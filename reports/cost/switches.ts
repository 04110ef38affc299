import { nodeGroupsOf } from "../built/node-groups";
import { type Block, blockIn, entryOf, type SynthesizedEnvironment } from "../synthesized";
import { OUTLIVED } from "./control-plane";
import { type Difference, differenceOf } from "./difference";
import { estimate } from "./estimate";
import { regionsIn } from "./region";

/** One way of setting a switch. */
export interface Option {
  readonly value: string;
  /** What the environment would cost more (or less) a month than it does as it is; without `usd` when that is not known. */
  readonly difference: Difference;
}

/** A decision of the environment file with the price of each way to take it. */
export interface Switch {
  /** Key of the environment file, for example `network.nat`. */
  readonly key: string;
  readonly options: readonly Option[];
}

type Change = (resources: readonly Block[]) => readonly Block[];

/**
 * Prices every switch by changing the resources as the switch would, and pricing them again with the same code. How it is
 * now is left out, and so is what changes nothing. What changes most comes first, what is unknown before all.
 */
export function switchesOf(environment: SynthesizedEnvironment): Switch[] {
  const resources = environment.stacks.flatMap((stack) => stack.resources);
  const regionOf = regionsIn(environment);
  const now = estimate(environment, regionOf);
  const option = (value: string, change: Change): Option => {
    const stacks = environment.stacks.map((stack) => ({ ...stack, resources: change(stack.resources) }));
    return { value, difference: differenceOf(now, estimate({ ...environment, stacks }, regionOf)) };
  };
  return [
    ...natSwitch(
      resources,
      option,
      environment.stacks.some(({ name }) => name === "workloads"),
    ),
    ...nodeGroupSwitches(resources, option),
    ...resources.flatMap((resource) => entryOf(SWITCHES, resource.type)?.(resource, option) ?? []),
  ]
    .map(({ key, options }) => ({ key, options: sorted(options.filter(({ difference }) => difference.usd !== 0)) }))
    .filter(({ options }) => options.length > 0)
    .sort((a, b) => effectOf(b.options[0]) - effectOf(a.options[0]));
}

const sorted = (options: readonly Option[]): Option[] => [...options].sort((a, b) => effectOf(b) - effectOf(a));

/** How much an option changes, in US dollars a month; what is not known may change most. */
const effectOf = (option: Option | undefined): number =>
  option === undefined ? 0 : Math.abs(option.difference.usd ?? Number.POSITIVE_INFINITY);

type Pricing = (value: string, change: Change) => Option;

const changing =
  (group: readonly Block[], values: (block: Block, i: number) => object): Change =>
  (resources) =>
    resources.map((one) => {
      const i = group.indexOf(one);
      return i < 0 ? one : { ...one, values: { ...one.values, ...values(one, i) } };
    });

const setting = (resource: Block, values: object): Change => changing([resource], () => values);

const SWITCHES: Readonly<Record<string, (resource: Block, option: Pricing) => Switch[]>> = {
  aws_eks_cluster: (cluster, option) => [
    {
      key: "cluster.version",
      options: [
        option("in standard support", setting(cluster, { upgrade_policy: { support_type: "STANDARD" } })),
        ...(OUTLIVED === undefined
          ? []
          : [option("in extended support", setting(cluster, { version: OUTLIVED, upgrade_policy: {} }))]),
      ],
    },
  ],
  aws_db_instance: (database, option) => [
    {
      key: "data.database.multiAz",
      options: [false, true].map((value) => option(String(value), setting(database, { multi_az: value }))),
    },
  ],
  aws_elasticache_replication_group: (cache, option) => {
    const nodes = Number(cache.values.num_cache_clusters);
    const withNodes = (count: number) => setting(cache, { num_cache_clusters: count });
    return [
      { key: "data.cache.nodes", options: counts(1, 2, nodes).map((count) => option(String(count), withNodes(count))) },
    ];
  },
};

/** Different counts in their order; those that cannot be told are left out. */
const counts = (...all: readonly number[]): number[] => [...new Set(all.filter(Number.isFinite))].sort((a, b) => a - b);

/** The parts of a node group in its zones have one size and one capacity in the environment file. */
const nodeGroupSwitches = (resources: readonly Block[], option: Pricing): Switch[] =>
  nodeGroupsOf(resources).flatMap(({ name, parts }) => switchesOfGroup(`cluster.nodeGroups.${name}`, parts, option));

function switchesOfGroup(key: string, group: readonly Block[], option: Pricing): Switch[] {
  const sizes = group.map(({ values }) => blockIn(values, "scaling_config"));
  const sum = (size: string) => sizes.reduce((total, each) => total + Number(each[size]), 0);
  const most = Math.max(...sizes.map(({ max_size }) => Number(max_size)));
  const desired = sum("desired_size");
  const found = counts(sum("min_size"), desired, desired + 1, most);
  /** Spread as a deployment would spread them: the first zones get what is left over. */
  const share = (count: number, i: number) => Math.floor(count / group.length) + (i < count % group.length ? 1 : 0);
  const withNodes = (count: number) =>
    changing(group, (part, i) => ({
      scaling_config: { ...blockIn(part.values, "scaling_config"), desired_size: share(count, i) },
    }));
  return [
    { key: `${key}.desired`, options: found.map((count) => option(String(count), withNodes(count))) },
    {
      key: `${key}.capacity`,
      options: ["on-demand", "spot"].map((value) =>
        option(
          value,
          changing(group, () => ({ capacity_type: value === "spot" ? "SPOT" : "ON_DEMAND" })),
        ),
      ),
    },
  ];
}

/**
 * NAT gateways come with an address each; there is one for every zone, one for all, or none. An environment file with
 * workloads may not say none: their images and charts are in public registries.
 */
function natSwitch(resources: readonly Block[], option: Pricing, hasWorkloads: boolean): Switch[] {
  const zones = new Set(
    resources.filter(({ type }) => type === "aws_subnet").map(({ values }) => values.availability_zone),
  ).size;
  if (zones === 0) return [];
  const withGateways =
    (count: number): Change =>
    (all) => {
      const vpc = all.find(({ type }) => type === "aws_vpc");
      if (!vpc) return all;
      const kept = all.filter((one) => one.type !== "aws_nat_gateway" && !isNatAddress(one, all));
      const added = Array.from({ length: count }, () => [madeUp(vpc, "aws_nat_gateway"), madeUp(vpc, "aws_eip")]);
      return [...kept, ...added.flat()];
    };
  const modes = { ...(!hasWorkloads && { none: 0 }), single: 1, "per-zone": zones };
  return [
    { key: "network.nat", options: Object.entries(modes).map(([value, count]) => option(value, withGateways(count))) },
  ];
}

const isNatAddress = ({ type, address }: Block, all: readonly Block[]): boolean =>
  type === "aws_eip" &&
  all.some((one) => one.type === "aws_nat_gateway" && String(one.values.allocation_id).includes(`${address}.`));

/** A resource that would be there, in the stack of another one. */
const madeUp = ({ environment, stack, constructPath }: Block, type: string): Block => ({
  kind: "resource",
  environment,
  stack,
  constructPath,
  type,
  name: "priced",
  address: `${type}.priced`,
  values: {},
  pointer: "",
});
