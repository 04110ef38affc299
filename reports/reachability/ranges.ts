import { Address4 } from "ip-address";

/** Ranges shorter than this many bits are the internet: nobody owns a quarter of it. */
const INTERNET_BITS = 8;

/** Whether a range is the internet and not somebody's network; every IPv6 range outside the VPC is. */
export const isInternet = (range: string): boolean =>
  range.includes(":") || (Address4.isValid(range) && new Address4(range).subnetMask < INTERNET_BITS);

/** Whether all addresses of `inner` are in `outer`. What is not known, a token, is in the internet only. */
export function contains(outer: string, inner: string): boolean {
  if (outer === "0.0.0.0/0") return true;
  if (!Address4.isValid(outer) || !Address4.isValid(inner)) return outer === inner;
  return new Address4(inner).isInSubnet(new Address4(outer));
}

/** Whether ranges have an address in common. */
export const overlap = (a: string, b: string): boolean => contains(a, b) || contains(b, a);
