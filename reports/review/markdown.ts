import { cell, code, details, table } from "../markdown/escape";
import { GROUPS, type Group, MEANINGS } from "./groups";
import { entryBlock, entryTable } from "./markdown-entries";
import { approvals, downstream, drift, policy } from "./markdown-sections";
import type { ReviewView } from "./view";
import { costInWords, count, countsOf, headline } from "./words";

/** GitHub refuses comments of more than 65,536 characters. */
const MOST_CHARACTERS = 60_000;
/** Dangerous changes of one group that are told in full; the others are counted. */
const MOST_BLOCKS = 25;
const SEE = "see the HTML or the JSON of this review";

/** The card for a pull request, the most dangerous first. */
export function renderMarkdown(view: ReviewView): string {
  const dangerous = GROUPS.filter((group) => !isQuiet(group)).map((group) => groupOf(view, group));
  const sections = [
    head(view),
    approvals(view),
    ...dangerous,
    downstream(view),
    policy(view),
    drift(view),
    cost(view),
    groupOf(view, "routine"),
  ];
  return `${keepToLimit(sections.filter(Boolean))}\n\n${notes(view)}\n`;
}

const isQuiet = (group: Group): boolean => group === "cost" || group === "routine";

/** Sections in their order; one that does not fit any more is left out, which is said. */
function keepToLimit(sections: readonly string[]): string {
  const kept = sections.filter((_, i) => sections.slice(0, i + 1).join("\n\n").length <= MOST_CHARACTERS);
  const left = sections.length - kept.length;
  return [...kept, ...(left > 0 ? [`_${count(left, "section")} more than a comment can hold; ${SEE}._`] : [])].join(
    "\n\n",
  );
}

function head(view: ReviewView): string {
  const counts = countsOf(view.stacks);
  return [
    "## Plan review",
    `> [!${view.isRefused ? "CAUTION" : "NOTE"}]\n> **${headline(view)}**`,
    table(
      ["stack", ...counts.map(([name]) => `${name} #`)],
      view.stacks.map((one) => [cell(one.stack), ...counts.map(([, key]) => (one[key] > 0 ? `${one[key]}` : "·"))]),
    ),
  ].join("\n\n");
}

function groupOf({ entries }: ReviewView, group: Group): string {
  const own = entries.filter((entry) => entry.group === group);
  if (own.length === 0) return "";
  return details(
    `<b>${group}</b> (${own.length}) · ${MEANINGS[group]}`,
    isQuiet(group) ? entryTable(own, SEE) : blocks(own),
    !isQuiet(group),
  );
}

/** The difference of a month, resource by resource, and what nobody has priced. */
function cost({ entries, monthly, unpriced }: ReviewView): string {
  const own = entries.filter(({ group }) => group === "cost");
  if (own.length + unpriced.length === 0) return "";
  const missing = unpriced
    .slice(0, MOST_BLOCKS)
    .map(({ stack, address, why }) => `- ${code(address)} of ${code(stack)}: ${code(why)}`);
  const body = [
    own.length > 0 ? entryTable(own, SEE) : "",
    missing.length > 0 ? `Without a known price:\n\n${missing.join("\n")}` : "",
    unpriced.length > missing.length ? `And ${unpriced.length - missing.length} more; ${SEE}.` : "",
  ];
  return details(`<b>cost</b> (${own.length}) · ${costInWords(monthly)}`, body.filter(Boolean).join("\n\n"), false);
}

function blocks(entries: ReviewView["entries"]): string {
  const rest = entries.length - MOST_BLOCKS;
  return [...entries.slice(0, MOST_BLOCKS).map(entryBlock), ...(rest > 0 ? [`And ${rest} more; ${SEE}.`] : [])].join(
    "\n\n",
  );
}

const notes = ({ notes: found, date }: ReviewView): string =>
  [...found.map((note) => `- ${note}`), `- Judged on ${date}.`].join("\n");
