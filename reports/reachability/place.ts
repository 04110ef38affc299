import type { Block, Json } from "../synthesized";
import type { References } from "./references";
import type { Subnet } from "./routes";
import type { Rule } from "./rules";

export type Role =
  | "internet"
  | "office"
  | "load balancer"
  | "nodes"
  | "pods"
  | "server"
  | "database"
  | "cache"
  | "control plane";

/** Somewhere traffic comes from or goes to. */
export interface Place {
  readonly role: Role;
  /** Unique in an environment, for example `pods of statuspage`. */
  readonly name: string;
  /** Security groups, `<stack>/<address>.id`. */
  readonly groups: readonly string[];
  readonly subnets: readonly Subnet[];
  /** Ranges of its addresses. */
  readonly ranges: readonly string[];
  /** What gives it a public address; undefined when it has none. */
  readonly publicBy?: string;
  /** Namespace and labels of pods; labels are undefined when a chart decides them. */
  readonly pods?: { readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
}

/** What places are found in. */
export interface Whole {
  readonly resources: readonly Block[];
  readonly references: References;
  readonly subnets: readonly Subnet[];
  readonly rules: readonly Rule[];
}

/** The places of one kind. */
export type Find = (whole: Whole) => Place[];

/** Resources of a type. */
export const ofType = ({ resources }: Whole, type: string) => resources.filter((resource) => resource.type === type);

/** Where something is. */
export const at = (subnets: readonly Subnet[]): Pick<Place, "subnets" | "ranges"> => ({
  subnets,
  ranges: subnets.map(({ range }) => range),
});

/** Subnets by reference, for example `private_subnet_ids` of the network stack. */
export const subnetsIn = (
  { references, subnets }: Whole,
  value: Json | undefined,
  stack: string,
): readonly Subnet[] => {
  const wanted = references.resolve(value, stack);
  return subnets.filter(({ id }) => wanted.includes(`${id}.id`));
};
