import { cell, code, details, table } from "../markdown/escape";
import type { ReviewView } from "./view";
import { count } from "./words";

/** Lines of one section; the others are counted. */
const MOST_LINES = 60;

/** What needs an approval, who gave it, and what to write for the others. */
export function approvals({ verdict: { gated, stale } }: ReviewView): string {
  if (gated.length + stale.length === 0) return "";
  const lines = gated.map(({ stack, address, action, groups, approval, problem }) => {
    const what = `${code(address)} of ${code(stack)} (${action}): ${groups.join(" and ")}`;
    return approval
      ? `- ✅ ${what}. Approved by ${code(approval.approver)} until ${approval.expires}: ${code(approval.reason.replace(/\s+/g, " "))}`
      : `- ⛔ ${what}. ${problem ?? "Nobody approved it"}.`;
  });
  const open = gated.filter(({ approval, problem }) => !approval && !problem);
  return [
    "### Approvals",
    cut([...lines, ...stale.map((text) => `- ⛔ ${code(text)}`)]),
    open.length > 0
      ? details("What to add to <code>approvals.yaml</code> to approve", snippet(open.slice(0, 10)), false)
      : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** What to add to the register, as a code block that nothing in an address can leave. */
const snippet = (open: ReviewView["verdict"]["gated"]): string =>
  [
    "~~~~yaml",
    ...open.flatMap(({ stack, address, action }) => [
      `- stack: ${stack}`,
      `  address: ${/^[\w.-]+$/.test(address) ? address : JSON.stringify(address)}`,
      `  action: ${action}`,
      "  reason: …",
      "  approver: …",
      "  expires: …",
    ]),
    "~~~~",
  ].join("\n");

/** Outputs that other stacks read. */
export function downstream({ outputs }: ReviewView): string {
  if (outputs.length === 0) return "";
  const rows = outputs.map(({ stack, output, action, before, after, readers, renamedTo, isRefused }) => [
    `${isRefused ? "⛔ " : ""}${cell(output)} of ${cell(stack)}`,
    `${action}${renamedTo ? `; ${cell(renamedTo)} has its value now` : ""}`,
    readers === undefined ? "not known" : readers.map(cell).join(", ") || "nobody",
    action === "changes" ? `${cell(before)} → ${cell(after)}` : "",
  ]);
  const advice = [
    outputs.some(({ isRefused }) => isRefused)
      ? "Publish the new output beside the old one, let every reader read it, apply those, and only then remove the old one."
      : "",
    outputs.some(({ action }) => action === "changes")
      ? "Plan the readers again after the apply: they get the new values then."
      : "",
  ];
  const body =
    `${cutTable(["output", "what happens", "read by", "before → after"], rows)}\n\n${advice.join("\n")}`.trimEnd();
  return details(`<b>outputs</b> (${outputs.length}) · what other stacks read`, body, true);
}

/** Rules that fail after the plan and did not before. Requirement and fix are Markdown of ours. */
export function policy({ failures }: ReviewView): string {
  if (failures.length === 0) return "";
  const rows = failures.map(({ rule, requirement, fix, stack, address, attribute, value, waivedUntil }) => [
    `${cell(address)} of ${cell(stack)}`,
    `${requirement} ${waivedUntil ? `Waived until ${waivedUntil}.` : fix} (${rule})`.replaceAll("|", "\\|"),
    `${attribute ? `${cell(attribute)} is ` : ""}${cell(value)}`,
  ]);
  const title = `<b>rules</b> (${failures.length}) · what the audit fails after this plan and did not fail before`;
  const isOpen = failures.some(({ waivedUntil }) => !waivedUntil);
  return details(title, cutTable(["resource", "rule", "planned"], rows), isOpen);
}

/** Changes made outside of Terraform. */
export function drift({ drift: found, quietDrift }: ReviewView): string {
  if (found.length === 0) return "";
  const rows = found.map(({ stack, address, isGone, outcome, differences }) => {
    const changes = differences
      .slice(0, 5)
      .map(({ path, before, after }) => `${cell(path)}: ${cell(before)} → ${cell(after)}`);
    const more = differences.length > 5 ? [`${differences.length - 5} more`] : [];
    return [`${cell(address)} of ${cell(stack)}`, isGone ? "was deleted" : [...changes, ...more].join("<br>"), outcome];
  });
  const rest =
    quietDrift > 0
      ? `\n\n${count(quietDrift, "other resource")}: only what AWS fills in by itself, or what another stack declares.`
      : "";
  const title = `<b>drift</b> (${found.length}) · changed outside of Terraform since the last apply`;
  return details(title, `${cutTable(["resource", "what was changed", "now it"], rows)}${rest}`, true);
}

const more = (number: number): string[] => (number > 0 ? [`And ${number} more.`] : []);

const cut = (lines: readonly string[]): string =>
  [...lines.slice(0, MOST_LINES), ...more(lines.length - MOST_LINES).map((text) => `- ${text}`)].join("\n");

const cutTable = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [table(titles, rows.slice(0, MOST_LINES)), ...more(rows.length - MOST_LINES)].join("\n\n");
