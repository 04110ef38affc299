import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { code, details } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { costInWords, money } from "../words";
import { entryTable } from "./changes/markdown";
import { chapter } from "./chapter";
import { SEE } from "./limits";
import { where } from "./where";

type CostView = Pick<ReviewView, "entries" | "monthly" | "unpriced">;

/** Resources without a price that a comment lists. */
const MOST_UNPRICED = 25;

/** The difference of a month, resource by resource, and what nobody has priced. */
export const cost = chapter<CostView>({
  id: "cost",
  title: "Cost",
  lead: "What does a month cost more or less, by the price book?",
  view: ({ entries: all, monthly, unpriced }) => {
    const entries = all.filter(({ group }) => group === "cost");
    return entries.length + unpriced.length > 0 ? { entries, monthly, unpriced } : undefined;
  },
  markdown: ({ entries, monthly, unpriced }) => {
    const missing = unpriced
      .slice(0, MOST_UNPRICED)
      .map(({ stack, address, why }) => `- ${code(address)} of ${code(stack)}: ${code(why)}`);
    const body = [
      entries.length > 0 ? entryTable(entries, SEE) : "",
      missing.length > 0 ? `Without a known price:\n\n${missing.join("\n")}` : "",
      unpriced.length > missing.length ? `And ${unpriced.length - missing.length} more; ${SEE}.` : "",
    ];
    const title = `<b>cost</b> (${entries.length}) · ${costInWords(monthly)}`;
    return details(title, body.filter(Boolean).join("\n\n"), false);
  },
  html: ({ entries, monthly, unpriced }) => {
    const rows = entries.map((entry) => [where(entry.address, entry.stack), page.number(money(entry.monthly ?? 0))]);
    return markup`<p class="total"><strong>${costInWords(monthly)}</strong></p>
${rows.length > 0 && page.table("Difference by resource", ["Resource", "USD a month"], rows)}
${unpriced.length > 0 && markup`<h3>Without a known price</h3><ul>${unpriced.map(({ stack, address, why }) => markup`<li>${where(address, stack)}: ${why}</li>`)}</ul>`}`;
  },
});
