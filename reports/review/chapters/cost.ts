import { inWords } from "../../cost/amount";
import { PARTS } from "../../cost/charge";
import { type Bar, bars } from "../../html/bars";
import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { cell, code, details, table } from "../../markdown/escape";
import type { Sides } from "../cost-view";
import type { ReviewView } from "../view";
import { entryTable } from "./changes/markdown";
import { chapter } from "./chapter";
import { SEE } from "./limits";
import { where } from "./where";

type CostView = Pick<ReviewView, "entries" | "cost" | "unpriced">;

/** Charges without a price that a comment lists. */
const MOST_UNPRICED = 25;
/** Characters of the longest bar of a comment. */
const LONGEST = 24;

/** The difference of a month, resource by resource, what it costs before and after, and what nobody has priced. */
export const cost = chapter<CostView>({
  id: "cost",
  title: "Cost",
  lead: "What does a month cost more or less, by the price book?",
  view: ({ entries: all, cost: found, unpriced }) => {
    const entries = all.filter(({ group }) => group === "cost");
    return entries.length + unpriced.length > 0 ? { entries, cost: found, unpriced } : undefined;
  },
  markdown: ({ entries, cost: found, unpriced }) => {
    const missing = unpriced
      .slice(0, MOST_UNPRICED)
      .map(({ stack, address, side, why }) => `- ${code(address)} of ${code(stack)} ${side} this plan: ${code(why)}`);
    const body = [
      entries.length > 0 ? entryTable(entries, SEE) : "",
      barTable("kind", found.kinds),
      barTable("stack", found.stacks),
      missing.length > 0 ? `Without a known price:\n\n${missing.join("\n")}` : "",
      unpriced.length > missing.length ? `And ${unpriced.length - missing.length} more; ${SEE}.` : "",
    ];
    return details(`<b>cost</b> (${entries.length}) · ${found.text}`, body.filter(Boolean).join("\n\n"), false);
  },
  html: ({ entries, cost: found, unpriced }) => {
    const rows = entries.map((entry) => [where(entry.address, entry.stack), page.number(entry.monthlyText ?? "")]);
    return markup`<p class="total"><strong>${found.text}</strong>: ${inWords(found.before)} before, ${inWords(found.after)} after</p>
${rows.length > 0 && page.table("Difference by resource", ["Resource", "A month"], rows)}
${bars("A month by kind", found.kinds.flatMap(kindBars))}
${bars("A month by stack", found.stacks.flatMap(stackBars))}
${unpriced.length > 0 && markup`<h3>Without a known price</h3><ul>${unpriced.map(({ stack, address, side, why }) => markup`<li>${where(address, stack)}: ${why} (${side})</li>`)}</ul>`}`;
  },
});

/** What a month costs on both sides, for a comment; the bar is what it costs afterwards. */
function barTable(head: string, rows: readonly Sides[]): string {
  const longest = Math.max(...rows.map(({ after }) => after.atLeastUsd), 0);
  const length = (usd: number) => (longest > 0 ? Math.max(Math.round((usd / longest) * LONGEST), usd > 0 ? 1 : 0) : 0);
  const cells = rows.map(({ name, before, after }) => [
    cell(name),
    inWords(before),
    inWords(after),
    "█".repeat(length(after.atLeastUsd)),
  ]);
  return rows.length === 0 ? "" : table([head, "before #", "after #", ""], cells);
}

const kindBars = (sides: Sides): Bar[] => barsOf(sides, Math.max((PARTS as readonly string[]).indexOf(sides.name), 0));
const stackBars = (sides: Sides): Bar[] => barsOf(sides, 0);

/** Two bars of a page: before in grey, after in colour. */
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
