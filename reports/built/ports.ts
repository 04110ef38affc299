import type { Block, Json } from "../synthesized";

/**
 * Whether a rule admits the whole internet, or a part that nobody owns alone: IPv4 ranges wider than /8, which is the largest
 * ever handed out, and IPv6 ranges wider than /16.
 */
export const opensToEverybody = ({ values }: Block): boolean =>
  isWiderThan(values.cidr_ipv4, 8) || isWiderThan(values.cidr_ipv6, 16);

const isWiderThan = (range: Json | undefined, bits: number): boolean =>
  typeof range === "string" && Number(/\/(\d+)$/.exec(range)?.[1] ?? bits) < bits;

/** Whether a rule covers a port; a rule for every protocol covers all. */
export function includesPort({ values }: Block, port: number): boolean {
  const { ip_protocol, from_port, to_port } = values;
  if (ip_protocol === "-1" || from_port === undefined || from_port === -1) return true;
  return Number(from_port) <= port && port <= Number(to_port ?? from_port);
}
