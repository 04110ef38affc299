/** Consecutive ports of a protocol. Protocol `-1` is every protocol, as security groups spell it. */
export interface Ports {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

/** Every port of every protocol. */
export const EVERY_PORT: Ports = { protocol: "-1", from: 0, to: 65535 };

/** Ports from what a rule says; one without ports, or with a port by name only, is about all of them. */
export function portsOf(protocol: unknown, from: unknown, to: unknown): Ports {
  const name = String(protocol ?? "-1").toLowerCase();
  if (name === "-1" || name === "all") return EVERY_PORT;
  const first = Number(from ?? 0);
  const isKnown = first >= 0;
  return { protocol: name, from: isKnown ? first : 0, to: isKnown ? Number(to ?? from ?? 65535) : 65535 };
}

/** The ports that are in both, or undefined when there are none. */
export function both(a: Ports, b: Ports): Ports | undefined {
  if (a.protocol !== "-1" && b.protocol !== "-1" && a.protocol !== b.protocol) return undefined;
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from > to ? undefined : { protocol: a.protocol === "-1" ? b.protocol : a.protocol, from, to };
}

/** `tcp 443`, `udp 1024-65535`, `tcp` for all of its ports, `every port`. */
export function portsText({ protocol, from, to }: Ports): string {
  const isEvery = from === 0 && to === 65535;
  if (protocol === "-1") return isEvery ? "every port" : `${from === to ? from : `${from}-${to}`}`;
  return isEvery ? protocol : `${protocol} ${from === to ? from : `${from}-${to}`}`;
}
