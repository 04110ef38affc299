import { markup } from "../../html/markup";
import * as page from "../../html/parts";
import { code, details } from "../../markdown/escape";
import type { ReviewView } from "../view";
import { chapter } from "./chapter";
import { cut } from "./limits";
import { where } from "./where";

type ApprovalsView = Pick<ReviewView["verdict"], "gated" | "stale">;

/** What needs an approval, who gave it, and what to write for the others. */
export const approvals = chapter<ApprovalsView>({
  id: "approvals",
  title: "Approvals",
  lead: "Who allowed what destroys data or exposes it?",
  view: ({ verdict }) => (verdict.gated.length + verdict.stale.length > 0 ? verdict : undefined),
  markdown: ({ gated, stale }) => {
    const lines = gated.map(({ stack, address, deposed, action, groups, approval, problem }) => {
      const what = `${deposed ? `leftover object ${code(deposed)} of ` : ""}${code(address)} of ${code(stack)} (${action}): ${groups.join(" and ")}`;
      return approval
        ? `- ✅ ${what}. Approved by ${code(approval.approver)} until ${approval.expires}: ${code(approval.reason.replace(/\s+/g, " "))}`
        : `- ⛔ ${what}. ${problem ?? "Nobody approved it"}.`;
    });
    const open = gated.filter(({ approval, problem }) => !approval && !problem);
    return [
      "### Approvals",
      cut([...lines, ...stale.map((text) => `- ⛔ ${code(text)}`)]),
      open.length > 0
        ? details("What to add to <code>approvals.yaml</code> to approve", snippet(open.slice(0, 10)), false)
        : "",
    ]
      .filter(Boolean)
      .join("\n\n");
  },
  html: ({ gated, stale }) => {
    const lines = gated.map(({ stack, address, deposed, action, groups, approval, problem }) => [
      page.mark(approval ? "pass" : "fail"),
      where(deposed ? `${address} (leftover object ${deposed})` : address, stack),
      `${action}: ${groups.join(" and ")}`,
      approval
        ? `Approved by ${approval.approver} until ${approval.expires}: ${approval.reason}`
        : `${problem ?? "Nobody approved it"}.`,
    ]);
    return markup`${lines.length > 0 && page.table("Dangerous changes", ["Verdict", "Resource", "What", "Approval"], lines)}
${stale.length > 0 && markup`<ul class="plain">${stale.map((text) => markup`<li>${page.mark("fail")} ${text}</li>`)}</ul>`}`;
  },
});

/** What to add to the register, as a code block that nothing in an address can leave. */
const snippet = (open: ApprovalsView["gated"]): string =>
  [
    "~~~~yaml",
    ...open.flatMap(({ stack, address, deposed, action }) => [
      `- stack: ${stack}`,
      `  address: ${/^[\w.-]+$/.test(address) ? address : JSON.stringify(address)}`,
      ...(deposed ? [`  deposed: ${JSON.stringify(deposed)}`] : []),
      `  action: ${action}`,
      "  reason: …",
      "  approver: …",
      "  expires: …",
    ]),
    "~~~~",
  ].join("\n");
