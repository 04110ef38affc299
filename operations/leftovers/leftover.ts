import type { Environment } from "../../environments/schema";
import type { Stack } from "../../reports/synthesized";
import type { Aws } from "../aws";
import type { States } from "../states";

/** What is looked at. */
export interface Scene {
  readonly environment: Environment;
  readonly stacks: readonly Stack[];
  readonly states: States;
  readonly aws: Aws;
}

/** Something in the account that belongs to the environment. */
export interface Thing {
  /** Kind in words, for example `EBS volume`. */
  readonly what: string;
  /** Id or name, as the command that removes it names it. */
  readonly id: string;
  /** How AWS names it in full, where it does. */
  readonly arn?: string;
  /** Terraform type, where it was searched for by that. */
  readonly type?: string;
  /** How it is known to belong to the environment, and what it is. */
  readonly why: string;
  /** Command that removes it; it is only printed. Undefined: none is known. */
  readonly remove?: string;
  /** What it costs: an entry of the price book and how many; `free`; undefined: not known. */
  readonly price?: { readonly key: string; readonly count: number } | "free";
  /** Stack that uses it: while its state holds anything, the thing is in use and not left over. */
  readonly usedBy?: string;
  /** What to think of before it is removed. */
  readonly caution?: string;
}

/** One way of finding things. */
export interface Search {
  readonly id: string;
  /** What is searched, in words. */
  readonly what: string;
  readonly find: (scene: Scene) => Promise<readonly Thing[]>;
}

/** Tags of EC2's own lists and of the tagging API. */
export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export const tagValue = (tags: readonly Tag[], key: string): string | undefined =>
  tags.find(({ Key }) => Key === key)?.Value;

/** Whether Terraform made it from these stacks: whatever else is made in an account does not have its tag. */
export const isOfTerraform = (tags: readonly Tag[]): boolean => tagValue(tags, "ManagedBy") === "cdktf";

/** Tags that say that something belongs to an environment, and the stack whose work it is. */
export const ownTags = ({ name, cluster }: Environment): readonly { Key: string; Value: string; stack?: string }[] => [
  { Key: "Platform", Value: name },
  ...(cluster
    ? [
        { Key: "elbv2.k8s.aws/cluster", Value: cluster.name, stack: "workloads" },
        { Key: `kubernetes.io/cluster/${cluster.name}`, Value: "owned", stack: "cluster" },
        { Key: "aws:eks:cluster-name", Value: cluster.name, stack: "cluster" },
        { Key: "eks:cluster-name", Value: cluster.name, stack: "cluster" },
        { Key: "cluster.k8s.amazonaws.com/name", Value: cluster.name, stack: "cluster" },
      ]
    : []),
];

/** The tag by which something belongs to the environment, as `Key=Value`, and the stack it names. */
export function ownership(tags: readonly Tag[], environment: Environment): { tag: string; stack?: string } | undefined {
  const found = ownTags(environment).find(({ Key, Value }) => tagValue(tags, Key) === Value);
  if (!found) return undefined;
  const stack = tagValue(tags, "Stack") ?? found.stack;
  return { tag: `${found.Key}=${found.Value}`, ...(stack !== undefined && { stack }) };
}

export const gigabytes = (bytes: number): number => bytes / 2 ** 30;

/** Names of one type that the environment makes. */
export const named = ({ stacks }: Scene, type: string, argument: string): string[] =>
  stacks.flatMap(({ resources }) =>
    resources.filter((resource) => resource.type === type).map(({ values }) => String(values[argument])),
  );
export const databases = (scene: Scene): string[] => named(scene, "aws_db_instance", "identifier");
export const caches = (scene: Scene): string[] =>
  named(scene, "aws_elasticache_replication_group", "replication_group_id");

/** The price of one thing by its entry in the price book, or `free`. */
export const priceOfOne = (price: string | undefined): Pick<Thing, "price"> => {
  if (price === undefined) return {};
  return { price: price === "free" ? "free" : { key: price, count: 1 } };
};
