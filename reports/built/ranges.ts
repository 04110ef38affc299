import { Address4, Address6 } from "ip-address";

/** Ranges that are nobody's on the internet. */
const PRIVATE = [
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "fc00::/7",
  "fe80::/10",
];

/** Wider ranges than this many bits are the internet: nobody owns so much of it. */
const INTERNET_BITS = 8;

/** Whether a range holds addresses of the internet; one that is not known may be any. */
export const isPublicRange = (range: string): boolean => !PRIVATE.some((one) => isWithin(range, one));

/** Whether a range is the internet, and not somebody's part of it. */
export const isInternet = (range: string): boolean =>
  isPublicRange(range) && Number(/\/(\d+)$/.exec(range)?.[1] ?? INTERNET_BITS) < INTERNET_BITS;

/** Whether the first range lies within the second; never when one of them is unknown or no range. */
export function isWithin(inner: string, outer: string): boolean {
  try {
    return inner.includes(":")
      ? outer.includes(":") && new Address6(inner).isInSubnet(new Address6(outer))
      : !outer.includes(":") && new Address4(inner).isInSubnet(new Address4(outer));
  } catch {
    return false;
  }
}

/** Whether ranges have an address in common. */
export const overlap = (a: string, b: string): boolean => isWithin(a, b) || isWithin(b, a);
