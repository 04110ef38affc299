import type { Pods } from "../built/apps";
import { textAt } from "../built/built";
import type { Thing } from "../built/things";

/** Most Deployments and load balancers that are drawn one by one: beyond these a picture shows nothing, and takes minutes. */
const MOST_PODS = 8;
const MOST_BALANCERS = 4;

/** Many Deployments as one, which reaches what any of them reaches. */
export function podsAsDrawn(pods: readonly Pods[]): readonly Pods[] {
  if (pods.length <= MOST_PODS) return pods;
  const ports = new Map(pods.flatMap((one) => one.ports).map((port) => [`${port.on} ${port.port}`, port]));
  return [
    {
      id: "pods",
      title: `Pods of ${pods.length} applications`,
      lines: ["listed below"],
      isOneOf: false,
      ports: [...ports.values()].sort((a, b) => a.port - b.port),
      stores: [...new Set(pods.flatMap(({ stores }) => stores))],
    },
  ];
}

/** Many load balancers in the same subnets as one with the security groups of all. */
export function balancersAsDrawn(balancers: readonly Thing[]): Thing[] {
  if (balancers.length <= MOST_BALANCERS) return [...balancers];
  const alike = new Map<string, Thing[]>();
  for (const balancer of balancers) {
    const place = balancer.subnets.map(({ address }) => address).join();
    alike.set(place, [...(alike.get(place) ?? []), balancer]);
  }
  return [...alike.values()].map((same) => {
    const [first] = same as [Thing];
    if (same.length === 1) return first;
    const groups = new Map(
      same.flatMap((one) => one.groups).map((group) => [`${group.stack} ${group.address}`, group]),
    );
    const names = same.map(({ block }) => textAt(block, "metadata.name") ?? block.name);
    const lines = [`for ${names.slice(0, 2).join(", ")} and ${names.length - 2} more`];
    return { ...first, title: `${same.length} load balancers`, lines, groups: [...groups.values()] };
  });
}
