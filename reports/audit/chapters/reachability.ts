import { type Markup, markup } from "../../html/markup";
import { filter, linkTo, linkToResource, list, mark, table } from "../../html/parts";
import { type Cell, reachabilityOf } from "../../reachability";
import { portsText } from "../../reachability/ports";
import type { SynthesizedEnvironment } from "../../synthesized";
import { chapter } from "./chapter";

/** One way from one place to another: ports, and what lets them through. */
export interface WayView {
  readonly ports: string;
  /** Whether something may listen there. */
  readonly isAnswered: boolean;
  /** In the order in which packets meet them; where a step is by several, each of them is enough. */
  readonly steps: readonly {
    readonly does: string;
    readonly by: readonly { readonly stack: string; readonly address: string; readonly says: string }[];
  }[];
}

/** Who reaches whom: one cell of the matrix. */
export interface Reach {
  readonly from: string;
  readonly to: string;
  /** `tcp 443`, `every port`; empty when nothing gets through to something that listens. */
  readonly ports: string;
  /** Ports that are let through and on which nothing listens. */
  readonly unanswered: string;
  readonly ways: readonly WayView[];
  /** Of a closed cell everything that keeps it closed, in sentences. */
  readonly stoppedBy: readonly string[];
}

export interface ReachabilityView {
  /** In the order of rows. */
  readonly sources: readonly string[];
  /** In the order of columns. */
  readonly targets: readonly string[];
  readonly cells: readonly Reach[];
  /** What could not be read; while there is any, what is shown as closed may be open. */
  readonly doubts: readonly { readonly stack: string; readonly address: string; readonly why: string }[];
  /** What the matrix assumes. */
  readonly notes: readonly string[];
}

export const reachability = chapter({
  id: "reachability",
  title: "Reachability",
  lead: "Who can reach which port? Computed from security groups, routes, node ports, ingresses and network policies.",
  view: ({ environment }) => reachabilityView(environment),
  render: ({ sources, targets, cells, doubts, notes }) => {
    const open = cells.filter(({ ways }) => ways.length > 0);
    const closed = cells.filter(({ ways }) => ways.length === 0);
    return markup`${doubts.length > 0 && doubtsTable(doubts)}
${matrix(sources, targets, cells)}
${list(notes)}
<h3>What opens the way</h3>
${filter("reach-list", "ways", [
  { key: "from", label: "From", values: sources },
  { key: "to", label: "To", values: targets },
])}
<div class="items" id="reach-list">${open.map(openDetails)}</div>
<h3>What keeps the rest closed</h3>
<div class="items"><details class="item"><summary><span class="sentence">Each line would be enough by itself</span> <span class="aside">${closed.length} closed</span></summary>
${table(
  "Closed",
  ["From", "To", "Because"],
  closed.map(({ from, to, stoppedBy }) => [from, to, list(stoppedBy)]),
)}</details></div>`;
  },
});

const doubtsTable = (doubts: ReachabilityView["doubts"]): Markup =>
  markup`<p class="verdict fail">Not everything could be read: what is shown as closed may be open.</p>
${table(
  "What could not be read",
  ["Verdict", "Stack", "Resource", "Why"],
  doubts.map(({ stack, address, why }) => [mark("fail"), stack, linkToResource(stack, address), why]),
)}`;

function matrix(sources: readonly string[], targets: readonly string[], cells: readonly Reach[]): Markup {
  const byPair = new Map(cells.map((cell) => [reachId(cell), cell]));
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Matrix"><table class="matrix"><caption class="aside">From the row to the column; – is closed</caption><thead><tr><td></td>${targets.map((to) => markup`<th scope="col">${to}</th>`)}</tr></thead><tbody>
${sources.map((from) => markup`<tr><th scope="row">${from}</th>${targets.map((to) => cellOf(byPair.get(reachId({ from, to }))))}</tr>\n`)}</tbody></table></div>`;
}

const reachId = ({ from, to }: Pick<Reach, "from" | "to">): string => `reach/${from}/${to}`;

function cellOf(reach: Reach | undefined): Markup {
  if (!reach) return markup`<td></td>`;
  if (reach.ways.length === 0) return markup`<td class="closed">–</td>`;
  const { ports, unanswered } = reach;
  return markup`<td class="open">${linkTo(reachId(reach), unbroken(ports || unanswered))}${unanswered && markup` <span class="unanswered">${ports && `${unanswered}: `}nothing listens</span>`}</td>`;
}

/** Ports that lines break between, and not within; "every port" may break, so that the matrix fits a common screen. */
const unbroken = (ports: string): Markup[] =>
  ports
    .split(/(?<=[,;]) /)
    .map((part) => (/\d/.test(part) ? markup`<span class="nowrap">${part}</span> ` : markup`${part} `));

const openDetails = (reach: Reach): Markup => {
  const { from, to, ports, unanswered, ways } = reach;
  return markup`<details class="item" id="${reachId(reach)}" data-from="${from}" data-to="${to}"><summary><span class="sentence">${from} → ${to}</span> <span class="aside">${ports || unanswered}</span></summary>${ways.map(wayOf)}</details>\n`;
};

const wayOf = ({ ports, isAnswered, steps }: WayView): Markup =>
  markup`<h4>${ports}${!isAnswered && ", where nothing listens"}</h4><dl class="where way">${steps.map(
    ({ does, by }) =>
      markup`<div><dt>${does}</dt><dd><ul class="plain">${by.map(({ stack, address, says }) => markup`<li>${says}: ${stack} ${linkToResource(stack, address)}</li>`)}</ul></dd></div>`,
  )}</dl>`;

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
  const { sources, targets, cells, doubts, alike } = reachabilityOf(environment);
  const shown = alike.map(
    ({ name, members }) => `${name}, because every rule treats these alike: ${members.join(", ")}.`,
  );
  return { sources, targets, cells: cells.map(toReach), doubts, notes: [...NOTES, ...shown] };
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
