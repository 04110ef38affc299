import { details } from "../../../markdown/escape";
import { type Group, MEANINGS } from "../../groups";
import type { CardEntry } from "../../view";
import { capital } from "../../words";
import { chapter, type Room } from "../chapter";
import { SEE } from "../limits";
import { entries } from "./html";
import { entryBlock, entryBrief, entryTable } from "./markdown";

/** Dangerous changes of one group that are told in full; the others are counted. */
const MOST_BLOCKS = 25;

/** The changes of one group. */
export const ofGroup = (group: Group): Room => {
  const id = group.replace(" ", "-");
  const isQuiet = group === "routine";
  return chapter<readonly CardEntry[]>({
    id,
    title: capital(group),
    lead: `${capital(MEANINGS[group])}.`,
    view: ({ entries: all }) => {
      const own = all.filter((entry) => entry.group === group);
      return own.length > 0 ? own : undefined;
    },
    markdown: (own, most) =>
      details(
        `<b>${group}</b> (${own.length}) · ${MEANINGS[group]}`,
        isQuiet ? entryTable(own, SEE) : blocks(own, most - ROOM),
        !isQuiet,
      ),
    html: (own) => entries(id, own, group),
  });
};

/** Characters for what stands around the changes of a group. */
const ROOM = 400;

/** Changes in full as long as they fit, then in short, then counted; the same advice is given once. */
function blocks(own: readonly CardEntry[], most: number): string {
  const told = new Set<string>();
  const shown: string[] = [];
  let free = most;
  for (const entry of own.slice(0, MOST_BLOCKS)) {
    const block = [entryBlock(entry, told), entryBrief(entry)].find(({ length }) => length + 2 <= free);
    if (block === undefined) break;
    for (const advice of entry.advice) told.add(advice);
    shown.push(block);
    free -= block.length + 2;
  }
  const rest = own.length - shown.length;
  return [...shown, ...(rest > 0 ? [`And ${rest} more; ${SEE}.`] : [])].join("\n\n");
}
