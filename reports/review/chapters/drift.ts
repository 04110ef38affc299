import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { cell, details } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { capital, count } from "../words";
import { chapter } from "./chapter";
import { cutTable } from "./limits";
import { fromTo, where } from "./where";

type DriftView = Pick<ReviewView, "drift" | "quietDrift">;

/** Differences of one resource that a comment shows. */
const MOST_DIFFERENCES = 5;

/** Changes made outside of Terraform. */
export const drift = chapter<DriftView>({
  id: "drift",
  title: "Drift",
  lead: "What was changed outside of Terraform since the last apply?",
  view: ({ drift: found, quietDrift }) => (found.length + quietDrift > 0 ? { drift: found, quietDrift } : undefined),
  markdown: ({ drift: found, quietDrift }) => {
    const rows = found.map(({ stack, address, isGone, outcome, what: opened, differences }) => {
      const changes = differences
        .slice(0, MOST_DIFFERENCES)
        .map(({ path, before, after }) => `${cell(path)}: ${cell(before)} → ${cell(after)}`);
      const left = differences.length - changes.length;
      const what = isGone
        ? "was deleted"
        : [...opened.map((one) => `**${capital(one)}**`), ...changes, ...(left > 0 ? [`${left} more`] : [])].join(
            "<br>",
          );
      return [`${cell(address)} of ${cell(stack)}`, what, outcome];
    });
    const title = `<b>drift</b> (${found.length}) · changed outside of Terraform since the last apply`;
    const list = rows.length > 0 ? cutTable(["resource", "what was changed", "now it"], rows) : "";
    return details(title, [list, quietly(quietDrift)].filter(Boolean).join("\n\n"), rows.length > 0);
  },
  html: ({ drift: found, quietDrift }) => {
    const rows = found.map(({ stack, address, isGone, outcome, what: opened, differences }) => [
      where(address, stack),
      isGone
        ? "was deleted"
        : [
            ...opened.map((one) => markup`<div><strong>${capital(one)}</strong></div>`),
            ...differences.map((one) => markup`<div>${page.code(one.path)}: ${fromTo(one.before, one.after)}</div>`),
          ],
      outcome,
    ]);
    return markup`${rows.length > 0 && page.table("Drift", ["Resource", "What was changed", "Now it"], rows)}
${quietDrift > 0 && markup`<p>${quietly(quietDrift)}</p>`}`;
  },
});

const quietly = (quietDrift: number): string =>
  quietDrift > 0
    ? `${count(quietDrift, "resource")} besides: only what AWS fills in by itself, or what another stack declares.`
    : "";
