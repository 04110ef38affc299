import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { code } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { chapter } from "./chapter";
import { cut } from "./limits";

/** Where plans contradict themselves. */
export const problems = chapter<ReviewView["problems"]>({
  id: "contradictions",
  title: "Contradictions",
  lead: "Where does a plan say two things that cannot both be so? Plan again; no approval helps.",
  view: ({ problems: found }) => (found.length > 0 ? found : undefined),
  markdown: (found) =>
    `### Contradictions\n\nWhat says two things that cannot both be so is not applied; plan again.\n\n${cut(found.map((text) => `- ⛔ ${code(text)}`))}`,
  html: (found) => markup`<ul class="plain">${found.map((text) => markup`<li>${page.mark("fail")} ${text}</li>`)}</ul>`,
});
