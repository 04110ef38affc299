import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { podsOfApp } from "./pod-sizes";
import { usableAddresses } from "./ranges";

/** Whether the private subnets have an address for each node, pod and interface endpoint that is in them. */
export function* checkAddresses(environment: Environment, systemPods: number): Generator<Problem> {
  const { network, cluster } = environment;
  const zones = Object.keys(network.zones);
  const all = { zones, path: ["network", "zones"] as KeyPath, where: "the private subnets" };
  const places = Object.entries(cluster?.nodeGroups ?? {}).flatMap(([name, { zones: own }]) =>
    own === undefined || zones.every((zone) => own.includes(zone))
      ? []
      : [
          {
            zones: own,
            path: ["cluster", "nodeGroups", name, "zones"],
            where: `the private subnets of ${own.join(" and ")}`,
          },
        ],
  );
  if (cluster) for (const place of [all, ...places]) yield* checkPlace(environment, place, systemPods);
}

interface Place {
  readonly zones: readonly string[];
  readonly path: KeyPath;
  readonly where: string;
}

/** Nodes that are in these zones and no others, and the pods that are on them for certain. */
function* checkPlace(
  { network, cluster, workloads }: Environment,
  { zones, path, where }: Place,
  systemPods: number,
): Generator<Problem> {
  if (zones.some((zone) => network.zones[zone] === undefined)) return; // said already
  const isEverywhere = Object.keys(network.zones).every((zone) => zones.includes(zone));
  const groups = Object.entries(cluster?.nodeGroups ?? {}).filter(
    ([, { zones: own }]) => isEverywhere || (own ?? Object.keys(network.zones)).every((zone) => zones.includes(zone)),
  );
  const names = groups.map(([name]) => name);
  const apps = Object.values(workloads?.apps ?? {}).filter(
    ({ nodeGroup }) => isEverywhere || (nodeGroup !== undefined && names.includes(nodeGroup)),
  );
  const nodes = groups.reduce((sum, [, { max }]) => sum + max, 0);
  const pods = apps.reduce((sum, app) => sum + podsOfApp(app), isEverywhere ? systemPods : 0);
  const endpoints = network.interfaceEndpoints.length * zones.length;
  const addresses = zones.reduce(
    (sum, zone) => sum + usableAddresses((network.zones[zone] as { private: string }).private),
    0,
  );
  if (pods + nodes + endpoints > addresses)
    yield {
      path,
      message: `${where} have ${addresses} addresses, but ${pods} pods${endpoints > 0 ? "," : " and"} ${nodes} nodes${endpoints > 0 ? ` and ${endpoints} interface endpoints` : ""} need one each; write larger private ranges`,
    };
}

/** An interface endpoint has an address in the private subnet of every zone. */
export function* checkEndpointAddresses({ zones, interfaceEndpoints }: Environment["network"]): Generator<Problem> {
  const endpoints = interfaceEndpoints.length;
  for (const [zone, { private: range }] of Object.entries(zones))
    if (endpoints > usableAddresses(range))
      yield {
        path: ["network", "zones", zone, "private"],
        message: `${range} has ${usableAddresses(range)} addresses, but ${endpoints} interface endpoints need one each; write a larger range, or fewer endpoints`,
      };
  if (endpoints > MOST_ENDPOINTS)
    yield {
      path: ["network", "interfaceEndpoints"],
      isWarning: true,
      message: `are ${endpoints} endpoints, and a VPC has ${MOST_ENDPOINTS} unless AWS raises the quota; write fewer, or ask for more`,
    };
}

/** Source: AWS PrivateLink guide, "AWS PrivateLink quotas". */
const MOST_ENDPOINTS = 50;
