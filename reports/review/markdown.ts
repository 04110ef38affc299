import { chaptersOf } from "./chapters";
import { SEE } from "./chapters/limits";
import type { ReviewView } from "./view";
import { count } from "./words";

/** GitHub refuses comments of more than 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** The card for a pull request, the most dangerous first; what does not fit any more is counted. */
export function renderMarkdown(view: ReviewView): string {
  const chapters = chaptersOf(view);
  const last = chapters.at(-1)?.markdown(MOST_CHARACTERS) ?? "";
  const kept: string[] = [];
  let free = MOST_CHARACTERS - last.length;
  let left = 0;
  for (const chapter of chapters.slice(0, -1)) {
    const text = chapter.markdown(free);
    if (text.length + 2 > free) left += 1;
    else {
      kept.push(text);
      free -= text.length + 2;
    }
  }
  const rest = left > 0 ? [`_${count(left, "section")} more than a comment can hold; ${SEE}._`] : [];
  return `${[...kept, ...rest, last].join("\n\n")}\n`;
}
