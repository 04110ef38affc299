import { lookUp } from "../built/look-up";
import { type Block, toList } from "../synthesized";
import { isAbout } from "./about";
import { isControlPlane, isInternetPlace, isOutside, type Place, type Whole } from "./place";
import { layersOfPolicies } from "./policies";
import { tcp } from "./ports";
import { layersAtTheEdge } from "./routes";
import type { Direction } from "./rule";
import { by, type Grant, type Layer } from "./way";

/** Everything that packets from one place to another must pass, in the order in which they meet it. */
export const layersBetween = (from: Place, to: Place, whole: Whole): Layer[] => [
  ...layersOfPolicies(from, "out", to, whole),
  ...(isOutside(from) ? [] : [groupsOf(from, "out", to, whole)]),
  ...layersAtTheEdge(from, to, whole.built),
  ...entry(from, to, whole),
  ...layersOfPolicies(to, "in", from, whole),
];

function entry(from: Place, to: Place, whole: Whole): Layer[] {
  if (isInternetPlace(to)) return [];
  return [isOutside(from) && isControlPlane(to) ? publicEndpoint(from, to.block) : groupsOf(to, "in", from, whole)];
}

/** What the security groups of a place let through to or from another. */
function groupsOf(place: Place, direction: Direction, peer: Place, { rules }: Whole): Layer {
  const about = rules.filter(
    ({ group, peers, direction: own }) =>
      own === direction &&
      group !== undefined &&
      place.groups.includes(group) &&
      (peers.groups.some((one) => peer.groups.includes(one)) ||
        peers.ranges.some((range) => isAbout(range, peer, direction))),
  );
  return {
    does: direction === "in" ? "let in by the security group" : "let out by the security group",
    otherwise:
      direction === "in"
        ? "no rule of the target's security groups lets it in"
        : "no rule of the source's security groups lets it out",
    grants: about.map(({ ports, block, says }) => ({ ports, by: [by(block, says)] })),
  };
}

/** The front that EKS has on the internet, which has a list of ranges instead of a security group. */
function publicEndpoint(from: Place, cluster: Block | undefined): Layer {
  const written = cluster && lookUp(cluster, "vpc_config.public_access_cidrs").value;
  const ranges = written === undefined ? ["0.0.0.0/0"] : toList(written).map(String);
  const range = ranges.find((one) => isAbout(one, from, "in"));
  const grants: Grant[] =
    cluster && range !== undefined ? [{ ports: tcp(443), by: [by(cluster, `tcp 443 from ${range}`)] }] : [];
  return {
    does: "let in by the cluster's public endpoint",
    otherwise: "the cluster's public endpoint does not let it in",
    grants,
  };
}
