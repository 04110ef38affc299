import type { Json } from "../synthesized";
import type { Permission } from "./permissions";

/** Whether a permission is for every protocol, and so for every port. */
export const isEveryProtocol = ({ protocol }: Permission): boolean =>
  protocol === undefined || ["-1", "all"].includes(String(protocol).toLowerCase());

/** Whether a permission covers a port. One that cannot be read covers it, too. */
export function includesPort(permission: Permission, port: number): boolean {
  const { from, to, protocol } = permission;
  if (isEveryProtocol(permission) || /^icmp|^58$|^1$/.test(String(protocol))) return isEveryProtocol(permission);
  const [first, last] = [numberOf(from), numberOf(to ?? from)];
  return first === undefined || last === undefined || first < 0 || (first <= port && port <= last);
}

/** A port that is one number; undefined for a range, and for what cannot be read. */
export function onlyPortOf(permission: Permission): number | undefined {
  const [first, last] = [numberOf(permission.from), numberOf(permission.to)];
  return !isEveryProtocol(permission) && first === last ? first : undefined;
}

const numberOf = (value: Json | undefined): number | undefined => {
  const found = typeof value === "number" || (typeof value === "string" && value !== "") ? Number(value) : Number.NaN;
  return Number.isNaN(found) ? undefined : found;
};

/** Whether a permission is for every port of its protocol, written as a range. */
export const isEveryPort = ({ from, to }: Permission): boolean =>
  Number(numberOf(from)) <= 1 && Number(numberOf(to)) >= 65_535;
