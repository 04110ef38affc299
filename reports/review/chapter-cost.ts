import { inWords } from "../cost/amount";
import { PARTS } from "../cost/charge";
import { type Bar, bars } from "../html/bars";
import type { Chapter } from "../html/chapters";
import { markup } from "../html/markup";
import { number, table } from "../html/parts";
import { where } from "./chapter-entries";
import type { Sides } from "./cost-view";
import type { ReviewView } from "./view";

/** What a month costs more or less, resource by resource, and what it costs on both sides. */
export function cost({ entries: all, cost: found, unpriced }: ReviewView): Chapter | undefined {
  const own = all.filter(({ group }) => group === "cost");
  if (own.length + unpriced.length === 0) return undefined;
  const content = markup`<p class="total"><strong>${found.text}</strong>: ${inWords(found.before)} before, ${inWords(found.after)} after</p>
${own.length > 0 && table("Difference by resource", ["Resource", "A month"], own.map(costRow))}
${bars("A month by kind", found.kinds.flatMap(kindBars))}
${bars("A month by stack", found.stacks.flatMap(stackBars))}
${unpriced.length > 0 && markup`<h3>Without a known price</h3><ul>${unpriced.map(({ stack, address, side, why }) => markup`<li>${where(address, stack)}: ${why} (${side})</li>`)}</ul>`}`;
  return { id: "cost", title: "Cost", lead: "What does a month cost more or less, by the price book?", content };
}

const costRow = ({ address, stack, monthlyText = "" }: ReviewView["entries"][number]) => [
  where(address, stack),
  number(monthlyText),
];

const kindBars = (sides: Sides): Bar[] => barsOf(sides, (PARTS as readonly string[]).indexOf(sides.name));
const stackBars = (sides: Sides): Bar[] => barsOf(sides, 0);

/** Two bars: before in grey, after in colour. */
const barsOf = ({ name, before, after }: Sides, colour: number): Bar[] => [
  bar(`${name}, before`, before, BEFORE),
  bar(`${name}, after`, after, colour),
];

/** Colour of what was: the quiet one. */
const BEFORE = 8;

const bar = (label: string, amount: Sides["before"], colour: number): Bar => ({
  label,
  value: inWords(amount),
  pieces: [{ colour, length: amount.atLeastUsd, title: `${label}: ${inWords(amount)}` }],
});
