import { Address4 } from "ip-address";

/** Subnets of a zone. */
export interface ZoneSubnets {
  readonly zone: string;
  /** A 256th of the network: load balancers and a NAT gateway. */
  readonly publicRange: string;
  /** A sixteenth of the network: nodes, pods and data stores. */
  readonly privateRange: string;
}

/**
 * Cuts a network into subnets: the first sixteenth holds the public ones of all zones, each of the next a private one, so
 * that fifteen zones have room.
 */
export function subnetsIn(cidr: string, zones: readonly string[]): ZoneSubnets[] {
  const network = new Address4(cidr);
  const size = 32 - network.subnetMask;
  const start = network.startAddress().bigInt();
  const range = (offset: number, bits: number): string =>
    `${Address4.fromBigInt(start + BigInt(offset) * (1n << BigInt(bits))).correctForm()}/${32 - bits}`;
  return zones.map((zone, i) => ({ zone, publicRange: range(i, size - 8), privateRange: range(i + 1, size - 4) }));
}
