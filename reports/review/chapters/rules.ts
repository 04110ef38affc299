import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { cell, details, ours } from "../../markdown/escape";
import type { CardFailure } from "../view";
import { chapter } from "./chapter";
import { cutTable } from "./limits";
import { where } from "./where";

/** Rules that fail after the plan and did not before. Requirement and fix are Markdown of ours. */
export const rules = chapter<readonly CardFailure[]>({
  id: "rules",
  title: "Rules",
  lead: "What fails the audit that did not fail before?",
  view: ({ failures }) => (failures.length > 0 ? failures : undefined),
  markdown: (failures) => {
    const rows = failures.map(
      ({ rule, requirement, fix, stack, address, attribute, value, waivedUntil, isRefused }) => [
        `${isRefused ? "⛔ " : ""}${cell(address)} of ${cell(stack)}`,
        ours(`${requirement} ${waivedUntil ? `Waived until ${waivedUntil}.` : fix} (${rule})`).replaceAll("|", "\\|"),
        `${attribute ? `${cell(attribute)} is ` : ""}${cell(value)}`,
      ],
    );
    const title = `<b>rules</b> (${failures.length}) · what the audit fails after this plan and did not fail before`;
    const isOpen = failures.some(({ waivedUntil }) => !waivedUntil);
    return details(title, cutTable(["resource", "rule", "planned"], rows), isOpen);
  },
  html: (failures) => {
    const rows = failures.map(
      ({ rule, requirement, fix, stack, address, attribute, value, waivedUntil, isRefused }) => [
        page.mark(waivedUntil ? "waived" : isRefused ? "fail" : "told", isRefused ? "fail" : "waived"),
        where(address, stack),
        markup`${page.prose(requirement)} ${waivedUntil ? `Waived until ${waivedUntil}.` : page.prose(fix)} ${page.code(rule)}`,
        markup`${attribute && markup`${page.code(attribute)} is `}${page.code(value)}`,
      ],
    );
    return page.table("Rules", ["Verdict", "Resource", "Required", "Planned"], rows);
  },
});
