import type { ResourceChange } from "../../plan";
import { valueAt } from "../../synthesized";
import type { Risk } from "./row";

/** A version that AWS upgrades by rules of its own. */
interface Stepped {
  readonly types: readonly string[];
  readonly attribute: string;
  readonly what: string;
  /** Numbers of a version that count, for example major and minor. */
  readonly parts: 2 | 4;
  /** Whether one may be left out. */
  readonly maySkip: boolean;
  /** Another attribute whose change makes the versions incomparable. */
  readonly unless?: string;
  /** AWS's own words on it. */
  readonly source: string;
}

const STEPPED: readonly Stepped[] = [
  {
    types: ["aws_eks_cluster"],
    attribute: "version",
    what: "the control plane",
    parts: 2,
    maySkip: false,
    source: "Amazon EKS user guide, Update existing cluster to new Kubernetes version",
  },
  {
    types: ["aws_eks_node_group"],
    attribute: "version",
    what: "the node group",
    parts: 2,
    maySkip: true,
    source: "Amazon EKS user guide, Update a managed node group for your cluster",
  },
  {
    types: ["aws_eks_node_group"],
    attribute: "release_version",
    what: "the image of the node group",
    parts: 4,
    maySkip: true,
    source: "Amazon EKS API reference, UpdateNodegroupVersion",
  },
  {
    types: ["aws_db_instance", "aws_rds_cluster"],
    attribute: "engine_version",
    what: "the database",
    parts: 2,
    maySkip: true,
    unless: "engine",
    source: "Amazon RDS user guide, Upgrading a DB instance engine version",
  },
  {
    types: ["aws_elasticache_replication_group", "aws_elasticache_cluster"],
    attribute: "engine_version",
    what: "the cache",
    parts: 2,
    maySkip: true,
    unless: "engine",
    source: "Amazon ElastiCache user guide, Version management",
  },
];

/** What AWS refuses half-way through an apply: a version that was passed over, and one that lies behind the state's. */
export const versionStepRisks = (change: ResourceChange): Risk[] =>
  STEPPED.filter(({ types }) => types.includes(change.type)).flatMap((stepped) => riskOf(stepped, change) ?? []);

function riskOf(
  { attribute, what, parts, maySkip, unless, source }: Stepped,
  change: ResourceChange,
): Risk | undefined {
  const { before, after } = change;
  const [from, to] = [valueAt(before, attribute), valueAt(after, attribute)].map((value) => numbersOf(value, parts));
  if (!from || !to || (unless && valueAt(before, unless) !== valueAt(after, unless))) return undefined;
  const risk = { group: "downtime", isGated: true, attributes: [attribute] } as const;
  const [was, is] = [String(valueAt(before, attribute)), String(valueAt(after, attribute))];
  if (isBehind(to, from)) {
    return {
      ...risk,
      what: `${what} is at ${was} and cannot go back to ${is}: AWS refuses it, or it is made anew`,
      advice: `Write ${was} or a later version (${source}).`,
    };
  }
  const [major = 0, minor = 0] = from;
  const isSkipping = !maySkip && (to[0] !== major || (to[1] ?? 0) > minor + 1);
  return isSkipping
    ? {
        ...risk,
        what: `${what} is at ${was}, and ${is} is more than one minor version away: AWS refuses it`,
        advice: `Write ${major}.${minor + 1} first, apply, and go on from there (${source}).`,
      }
    : undefined;
}

/**
 * The first numbers of a version; of what is no version nothing is known. A major alone leaves the minor to AWS. A release of a
 * node image ends in its day (1.35.3-20260714), which counts, or in a commit (1.50.0-1a2b3c4d), which does not.
 */
function numbersOf(value: unknown, parts: number): number[] | undefined {
  const [, version, day] = /^(\d+(?:\.\d+)*)(?:-(?:(20\d{6})|[0-9a-f]{8}))?$/.exec(String(value ?? "")) ?? [];
  return version === undefined ? undefined : [...version.split("."), ...(day ? [day] : [])].map(Number).slice(0, parts);
}

/** Compared by as many numbers as both have: 16 is not behind 16.14. */
function isBehind(one: readonly number[], other: readonly number[]): boolean {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (one[i] ?? 0) - (other[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
