import { plain } from "../../../built/text";
import { cell, code, details, ours, table } from "../../../markdown/escape";
import type { CardEntry } from "../../view";
import { actionOf, capital, count } from "../../words";

/** Attributes shown of one change, and changes that are listed. */
const MOST_ATTRIBUTES = 8;
const MOST_ATTRIBUTES_TOLD = 40;
/** Lines of a policy that are shown. */
const MOST_LINES = 80;
const MOST_ROWS = 60;

/** One dangerous change: what, from where, why, what differs, what to do. */
export function entryBlock(entry: CardEntry, told: ReadonlySet<string>): string {
  const { group, stack, source, constructPath, advice, differences, others } = entry;
  const from = [
    code(stack),
    ...(constructPath ? [`construct ${code(constructPath)}`] : []),
    ...(source ? [linked(source, entry.link)] : []),
  ];
  return [
    heading(entry),
    from.join(" · "),
    happenings(entry),
    entry.deferred ? `Put off to a later plan: ${entry.deferred}.` : "",
    attributes(
      differences,
      others,
      entry.isImported
        ? differences.length
        : entry.documents.length > 0 || group === "identity"
          ? MOST_ATTRIBUTES_TOLD
          : MOST_ATTRIBUTES,
    ),
    ...entry.documents.map(document),
    advice
      .filter((text) => !told.has(text))
      .map((text) => `- [ ] ${ours(text)}`)
      .join("\n"),
  ]
    .filter(Boolean)
    .join("\n\n");
}

/** One dangerous change where there is no room for more: what happens to what. */
export const entryBrief = (entry: CardEntry): string =>
  [heading(entry), happenings({ ...entry, what: entry.what.map((one) => shortened(one)) })].join("\n\n");

const shortened = ({ what, detail }: CardEntry["what"][number]): CardEntry["what"][number] => ({
  what,
  ...(detail ? { detail: plain(detail, 120) } : {}),
});

const heading = (entry: CardEntry): string => {
  const { address, deposed } = entry;
  return `#### ${deposed ? `leftover object ${code(deposed)} of ${code(address)}:` : code(address)} ${happens(entry)}`;
};

const happenings = ({ what }: CardEntry): string =>
  what.map((one) => `**${ours(capital(one.what))}**${one.detail ? `: ${code(one.detail)}` : ""}.`).join(" ");

/** Many small changes, a line each. */
export function entryTable(entries: readonly CardEntry[], where: string): string {
  const rows = entries
    .slice(0, MOST_ROWS)
    .map((entry) => [
      entry.deposed ? `leftover object ${cell(entry.deposed)} of ${cell(entry.address)}` : cell(entry.address),
      happens(entry),
      entry.monthlyText ?? changes(entry),
      cell(entry.source ?? entry.stack),
    ]);
  const rest = entries.length - MOST_ROWS;
  const list = table(["resource", "what happens", "what changes", "from"], rows);
  return rest > 0 ? `${list}\n\nAnd ${rest} more; ${where}.` : list;
}

const happens = (entry: CardEntry): string => {
  const was = entry.previousAddress ? ` (was ${cell(entry.previousAddress)})` : "";
  const from = `${was}${entry.importId ? ` (${cell(entry.importId)})` : ""}`;
  return `${actionOf(entry)}${from}${entry.reason ? `: ${entry.reason}` : ""}`;
};

/** A place in the code, as a link where its address is known; only addresses that this project made. */
const linked = (source: string, link: string | undefined): string =>
  link && /^https:\/\/[\w./:@#%-]+$/.test(link) ? `[${code(source)}](${link})` : code(source);

/** A policy as it will be, as a code block that nothing in it can leave. */
function document({ path, text }: CardEntry["documents"][number]): string {
  const lines = text.split("\n").map((line) => plain(line, 400));
  const shown = lines.slice(0, MOST_LINES);
  const rest = lines.length - shown.length;
  const body = ["~~~~json", ...shown, ...(rest > 0 ? [`… ${rest} more lines`] : []), "~~~~"].join("\n");
  return details(`<code>${escaped(path)}</code> as it will be`, body, false);
}

const escaped = (text: string): string => plain(text, 160).replace(/[^\w.-]/g, "?");

function attributes(differences: CardEntry["differences"], others: number, most: number): string {
  const shown = differences.slice(0, most);
  const rest = others + differences.length - shown.length;
  const more = rest > 0 ? `${count(rest, "other attribute")} change${rest === 1 ? "s" : ""} too.` : "";
  const rows = shown.map(({ path, before, after, forcesReplacement }) => [
    `${cell(path)}${forcesReplacement ? " **forces replacement**" : ""}`,
    cell(before),
    cell(after),
  ]);
  return [rows.length > 0 ? table(["attribute", "before", "after"], rows) : "", more].filter(Boolean).join("\n\n");
}

function changes({ differences, others, isImported }: CardEntry): string {
  const shown = differences
    .slice(0, isImported ? differences.length : 3)
    .map(({ path, before, after }) => `${cell(path)}: ${cell(before)} → ${cell(after)}`);
  const rest = differences.length - shown.length + others;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join("<br>");
}
