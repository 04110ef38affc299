import { details } from "../../../markdown/escape";
import { type Group, MEANINGS } from "../../groups";
import type { CardEntry } from "../../view";
import { capital } from "../../words";
import { chapter, type Room } from "../chapter";
import { SEE } from "../limits";
import { entries } from "./html";
import { entryBlock, entryTable } from "./markdown";

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
    markdown: (own) =>
      details(
        `<b>${group}</b> (${own.length}) · ${MEANINGS[group]}`,
        isQuiet ? entryTable(own, SEE) : blocks(own),
        !isQuiet,
      ),
    html: (own) => entries(id, own, group),
  });
};

function blocks(own: readonly CardEntry[]): string {
  const rest = own.length - MOST_BLOCKS;
  return [...own.slice(0, MOST_BLOCKS).map(entryBlock), ...(rest > 0 ? [`And ${rest} more; ${SEE}.`] : [])].join(
    "\n\n",
  );
}
