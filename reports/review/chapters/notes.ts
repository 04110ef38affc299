import { markup } from "../../html/markup";
import { prose } from "../../html/parts";
import { ours } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { chapter } from "./chapter";

type NotesView = Pick<ReviewView, "notes" | "date">;

/** What a reader should know besides. */
export const notes = chapter<NotesView>({
  id: "notes",
  title: "Notes",
  lead: "What should be known besides?",
  view: ({ notes: found, date }) => ({ notes: found, date }),
  markdown: ({ notes: found, date }) => [...found.map((note) => `- ${ours(note)}`), `- Judged on ${date}.`].join("\n"),
  html: ({ notes: found, date }) =>
    markup`<ul>${found.map((note) => markup`<li>${prose(note)}</li>`)}<li>Judged on ${date}.</li></ul>`,
});
