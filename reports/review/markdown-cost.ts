import { inWords } from "../cost/amount";
import { cell, code, details, table } from "../markdown/escape";
import type { Sides } from "./cost-view";
import { entryTable } from "./markdown-entries";
import type { ReviewView } from "./view";

/** Where a reader finds what a comment has no room for. */
export const SEE = "see the HTML or the JSON of this review";

/** Charges without a price that are listed. */
const MOST_UNPRICED = 25;
/** Characters of the longest bar. */
const LONGEST = 24;

/** The difference of a month, resource by resource, what it costs before and after, and what nobody has priced. */
export function cost({ entries, cost: found, unpriced }: ReviewView): string {
  const own = entries.filter(({ group }) => group === "cost");
  if (own.length + unpriced.length === 0) return "";
  const missing = unpriced
    .slice(0, MOST_UNPRICED)
    .map(({ stack, address, side, why }) => `- ${code(address)} of ${code(stack)} ${side} this plan: ${code(why)}`);
  const body = [
    own.length > 0 ? entryTable(own, SEE) : "",
    bars("kind", found.kinds),
    bars("stack", found.stacks),
    missing.length > 0 ? `Without a known price:\n\n${missing.join("\n")}` : "",
    unpriced.length > missing.length ? `And ${unpriced.length - missing.length} more; ${SEE}.` : "",
  ];
  return details(`<b>cost</b> (${own.length}) · ${found.text}`, body.filter(Boolean).join("\n\n"), false);
}

/** What a month costs on both sides; the bar is what it costs afterwards. */
function bars(head: string, rows: readonly Sides[]): string {
  const longest = Math.max(...rows.map(({ after }) => after.atLeastUsd), 0);
  const length = (usd: number) => (longest > 0 ? Math.max(Math.round((usd / longest) * LONGEST), usd > 0 ? 1 : 0) : 0);
  return rows.length === 0
    ? ""
    : table(
        [head, "before #", "after #", ""],
        rows.map(({ name, before, after }) => [
          cell(name),
          inWords(before),
          inWords(after),
          "█".repeat(length(after.atLeastUsd)),
        ]),
      );
}
