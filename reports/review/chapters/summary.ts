import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { cell, table } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { capital, countsOf, headline } from "../words";
import { chapter } from "./chapter";

/** The first screen: may it be applied, and what each plan does. */
export const summary = chapter<ReviewView>({
  id: "summary",
  title: "Summary",
  lead: "May these plans be applied?",
  view: (review) => review,
  markdown: (view) => {
    const counts = countsOf(view.stacks);
    return [
      "## Plan review",
      `> [!${view.isRefused ? "CAUTION" : "NOTE"}]\n> **${headline(view)}**`,
      table(
        ["stack", ...counts.map(([name]) => `${name} #`)],
        view.stacks.map((one) => [cell(one.stack), ...counts.map(([, key]) => (one[key] > 0 ? `${one[key]}` : "·"))]),
      ),
    ].join("\n\n");
  },
  html: (view) => {
    const counts = countsOf(view.stacks);
    return markup`<p class="verdict ${view.isRefused ? "fail" : "pass"}">${headline(view)}</p>
${page.table(
  "What each plan does",
  ["Stack", ...counts.map(([name]) => capital(name))],
  view.stacks.map((one) => [page.code(one.stack), ...counts.map(([, key]) => page.number(one[key]))]),
)}`;
  },
});
