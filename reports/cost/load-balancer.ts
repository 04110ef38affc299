import type { Charge, Surroundings } from "./charge";

/** Prices of each kind of load balancer: its hours and its capacity units. */
const KINDS: Readonly<Record<string, string>> = { application: "alb", network: "nlb" };

/**
 * What a load balancer costs.
 * @param publicZones subnets in which it has a public address; 0: it is internal
 * @param kind as Terraform calls it; one that has no price is named. @default application
 */
export function loadBalancerCharges(
  name: string,
  { usage }: Surroundings,
  publicZones: number,
  kind = "application",
): Charge[] {
  const price = Object.hasOwn(KINDS, kind) ? KINDS[kind] : `load-balancer-${kind}`;
  const hours: Charge[] = [
    { what: `load balancer of ${name}`, price: `${price}`, count: 1, part: "load balancer" },
    {
      what: "its capacity units",
      price: `${price}-unit`,
      count: usage.loadBalancerUnits,
      part: "load balancer",
      assumes: ["loadBalancerUnits"],
    },
  ];
  const part = "storage and networking";
  if (publicZones === 0) return hours;
  return [
    ...hours,
    { what: `public addresses in ${publicZones} zones`, price: "ipv4", count: publicZones, part },
    { what: "data out", price: "internet-data", count: usage.internetGb, part, assumes: ["internetGb"] },
  ];
}
