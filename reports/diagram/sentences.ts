import type { Thing } from "../built/things";
import type { Flow } from "./flows";
import type { Parts } from "./parts";

/** Everything the architecture shows, in sentences: what is in each subnet, then who may talk to whom. */
export const factsOf = ({ networks, things, pods, flows }: Parts): string[] => [
  ...networks.flatMap(({ subnets }) =>
    subnets.map(({ block, zone, range, isPublic, wayOut }) => {
      const here = things.filter((thing) => thing.subnets.includes(block)).map(inWords);
      const kind = isPublic ? "public" : "private";
      return `${zone}, ${kind} subnet ${range}: ${here.join("; ") || "nothing of its own"}. Way out: ${wayOut}.`;
    }),
  ),
  ...pods.map(({ title, lines }) => `On the nodes: ${title} (${lines.join(", ")}).`),
  ...flows.map(flowInWords),
];

const inWords = ({ title, lines, isOneOf }: Thing): string =>
  `${title}${lines.length > 0 ? ` (${lines.join(", ")})` : ""}${isOneOf ? ", here or in another zone" : ""}`;

const flowInWords = ({ from, to, ports, rules }: Flow): string =>
  `${from.title} may reach ${to.title} on ${ports.join(", ")}, by ${rules.join(" and ")}.`;
