import { renderDocument } from "../html/chapters";
import { chaptersOf } from "./chapters";
import type { ReviewView } from "./view";

/** The review card as a page of its own, in the look of the audit. */
export const renderPage = (view: ReviewView): string => {
  const stacks = view.stacks.map(({ stack }) => stack).join(", ");
  return renderDocument({
    title: `Plan review of ${stacks}`,
    kind: "Plan review",
    heading: headingOf(view),
    aside: stacks,
    chapters: chaptersOf(view).map(({ html, ...chapter }) => ({ ...chapter, content: html() })),
  });
};

/** The environment when all plans are of one, or the stack when there is one plan. */
function headingOf({ stacks }: ReviewView): string {
  const [first = "no plan", ...others] = stacks.map(({ stack }) => stack);
  const environment = first.slice(0, first.lastIndexOf("-"));
  const isOne = others.length > 0 && others.every((id) => id.slice(0, id.lastIndexOf("-")) === environment);
  return others.length === 0 ? first : isOne ? environment : `${others.length + 1} stacks`;
}
