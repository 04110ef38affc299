import type { ReachabilityView } from "../html/sections/reachability";
import { type Cell, reachabilityOf } from "../reachability";
import { portsText } from "../reachability/ports";
import type { SynthesizedEnvironment } from "../synthesized";

/** What the matrix takes for granted, because no resource says it. */
const NOTES = [
  "Inside the VPC every subnet reaches every other, and answers to what is let in are always let out.",
  "What somebody reaches through a place in between (a load balancer, Jenkins, a NAT gateway) is in the row of that place.",
  "A node always reaches the pods on itself: it asks them whether they are well, and no network policy stops that.",
  "Pods on the network of their node, like those of the network add-on, count as the node.",
  "Where several things are named at one step, each of them is enough.",
];

/** Who can reach which port in an environment, as the report shows it. */
export function reachabilityView(environment: SynthesizedEnvironment): ReachabilityView {
  const { sources, targets, cells, doubts } = reachabilityOf(environment);
  return { sources, targets, cells: cells.map(toReach), doubts, notes: NOTES };
}

const toReach = ({ from, to, ways, stoppedBy }: Cell): ReachabilityView["cells"][number] => {
  const textOf = (isAnswered: boolean) =>
    portsText(ways.filter((way) => way.isAnswered === isAnswered).map(({ ports }) => ports));
  return {
    from,
    to,
    ports: textOf(true),
    unanswered: textOf(false),
    ways: ways.map((way) => ({ ...way, ports: portsText([way.ports]) })),
    stoppedBy,
  };
};
