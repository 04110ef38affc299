import { plain } from "../../../built/text";
import { type Markup, markup } from "../../../html/markup";
import { code, filter, list, mark, prose, table } from "../../../html/parts";
import type { Group } from "../../groups";
import type { CardEntry } from "../../view";
import { actionOf, capital, count } from "../../words";

/** Lists longer than this can be searched. */
const MOST_UNSEARCHED = 12;

/** The changes of one group; those of dangerous groups are open. */
export function entries(id: string, own: readonly CardEntry[], group: Group): Markup {
  const listId = `${id}-list`;
  const stacks = [...new Set(own.map(({ stack }) => stack))];
  const search =
    own.length > MOST_UNSEARCHED &&
    filter(listId, "changes", stacks.length > 1 ? [{ key: "stack", label: "Stack", values: stacks }] : []);
  return markup`${search}<div class="items" id="${listId}">${own.map((entry) => item(entry, group !== "routine"))}</div>`;
}

/** How an action is coloured: what is lost like a failure, what changes like a waiver. */
const COLOURS: Readonly<Partial<Record<CardEntry["action"], string>>> = {
  create: "pass",
  update: "waived",
  replace: "fail",
  delete: "fail",
  invoke: "waived",
  drift: "waived",
};

function item(entry: CardEntry, isOpen: boolean): Markup {
  const { stack, address, action, what, advice, others } = entry;
  return markup`<details class="item" data-stack="${stack}"${isOpen && markup` open`}><summary>${mark(action, COLOURS[action])}<span class="name">${entry.deposed && markup`leftover object ${entry.deposed} of `}${address}</span> <span class="aside">${stack}</span></summary>
${(entry.reason || entry.previousAddress || entry.isImported) && markup`<p>${capital(actionOf(entry))}${entry.reason && `: ${entry.reason}`}.</p>\n`}${what.map((one) => markup`<p><strong>${capital(one.what)}</strong>${one.detail && markup`: ${code(one.detail)}`}.</p>\n`)}
${entry.deferred && markup`<p>Put off to a later plan: ${entry.deferred}.</p>\n`}${facts(entry)}
${differences(entry)}
${entry.documents.map(({ path, text }) => markup`<details><summary>${code(path)} as it will be</summary><pre class="scroll">${visible(text)}</pre></details>\n`)}
${others > 0 && markup`<p>${count(others, "other attribute")} change${others === 1 ? "s" : ""} too.</p>`}
${advice.length > 0 && list(advice.map(prose))}</details>\n`;
}

/** A text of several lines without characters that hide or reorder others. */
const visible = (text: string): string =>
  text
    .split("\n")
    .map((line) => plain(line, 2000))
    .join("\n");

function facts({ constructPath, source, previousAddress, importId }: CardEntry): Markup | false {
  const known = (
    [
      ["Was", previousAddress],
      ["Taken over", importId],
      ["Construct", constructPath],
      ["Source", source],
    ] as const
  ).flatMap(([label, text]) => (text ? [markup`<div><dt>${label}</dt><dd>${code(text)}</dd></div>`] : []));
  return known.length > 0 && markup`<dl class="where">${known}</dl>`;
}

const differences = ({ differences: found }: CardEntry): Markup | false =>
  found.length > 0 &&
  table(
    "What differs",
    ["Attribute", "Before", "After"],
    found.map((one) => [
      markup`${code(one.path)}${one.forcesReplacement && markup` <strong>forces replacement</strong>`}`,
      code(one.before),
      code(one.after),
    ]),
  );
