import { closest } from "fastest-levenshtein";
import table from "./instance-types.json";

/** What an EC2 instance type offers to pods. */
export interface InstanceType {
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly architecture: string;
  /** Pods that it has addresses for, one each from its network interfaces. Source: Amazon EKS user guide, "Choose an optimal EC2 node instance type". */
  readonly addressablePods: number;
  /** Pods it can hold in a managed node group. */
  readonly maxPods: number;
}

/** Facts about an EC2 instance type, when it is in the table. */
export function instanceType(name: string): InstanceType | undefined {
  const types: Readonly<Record<string, (typeof table.types)["t3.medium"]>> = table.types;
  if (!Object.hasOwn(types, name)) return undefined;
  const { vcpu, memoryGib, architecture, networkInterfaces, addressesPerInterface } = types[
    name
  ] as (typeof table.types)["t3.medium"];
  const addressablePods = networkInterfaces * (addressesPerInterface - 1) + 2;
  return { vcpu, memoryGib, architecture, addressablePods, maxPods: Math.min(addressablePods, mostPods(vcpu)) };
}

/** What managed node groups allow, however many addresses there are. Source: Amazon EKS user guide, "Increase the available IP addresses for your Amazon EKS node". */
const mostPods = (vcpu: number): number => (vcpu < 30 ? 110 : 250);

/**
 * Types that can stand in for another one: the same processors, no less memory and no fewer pods, at most twice the memory;
 * the nearest first. The autoscaler counts with the first type of a group, so none may be smaller.
 */
export function alternativesTo(name: string): string[] {
  const wanted = instanceType(name);
  if (!wanted) return [];
  return Object.keys(table.types)
    .map((other) => ({ other, offers: instanceType(other) as InstanceType }))
    .filter(
      ({ other, offers }) =>
        other !== name &&
        offers.architecture === wanted.architecture &&
        offers.vcpu === wanted.vcpu &&
        offers.maxPods >= wanted.maxPods &&
        offers.memoryGib >= wanted.memoryGib &&
        offers.memoryGib <= 2 * wanted.memoryGib,
    )
    .map(({ other, offers }) => ({ other, far: [offers.memoryGib, other[0] === name[0] ? 0 : 1] }))
    .sort((a, b) => (a.far[0] as number) - (b.far[0] as number) || (a.far[1] as number) - (b.far[1] as number))
    .map(({ other }) => other);
}

/** Why an instance type cannot be used, or nothing. */
export const instanceTypeProblem = (name: string): string | undefined =>
  instanceType(name)
    ? undefined
    : `"${name}" is not in environments/instance-types.json; write a type it has, like ${closest(name, Object.keys(table.types))}`;
