import { Address4 } from "ip-address";

/** Whether the first IPv4 range lies within the second. */
export const isWithin = (inner: string, outer: string): boolean => new Address4(inner).isInSubnet(new Address4(outer));

/** Whether two IPv4 ranges share an address: then one holds the other. */
export const overlap = (a: string, b: string): boolean => isWithin(a, b) || isWithin(b, a);

/** Prefix length of an IPv4 range: 24 for `10.0.1.0/24`. */
export const prefixOf = (range: string): number => new Address4(range).subnetMask;

/** Addresses of a subnet that AWS leaves to its users: all but five. */
export const usableAddresses = (range: string): number => 2 ** (32 - prefixOf(range)) - 5;

/** Ranges of private networks. Source: RFC 1918, RFC 6598. */
export const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"] as const;

/** Ranges that nobody sends from on the internet. Source: IANA IPv4 Special-Purpose Address Registry. */
export const UNROUTED_RANGES = [
  ...PRIVATE_RANGES,
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/4",
  "240.0.0.0/4",
] as const;

export const isPrivate = (range: string): boolean => PRIVATE_RANGES.some((known) => isWithin(range, known));

/** Half of all addresses. */
const HALF = 2 ** 31;

/**
 * Whether ranges admit half of the internet or more, which nobody means but everybody: one `0.0.0.0/0`, or several that
 * are as much together, such as `0.0.0.0/1` and `128.0.0.0/1`.
 */
export function admitEverybody(ranges: readonly string[]): boolean {
  const apart = [...new Set(ranges)].filter(
    (range, i, all) => !all.some((other, j) => i !== j && isWithin(range, other)),
  );
  return apart.reduce((sum, range) => sum + 2 ** (32 - prefixOf(range)), 0) >= HALF;
}

/** Ranges that a list admits everybody with: the widest ones. */
export const widest = (ranges: readonly string[]): string => {
  const least = Math.min(...ranges.map(prefixOf));
  return least === 0
    ? (ranges.find((range) => prefixOf(range) === 0) as string)
    : ranges.filter((range) => prefixOf(range) <= 8).join(", ");
};
