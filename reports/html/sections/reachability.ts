import { markup } from "../markup";
import { linkTo, linkToResource, mark } from "../parts";
import { section } from "../section";

/** One way that something can be reached. */
export interface ReachabilityWay {
  /** `tcp 443`, `every port`. */
  readonly ports: string;
  /** What opens it, in the order packets meet it. */
  readonly chain: readonly { readonly stack: string; readonly address: string; readonly note?: string }[];
}

/** One cell of the matrix; without ways nothing gets through. */
interface Cell {
  readonly from: string;
  readonly to: string;
  readonly ways: readonly ReachabilityWay[];
}

export interface ReachabilityView {
  /** In the order of rows and columns, from the internet inwards. */
  readonly places: readonly { readonly name: string; readonly ranges: readonly string[] }[];
  readonly cells: readonly Cell[];
  /** What may open or close something and cannot be told; unless it is empty, the matrix may be wrong. */
  readonly notUnderstood: readonly string[];
}

/** What the matrix takes for granted. */
const ASSUMPTIONS: readonly string[] = [
  "From the row to the column. Answers to what is let through are let through as well.",
  "Pods have the security groups and subnets of their nodes. Of pods that a chart makes the labels are not known: what they may be selected by counts as open to them.",
  "What goes over something in between is between the two neighbours: the internet reaches pods by way of the load balancer.",
  "A node always reaches its own pods, for their probes, whatever network policies say.",
  "A range of addresses that a rule names, and that is neither the internet nor in the VPC, is a place of its own.",
];

export const reachability = section(
  "reachability",
  "Reachability",
  "Who can reach which port? Computed from security groups, routes, node ports, ingresses and network policies.",
  ({ places, cells, notUnderstood }) => {
    const targets = places.filter(({ name }) => cells.some(({ to }) => to === name));
    const find = (from: string, to: string) => cells.find((cell) => cell.from === from && cell.to === to);
    const open = cells.filter(({ ways }) => ways.length > 0);
    return markup`${
      notUnderstood.length > 0 &&
      markup`<ul class="plain">${notUnderstood.map((it) => markup`<li>${mark("fail")} ${it} is not understood: the matrix may be wrong.</li>`)}</ul>`
    }<div class="scroll" tabindex="0" role="region" aria-label="Matrix"><table class="matrix"><caption class="aside">From the row to the column</caption><thead><tr><td></td>${targets.map(({ name }) => markup`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${places.map((from) => markup`<tr><th scope="row">${from.name}${from.ranges.join() !== from.name && markup`<br><span class="aside">${from.ranges.join(", ")}</span>`}</th>${targets.map((to) => cellOf(find(from.name, to.name)))}</tr>\n`)}</tbody></table></div>
<h3>What opens each way</h3><div class="items">${open.map(chainsOf)}</div>
<h3>What the matrix takes for granted</h3><ul>${ASSUMPTIONS.map((it) => markup`<li>${it}</li>`)}</ul>`;
  },
);

const idOf = ({ from, to }: Cell): string => `reach/${from}/${to}`;

/** Each port once, by protocol: `tcp 80, 443; udp 53`. */
function portsOf({ ways }: Cell): string {
  const byProtocol = new Map<string, Set<string>>();
  for (const { ports } of ways) {
    const [, protocol = ports, numbers = ""] = /^([a-z]+) (\d.*)$/.exec(ports) ?? [];
    byProtocol.set(protocol, (byProtocol.get(protocol) ?? new Set()).add(numbers));
  }
  const inOrder = (numbers: Set<string>) =>
    [...numbers].filter(Boolean).sort(new Intl.Collator("en", { numeric: true }).compare);
  return [...byProtocol].map(([protocol, numbers]) => `${protocol} ${inOrder(numbers).join(", ")}`.trim()).join("; ");
}

const cellOf = (cell: Cell | undefined) =>
  cell && cell.ways.length > 0
    ? markup`<td>${linkTo(idOf(cell), portsOf(cell))}</td>`
    : markup`<td class="closed">–</td>`;

const chainsOf = (cell: Cell) =>
  markup`<details class="item" id="${idOf(cell)}"><summary><span class="sentence">${cell.from} → ${cell.to}</span> <span class="aside">${portsOf(cell)}</span></summary>${cell.ways.map(wayOf)}</details>\n`;

const wayOf = ({ ports, chain }: ReachabilityWay) =>
  markup`<h4>${ports}</h4><ol>${chain.map(({ stack, address, note }) => markup`<li>${linkToResource(stack, address)} <span class="aside">${stack}${note && markup`: ${note}`}</span></li>`)}</ol>`;
