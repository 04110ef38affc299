import type { References, Resource } from "../resource";
import type { Usage } from "./usage";

/** What a charge is for, in the words of the deployments' own cost breakdowns. */
export type Part =
  | "control plane"
  | "nodes"
  | "delivery"
  | "database"
  | "cache"
  | "load balancer"
  | "NAT gateway"
  | "storage and networking"
  | "keys and monitoring";

/** Something a resource is charged for every month. */
export interface Charge {
  /** What is paid for, for example `4 nodes`. */
  readonly what: string;
  /** Key in the price book. */
  readonly price: string;
  /** How many of what the price is for: instances, gigabytes, keys. */
  readonly count: number;
  readonly part: Part;
  /** Assumptions that `count` depends on. @default none */
  readonly assumes?: readonly (keyof Usage)[];
}

/** What a charge may depend on besides the resource itself: the rest of its environment. */
export interface Surroundings {
  readonly resources: readonly Resource[];
  readonly usage: Usage;
  readonly references: References;
}

/** The charges of one resource; none when it costs nothing as it is. */
export type Pricer = (resource: Resource, surroundings: Surroundings) => readonly Charge[];

/** Resources of one type. */
export const ofType = ({ resources }: Surroundings, type: string): readonly Resource[] =>
  resources.filter((resource) => resource.type === type);

/** The resource that a reference such as `${aws_launch_template.workers.id}` is about. */
export function referred(value: unknown, from: Resource, surroundings: Surroundings): Resource | undefined {
  const reference = surroundings.references.one(value, from.stack);
  return surroundings.resources.find(({ stack, address }) => reference?.startsWith(`${stack}/${address}.`));
}
