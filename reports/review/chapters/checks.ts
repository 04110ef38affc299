import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { cell, details } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { chapter } from "./chapter";
import { cutTable } from "./limits";
import { where } from "./where";

const SAYS = { fail: "does not hold", error: "could not be evaluated", unknown: "is known after apply only" } as const;

/** Checks, conditions and validations of the configuration that do not hold. */
export const checks = chapter<ReviewView["checks"]>({
  id: "checks",
  title: "Checks",
  lead: "What does the configuration itself say is wrong?",
  view: ({ checks: found }) => (found.length > 0 ? found : undefined),
  markdown: (found) => {
    const rows = found.map(({ stack, address, status, problems }) => [
      `${cell(address)} of ${cell(stack)}`,
      SAYS[status],
      problems.map(cell).join("<br>"),
    ]);
    const isOpen = found.some(({ status }) => status !== "unknown");
    return details(
      `<b>checks</b> (${found.length}) · what the configuration itself says is wrong`,
      cutTable(["check", "result", "what it says"], rows),
      isOpen,
    );
  },
  html: (found) =>
    page.table(
      "Checks",
      ["Result", "Check", "What it says"],
      found.map(({ stack, address, status, problems }) => [
        page.mark(SAYS[status], status === "unknown" ? "waived" : "fail"),
        where(address, stack),
        problems.map((text) => markup`<div>${page.code(text)}</div>`),
      ]),
    ),
});
