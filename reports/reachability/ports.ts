/** Consecutive ports of a protocol. Protocol `-1` is every protocol, as security groups spell it. */
export interface Ports {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
}

const LAST = 65_535;

/** Every port of every protocol. */
export const EVERY_PORT: Ports = { protocol: "-1", from: 0, to: LAST };

/** One port of TCP. */
export const tcp = (port: number): Ports => ({ protocol: "tcp", from: port, to: port });

/** Ports as a rule writes them. Without ports, or with a port that only AWS or Kubernetes knows, it is about all of them. */
export function portsOf(protocol: unknown, from: unknown, to: unknown): Ports {
  const name = String(protocol ?? "-1").toLowerCase();
  if (name === "-1" || name === "all") return EVERY_PORT;
  const first = Number(from ?? -1);
  return first >= 0 ? { protocol: name, from: first, to: Number(to ?? first) } : { ...EVERY_PORT, protocol: name };
}

/** The ports that are in both; undefined when there are none. */
export function both(a: Ports, b: Ports): Ports | undefined {
  if (a.protocol !== "-1" && b.protocol !== "-1" && a.protocol !== b.protocol) return undefined;
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from > to ? undefined : { protocol: a.protocol === "-1" ? b.protocol : a.protocol, from, to };
}

/** Whether all ports of the first are among those of the second. */
export const includedIn = (inner: Ports, outer: Ports): boolean =>
  (outer.protocol === "-1" || inner.protocol === outer.protocol) && outer.from <= inner.from && inner.to <= outer.to;

/** `tcp 80, 443; udp 53`, `every port`: in order, and nothing twice. */
export function portsText(all: readonly Ports[]): string {
  const wide = all.filter(
    (one, i) => !all.some((other, j) => j !== i && includedIn(one, other) && !(i < j && includedIn(other, one))),
  );
  const protocols = [...new Set(wide.map(({ protocol }) => protocol))].sort();
  return protocols
    .map((protocol) => {
      const own = wide.filter((one) => one.protocol === protocol).sort((a, b) => a.from - b.from || a.to - b.to);
      return `${protocol === "-1" ? "" : protocol} ${own.map(numbers).join(", ")}`.trim();
    })
    .join("; ");
}

const numbers = ({ from, to }: Ports): string =>
  from === 0 && to === LAST ? "every port" : from === to ? `${from}` : `${from}–${to}`;
