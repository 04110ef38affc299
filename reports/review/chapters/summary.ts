import { plain } from "../../built/text";
import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { cell, code, ours, table } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { capital, countsOf, headline, inGroups, type RefusalGroup, refusalsOf } from "../words";
import { chapter } from "./chapter";

/** Reasons of a refusal that a comment lists; the others are counted. */
const MOST_REFUSALS = 12;
const MOST_DETAIL = 280;

/** Subjects of one sentence that are named; the others are counted. */
const MOST_SUBJECTS = 3;

const sentence = ({ subjects, what, detail }: RefusalGroup): string =>
  `${subjects
    .slice(0, MOST_SUBJECTS)
    .map((subject) => code(plain(subject, 200)))
    .join(", ")}${andMore(subjects)}: **${ours(what)}**${detail ? ` (${code(plain(detail, MOST_DETAIL))})` : ""}`;

const andMore = ({ length }: readonly string[]): string =>
  length > MOST_SUBJECTS ? ` and ${length - MOST_SUBJECTS} more` : "";

/** What a month costs more or less, or that nobody has priced it. */
const costOf = ({ cost, entries, unpriced }: ReviewView): string =>
  entries.some(({ group }) => group === "cost") || unpriced.length > 0 ? cost.text : "nothing here has a known price";

/** The first screen: may it be applied, and what each plan does. */
export const summary = chapter<ReviewView>({
  id: "summary",
  title: "Summary",
  lead: "May these plans be applied?",
  view: (review) => review,
  markdown: (view) => {
    const counts = countsOf(view.stacks);
    const refusals = inGroups(refusalsOf(view), MOST_REFUSALS);
    const shown = refusals.slice(0, MOST_REFUSALS);
    const left = refusals.slice(MOST_REFUSALS).flatMap(({ subjects }) => subjects).length;
    return [
      "## Plan review",
      [
        `> [!${view.isRefused ? "CAUTION" : "NOTE"}]`,
        `> **${headline(view)}**`,
        ...(view.isRefused ? [">", ...shown.map((one) => `> - ${sentence(one)}`)] : []),
        ...(view.isRefused && left > 0 ? [`> - and ${left} more`] : []),
      ].join("\n"),
      [`cost: ${costOf(view)}`, ...view.facts.map(([label, value]) => `${label}: ${code(value)}`)].join(" · "),
      table(
        ["stack", ...counts.map(([name]) => `${name} #`)],
        view.stacks.map((one) => [cell(one.stack), ...counts.map(([, key]) => (one[key] > 0 ? `${one[key]}` : "·"))]),
      ),
    ].join("\n\n");
  },
  html: (view) => {
    const counts = countsOf(view.stacks);
    const refusals = inGroups(refusalsOf(view), MOST_REFUSALS);
    return markup`<div class="verdict ${view.isRefused ? "fail" : "pass"}"><p><strong>${headline(view)}</strong></p>
${
  view.isRefused &&
  markup`<ul class="plain">${refusals.map(
    ({ subjects, what, detail }) =>
      markup`<li>${page.mark("refused", "fail")} ${subjects
        .slice(0, MOST_SUBJECTS)
        .map(
          (subject, i) => markup`${i > 0 && ", "}${page.code(plain(subject, 300))}`,
        )}${andMore(subjects)}: <strong>${page.prose(what)}</strong>${detail && markup` (${page.code(plain(detail, MOST_DETAIL))})`}</li>`,
  )}</ul>`
}
</div>
<dl class="facts">${[["cost", costOf(view)] as const, ...view.facts].map(([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
${page.table(
  "What each plan does",
  ["Stack", ...counts.map(([name]) => capital(name))],
  view.stacks.map((one) => [page.code(one.stack), ...counts.map(([, key]) => page.number(one[key]))]),
)}`;
  },
});
