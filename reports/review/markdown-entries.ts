import { cell, code, prose, table } from "./markdown-escape";
import type { CardEntry } from "./view";
import { actionOf, count, money } from "./words";

/** Attributes shown of one change, and changes of routine that are listed. */
const MOST_ATTRIBUTES = 8;
const MOST_ROUTINE = 60;

/** One dangerous change: what, from where, why, what differs, what to do. */
export function entryBlock(entry: CardEntry): string {
  const { stack, address, source, constructPath, reason, what, advice, differences, others } = entry;
  const from = [
    code(stack),
    ...(constructPath ? [`construct ${code(constructPath)}`] : []),
    ...(source ? [code(source)] : []),
  ];
  const because = reason ? ` because ${prose(reason)}` : "";
  return [
    `#### ${code(address)} ${actionOf(entry)}${because}`,
    from.join(" · "),
    what.length > 0 ? `**${prose(`${capital(what.join("; "))}.`)}**` : "",
    attributes(differences, others),
    advice.map((text) => `- [ ] ${prose(text)}`).join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

function attributes(differences: CardEntry["differences"], others: number): string {
  const shown = differences.slice(0, MOST_ATTRIBUTES);
  const rest = others + differences.length - shown.length;
  const more = rest > 0 ? `${count(rest, "other attribute")} change${rest === 1 ? "s" : ""} too.` : "";
  if (shown.length === 0) return more;
  const rows = shown.map(({ path, before, after, forcesReplacement }) => [
    `${cell(path)}${forcesReplacement ? " **forces replacement**" : ""}`,
    cell(before),
    cell(after),
  ]);
  return [table(["attribute", "before", "after"], rows), ...(more ? ["", more] : [])].join("\n");
}

/** Many small changes, a line each. */
export function routineTable(entries: readonly CardEntry[]): string {
  const shown = entries.slice(0, MOST_ROUTINE);
  const rows = shown.map((entry) => [
    cell(entry.address),
    `${actionOf(entry)}${entry.reason ? ` because ${prose(entry.reason)}` : ""}`,
    entry.monthly === undefined ? changes(entry) : `${money(entry.monthly)} USD a month`,
    entry.source ? cell(entry.source) : cell(entry.stack),
  ]);
  const rest = entries.length - shown.length;
  return [
    table(["resource", "what happens", "what changes", "from"], rows),
    ...(rest > 0 ? ["", `And ${rest} more; see the HTML or the JSON of this review.`] : []),
  ].join("\n");
}

function changes({ differences, others }: CardEntry): string {
  const shown = differences
    .slice(0, 3)
    .map(({ path, before, after }) => `${cell(path)}: ${cell(before)} → ${cell(after)}`);
  const rest = differences.length - shown.length + others;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join("<br>");
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
