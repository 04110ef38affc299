import { Address4 } from "ip-address";

/** Whether the first IPv4 range lies within the second. */
export const isWithin = (inner: string, outer: string): boolean => new Address4(inner).isInSubnet(new Address4(outer));

/** Whether two IPv4 ranges share an address: then one holds the other. */
export const overlap = (a: string, b: string): boolean => isWithin(a, b) || isWithin(b, a);

/** Prefix length of an IPv4 range: 24 for `10.0.1.0/24`. */
export const prefixOf = (range: string): number => new Address4(range).subnetMask;

/** Addresses of a subnet that AWS leaves to its users: all but five. */
export const usableAddresses = (range: string): number => 2 ** (32 - prefixOf(range)) - 5;
