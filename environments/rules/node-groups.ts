import { alternativesTo, instanceType, instanceTypeProblem } from "../instance-types";
import type { Problem } from "../problem";
import type { Environment } from "../schema";
import { NODE_KEYS, reservedBy } from "../tables/reserved";

type NodeGroup = NonNullable<Environment["cluster"]>["nodeGroups"][string];

/** One node group: its name, sizes, machines, labels and taints, and the version of its nodes. */
export function* checkNodeGroup(
  name: string,
  group: NodeGroup,
  clusterVersion: string | undefined,
): Generator<Problem> {
  yield* checkMachines(name, group);
  if (clusterVersion) yield* checkNodeVersion(name, group, clusterVersion);
}

/** The managed node group of a zone is called `<name>-<zone's letter>-` and 26 digits of the provider's, 63 characters at most. */
const LONGEST_NAME = 34;
/** Source: `NODE_GROUP_LABEL` of the cluster's module. */
const OWN_LABEL = "platform/node-group";

function* checkName(name: string, { labels = {} }: NodeGroup): Generator<Problem> {
  const path = ["cluster", "nodeGroups", name];
  if (name.length > LONGEST_NAME) {
    yield {
      path,
      message: `"${name}" has ${name.length} characters; write ${LONGEST_NAME} at most, the zone and a random ending are added to it`,
    };
  }
  if (OWN_LABEL in labels)
    yield {
      path: [...path, "labels", OWN_LABEL],
      message: "is given by the platform, with the group's name; remove it",
    };
}

/** One type is one pool of spot capacity: when AWS has none left, there is no node. */
function* checkSpot(path: readonly string[], { capacity, instanceTypes = [] }: NodeGroup): Generator<Problem> {
  const [only, ...others] = instanceTypes;
  if (capacity !== "spot" || only === undefined || others.length > 0) return;
  const alike = alternativesTo(only).slice(0, 3);
  if (alike.length === 0) return;
  yield {
    path: [...path, "instanceTypes"],
    isWarning: true,
    message: `${only} alone is one pool of spot capacity, and there are no nodes when it is empty; write more types that are no smaller, like [${[only, ...alike].join(", ")}]`,
  };
}

function* checkMachines(name: string, group: NodeGroup): Generator<Problem> {
  const path = ["cluster", "nodeGroups", name];
  const { min, desired, max, instanceTypes = [], amiType } = group;
  yield* checkNodeKeys(path, group);
  if (desired < min)
    yield { path: [...path, "desired"], message: `${desired} is below min ${min}; write ${min} or more` };
  if (desired > max)
    yield { path: [...path, "desired"], message: `${desired} is above max ${max}; write ${max} or less` };
  yield* checkName(name, group);
  if (min > max) yield { path: [...path, "min"], message: `${min} is above max ${max}; write ${max} or less` };
  yield* checkSpot(path, group);
  yield* checkNumbers(path, group);
  for (const [i, type] of instanceTypes.entries()) {
    const problem = instanceTypeProblem(type);
    if (problem) yield { path: [...path, "instanceTypes", i], message: problem };
    const architecture = instanceType(type)?.architecture;
    const wanted = amiType?.includes("ARM") ? "arm64" : "x86_64";
    if (amiType && architecture && architecture !== wanted) {
      const advice =
        architecture === "arm64" ? amiType.replace("x86_64", "ARM_64") : amiType.replace("ARM_64", "x86_64");
      yield {
        path: [...path, "instanceTypes", i],
        message: `${type} has ${architecture} processors, which ${amiType} does not run on; write amiType: ${advice}, or another type`,
      };
    }
  }
}

/** Sources: cloudposse/terraform-aws-eks-node-group, variable `instance_types` (20), and Amazon EKS API reference, CreateNodegroup (50 taints). */
const MOST_OF_A_GROUP = { instanceTypes: 20, taints: 50 } as const;

function* checkNumbers(path: readonly string[], group: NodeGroup): Generator<Problem> {
  for (const [key, most] of Object.entries(MOST_OF_A_GROUP)) {
    const { length } = group[key as keyof typeof MOST_OF_A_GROUP] ?? [];
    if (length > most)
      yield { path: [...path, key], message: `are ${length}, and EKS takes ${most}; write ${most} at most` };
  }
}

/** Labels and taints are Kubernetes' own below some domains: the kubelet refuses to start with them. */
function* checkNodeKeys(path: readonly string[], { labels = {}, taints = [] }: NodeGroup): Generator<Problem> {
  const keys = [
    ...Object.keys(labels).map((key) => ({ key, at: [...path, "labels", key], what: "label" })),
    ...taints.map(({ key }, i) => ({ key, at: [...path, "taints", i, "key"], what: "taint" })),
  ];
  const seen = new Map<string, number>();
  for (const [i, { key, effect }] of taints.entries()) {
    const first = seen.get(`${key} ${effect}`) ?? i;
    seen.set(`${key} ${effect}`, first);
    if (first !== i && taints[first]?.value !== taints[i]?.value)
      yield {
        path: [...path, "taints", i],
        message: `${key} with ${effect} is a taint already, and a node has one of each key and effect; write another key, or another effect`,
      };
  }
  for (const { key, at, what } of keys) {
    const reserved = reservedBy(NODE_KEYS, key);
    if (reserved)
      yield { path: at, message: `"${key}" is a ${what} that ${reserved.owner} reserves; write ${reserved.write}` };
    else if (what === "label" && labels[key] === "")
      yield { path: at, message: '"" is a value that Kubernetes takes and EKS refuses; write one, like "true"' }; // Amazon EKS API, CreateNodegroup: labelValue
  }
}

/**
 * Nodes are upgraded after the control plane, and this project leaves them one minor version behind at most: the next
 * upgrade of the control plane would otherwise meet nodes that are too old.
 */
function* checkNodeVersion(
  name: string,
  { version, releaseVersion, amiType }: NodeGroup,
  cluster: string,
): Generator<Problem> {
  const path = ["cluster", "nodeGroups", name];
  const own = version ?? cluster;
  const [major, minor] = cluster.split(".").map(Number) as [number, number];
  if (own !== cluster && own !== `${major}.${minor - 1}`) {
    yield {
      path: [...path, "version"],
      message: `${own} is not for a control plane of ${cluster}; write "${cluster}", or "${major}.${minor - 1}" until that has proved itself`,
    };
  }
  const isBottlerocket = amiType?.startsWith("BOTTLEROCKET") ?? false;
  if (releaseVersion && !isBottlerocket && !releaseVersion.startsWith(`${own}.`)) {
    yield {
      path: [...path, "releaseVersion"],
      message: `${releaseVersion} is not for nodes of ${own}; write one that starts with ${own}., or leave it out`,
    };
  }
}
