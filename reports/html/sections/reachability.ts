import { markup } from "../markup";
import { list } from "../parts";
import { section } from "../section";

/** Who reaches whom: one cell of the matrix. */
export interface Reach {
  readonly from: string;
  readonly to: string;
  /** `443`, `all ports`; empty when nothing gets through. */
  readonly ports: string;
  /** The rules that allow it, in the order packets meet them. */
  readonly chain: readonly string[];
}

export interface ReachabilityView {
  /** In the order of rows and columns. */
  readonly places: readonly string[];
  readonly cells: readonly Reach[];
  /** What the matrix assumes. */
  readonly notes: readonly string[];
}

export const reachability = section(
  "reachability",
  "Reachability",
  "Who can reach which port? Computed from security groups, routes, node ports, ingresses and network policies.",
  ({ places, cells, notes }) => {
    const find = (from: string, to: string) => cells.find((cell) => cell.from === from && cell.to === to);
    return markup`<div class="scroll" tabindex="0" role="region" aria-label="Matrix"><table class="matrix"><caption class="aside">From the row to the column</caption><thead><tr><td></td>${places.map((to) => markup`<th scope="col">${to}</th>`)}</tr></thead><tbody>
${places.map((from) => markup`<tr><th scope="row">${from}</th>${places.map((to) => cellOf(find(from, to)))}</tr>\n`)}</tbody></table></div>
<div class="items">${cells.filter(({ ports }) => ports !== "").map(chainOf)}</div>
${notes.length > 0 && list(notes)}`;
  },
);

const cellOf = (reach: Reach | undefined) =>
  reach?.ports ? markup`<td class="open">${reach.ports}</td>` : markup`<td class="closed">–</td>`;

const chainOf = ({ from, to, ports, chain }: Reach) =>
  markup`<details class="item"><summary><span class="sentence">${from} → ${to}</span> <span class="aside">${ports}</span></summary>${list(chain)}</details>\n`;
