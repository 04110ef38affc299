import * as page from "../../html/parts";
import { cell, details } from "../../markdown/escape";
import type { OutputRead } from "../downstream";
import { chapter } from "./chapter";
import { cutTable } from "./limits";
import { fromTo, where } from "./where";

/** Outputs that other stacks read. */
export const outputs = chapter<readonly OutputRead[]>({
  id: "outputs",
  title: "Outputs",
  lead: "What do other stacks read that changes?",
  view: ({ outputs: found }) => (found.length > 0 ? found : undefined),
  markdown: (found) => {
    const rows = found.map(({ stack, output, action, before, after, readers, renamedTo, isRefused }) => [
      `${isRefused ? "⛔ " : ""}${cell(output)} of ${cell(stack)}`,
      `${action}${renamedTo ? `; ${cell(renamedTo)} has its value now` : ""}`,
      readers === undefined ? "not known" : readers.map(cell).join(", ") || "nobody",
      action === "changes" ? `${cell(before)} → ${cell(after)}` : "",
    ]);
    const list = cutTable(["output", "what happens", "read by", "before → after"], rows);
    return details(
      `<b>outputs</b> (${found.length}) · what other stacks read`,
      `${list}\n\n${advice(found)}`.trimEnd(),
      true,
    );
  },
  html: (found) => {
    const rows = found.map(({ stack, output, action, before, after, readers, renamedTo, isRefused }) => [
      page.mark(isRefused ? "fail" : "pass"),
      where(output, stack),
      `${action}${renamedTo ? `; ${renamedTo} has its value now` : ""}`,
      readers === undefined ? "not known" : readers.join(", ") || "nobody",
      fromTo(before, after),
    ]);
    return page.table("Outputs", ["Verdict", "Output", "What happens", "Read by", "Before → after"], rows);
  },
});

const advice = (found: readonly OutputRead[]): string =>
  [
    found.some(({ isRefused }) => isRefused)
      ? "Publish the new output beside the old one, let every reader read it, apply those, and only then remove the old one."
      : "",
    found.some(({ action }) => action === "changes")
      ? "Plan the readers again after the apply: they get the new values then."
      : "",
  ].join("\n");
