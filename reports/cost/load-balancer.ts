import type { Charge, Surroundings } from "./charge";

/** What an application load balancer costs. @param publicZones subnets in which it has a public address; 0: it is internal. */
export function loadBalancerCharges(name: string, { usage }: Surroundings, publicZones: number): Charge[] {
  const hours: Charge[] = [
    { what: `load balancer of ${name}`, price: "alb", count: 1, part: "load balancer" },
    {
      what: "its capacity units",
      price: "alb-unit",
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
