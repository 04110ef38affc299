import type { KeyPath, Problem } from "../problem";
import type { Environment } from "../schema";
import { zonesOf } from "../zones";

/** Zones that other sections name: each is one of the network, once; and what is in one zone for good says in which. */
export function* checkZones(environment: Environment): Generator<Problem> {
  const { network, cluster, delivery } = environment;
  if (!network?.zones) return;
  const zones = zonesOf(environment);
  const jenkins = delivery?.jenkins;
  yield* checkNatZone(network, zones);
  if (jenkins)
    yield* checkOnePlace(["delivery", "jenkins", "zone"], jenkins.zone, zones, "Jenkins and its data volume");
  if (cluster?.zones) {
    yield* checkList(["cluster", "zones"], cluster.zones, zones);
    if (new Set(cluster.zones).size < 2)
      yield { path: ["cluster", "zones"], message: "has fewer than two zones; write two at least, EKS needs them" };
  }
  for (const [name, group] of Object.entries(cluster?.nodeGroups ?? {}))
    yield* checkList(["cluster", "nodeGroups", name, "zones"], group.zones ?? [], zones);
}

function* checkNatZone({ nat, natZone }: Environment["network"], zones: readonly string[]): Generator<Problem> {
  const path = ["network", "natZone"];
  if (nat === "single") yield* checkOnePlace(path, natZone, zones, "the NAT gateway and its address");
  else if (natZone !== undefined)
    yield {
      path,
      isWarning: true,
      message: `${natZone} is for the one gateway of nat: single and does nothing with nat: ${nat}; remove it`,
    };
}

/** The zone of something that there is once. By default it follows the first name, which another zone may become. */
function* checkOnePlace(
  path: KeyPath,
  zone: string | undefined,
  zones: readonly string[],
  what: string,
): Generator<Problem> {
  if (zone !== undefined) yield* checkZone(path, zone, zones);
  else if (zones[0] !== undefined) {
    yield {
      path,
      isWarning: true,
      message: `${what} are in ${zones[0]}, the first zone by name, and are replaced when an earlier one joins; write ${path.at(-1)}: ${zones[0]}`,
    };
  }
}

function* checkZone(path: KeyPath, zone: string, zones: readonly string[]): Generator<Problem> {
  if (!zones.includes(zone))
    yield { path, message: `${zone} is not one of network.zones; write one of ${zones.join(", ")}` };
}

function* checkList(path: KeyPath, named: readonly string[], zones: readonly string[]): Generator<Problem> {
  for (const [i, zone] of named.entries()) yield* checkZone([...path, i], zone, zones);
}
