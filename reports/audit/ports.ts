import type { Block } from "../synthesized";

/** Whether a rule admits the whole internet. */
export const opensToEverybody = ({ values }: Block): boolean =>
  values.cidr_ipv4 === "0.0.0.0/0" || values.cidr_ipv6 === "::/0";

/** Whether a rule covers a port; a rule for every protocol covers all. */
export function includesPort({ values }: Block, port: number): boolean {
  const { ip_protocol, from_port, to_port } = values;
  if (ip_protocol === "-1" || from_port === undefined || from_port === -1) return true;
  return Number(from_port) <= port && port <= Number(to_port ?? from_port);
}
