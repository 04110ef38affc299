import { GROUPS, MEANINGS } from "./groups";
import { entryBlock, routineTable } from "./markdown-entries";
import { cell, code, prose, table } from "./markdown-escape";
import type { ReviewView } from "./view";
import { count, headline, money } from "./words";

/** GitHub refuses comments of more than 65,536 characters; what does not fit is counted. */
const MOST_CHARACTERS = 60_000;

/** The card for a pull request. */
export function renderMarkdown(view: ReviewView): string {
  const head = [
    "## Plan review",
    `> [!${view.isRefused ? "CAUTION" : "NOTE"}]\n> **${prose(headline(view))}**`,
    stacks(view),
    gate(view),
  ];
  const groups = GROUPS.map((group) => groupOf(view, group));
  return `${fit([...head, ...groups, downstream(view), policy(view), drift(view), notes(view)])}\n`;
}

/** Sections in their order until they fill a comment. */
function fit(sections: readonly string[]): string {
  const written: string[] = [];
  let left = MOST_CHARACTERS;
  for (const section of sections.filter(Boolean)) {
    const text =
      section.length <= left
        ? section
        : "_There is more than a comment can hold; see the HTML or the JSON of this review._";
    if (section.length <= left || written.at(-1) !== text) written.push(text);
    left -= text.length;
  }
  return written.join("\n\n");
}

const stacks = ({ stacks: found }: ReviewView): string =>
  table(
    ["stack", "create #", "change #", "replace #", "destroy #", "unchanged #", "drifted #"],
    found.map((one) => [
      cell(one.stack),
      ...[one.create, one.update, one.replace, one.delete, one.unchanged, one.drift].map((number) =>
        number > 0 ? `${number}` : "·",
      ),
    ]),
  );

function gate({ verdict: { gated, stale } }: ReviewView): string {
  if (gated.length + stale.length === 0) return "";
  const lines = gated.map(({ stack, address, action, groups, approval, problem }) => {
    const what = `${code(address)} of ${code(stack)} (${action}): ${groups.join(" and ")}`;
    return approval
      ? `- ✅ ${what}. Approved by ${code(approval.approver)} until ${approval.expires}: ${prose(oneLine(approval.reason))}`
      : `- ⛔ ${what}. ${problem ? prose(capital(problem)) : "Nobody approved it"}.`;
  });
  const open = gated.filter(({ approval }) => !approval);
  const how = open.length > 0 ? ["", "To approve, add to `approvals.yaml`:", "", snippet(open)] : [];
  return ["### Approvals", "", ...lines, ...stale.map((text) => `- ⛔ ${code(text)}`), ...how].join("\n");
}

/** What to add to the register, as a code block that nothing in an address can leave. */
const snippet = (open: ReviewView["verdict"]["gated"]): string =>
  [
    "~~~~yaml",
    ...open.flatMap(({ stack, address, action }) => [
      `- stack: ${stack}`,
      `  address: ${/^[\w.-]+$/.test(address) ? address : JSON.stringify(address)}`,
      `  action: ${action}`,
      "  reason: ",
      "  approver: ",
      "  expires: ",
    ]),
    "~~~~",
  ].join("\n");

function groupOf({ entries }: ReviewView, group: (typeof GROUPS)[number]): string {
  const own = entries.filter((entry) => entry.group === group);
  if (own.length === 0) return "";
  const total = own.reduce((sum, { monthly = 0 }) => sum + monthly, 0);
  const title = `<b>${group}</b> (${own.length})${group === "cost" ? `: ${money(total)} USD a month` : ""} · ${MEANINGS[group]}`;
  const body = group === "routine" || group === "cost" ? routineTable(own) : own.map(entryBlock).join("\n\n");
  return details(title, body, group !== "routine" && group !== "cost");
}

function downstream({ outputs }: ReviewView): string {
  if (outputs.length === 0) return "";
  const rows = outputs.map(({ stack, output, action, before, after, readers, renamedTo, isRefused }) => [
    `${isRefused ? "⛔ " : ""}${cell(output)} of ${cell(stack)}`,
    `${action}${renamedTo ? `; ${cell(renamedTo)} has its value now` : ""}`,
    readers === undefined ? "not known" : readers.length > 0 ? readers.map(cell).join(", ") : "nobody",
    action === "changes" ? `${cell(before)} → ${cell(after)}` : "",
  ]);
  const advice = outputs.some(({ isRefused }) => isRefused)
    ? "\n\nPublish the new output beside the old one, let every reader read it, apply those, and remove the old one then."
    : "\n\nPlan the readers again after the apply: they get the new values then.";
  return details(
    `<b>outputs</b> (${outputs.length}) · what other stacks read`,
    `${table(["output", "what happens", "read by", "before → after"], rows)}${advice}`,
    true,
  );
}

function policy({ failures }: ReviewView): string {
  if (failures.length === 0) return "";
  const rows = failures.map(({ rule, requirement, fix, stack, address, attribute, value, waivedUntil }) => [
    `${cell(address)} of ${cell(stack)}`,
    `${prose(requirement)} ${waivedUntil ? `Waived until ${waivedUntil}.` : prose(fix)} ${cell(rule)}`,
    `${attribute ? `${cell(attribute)} is ` : ""}${cell(value)}`,
  ]);
  return details(
    `<b>rules</b> (${failures.length}) · what the audit would fail that it did not fail before`,
    table(["resource", "rule", "planned"], rows),
    failures.some(({ waivedUntil }) => !waivedUntil),
  );
}

function drift({ drift: found, quietDrift }: ReviewView): string {
  if (found.length === 0) return "";
  const rows = found.flatMap(({ stack, address, isGone, outcome, differences }) => {
    const name = `${cell(address)} of ${cell(stack)}`;
    if (isGone) return [[name, "was deleted", outcome]];
    return differences
      .slice(0, 5)
      .map(({ path, before, after }, i) => [
        i === 0 ? name : "",
        `${cell(path)}: ${cell(before)} → ${cell(after)}`,
        i === 0 ? outcome : "",
      ]);
  });
  const rest =
    quietDrift > 0 ? `\n\n${count(quietDrift, "other resource")} only have values that AWS fills in by itself.` : "";
  return details(
    `<b>drift</b> (${found.length}) · changed outside of Terraform since the last apply`,
    `${table(["resource", "what was changed", "this plan"], rows)}${rest}`,
    true,
  );
}

const notes = ({ notes: found, date }: ReviewView): string =>
  [...found.map((note) => `- ${prose(note)}`), `- Judged on ${date}.`].join("\n");

/** A section that can be folded. The title is ours. */
const details = (title: string, body: string, isOpen: boolean): string =>
  `<details${isOpen ? " open" : ""}><summary>${title}</summary>\n\n${body}\n\n</details>`;

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
