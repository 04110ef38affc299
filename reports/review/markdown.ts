import { chaptersOf } from "./chapters";
import { SEE } from "./chapters/limits";
import type { ReviewView } from "./view";
import { count } from "./words";

/** GitHub refuses comments of more than 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** The card for a pull request, the most dangerous first. */
export function renderMarkdown(view: ReviewView): string {
  const sections = chaptersOf(view).map(({ markdown }) => markdown());
  return `${[keepToLimit(sections.slice(0, -1)), ...sections.slice(-1)].join("\n\n")}\n`;
}

/** Sections in their order; one that does not fit any more is left out, which is said. */
function keepToLimit(sections: readonly string[]): string {
  const kept = sections.filter((_, i) => sections.slice(0, i + 1).join("\n\n").length <= MOST_CHARACTERS);
  const left = sections.length - kept.length;
  return [...kept, ...(left > 0 ? [`_${count(left, "section")} more than a comment can hold; ${SEE}._`] : [])].join(
    "\n\n",
  );
}
