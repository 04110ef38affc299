import type { Chapter } from "../html/chapters";
import { type Content, markup } from "../html/markup";
import { code, mark, number, prose, table } from "../html/parts";
import { cost } from "./chapter-cost";
import { entries, where } from "./chapter-entries";
import { GROUPS, type Group, MEANINGS } from "./groups";
import type { ReviewView } from "./view";
import { capital, count, countsOf, headline } from "./words";

/** Everything a review says, chapter by chapter; what there is nothing of is left out. */
export const chaptersOf = (view: ReviewView): Chapter[] =>
  [
    summary(view),
    approvals(view),
    ...GROUPS.filter((group) => group !== "cost" && group !== "routine").map((group) => ofGroup(view, group)),
    outputs(view),
    policy(view),
    drift(view),
    cost(view),
    ofGroup(view, "routine"),
  ].filter((chapter) => chapter !== undefined);

function summary(view: ReviewView): Chapter {
  const counts = countsOf(view.stacks);
  const content = markup`<p class="verdict ${view.isRefused ? "fail" : "pass"}">${headline(view)}</p>
${table(
  "What each plan does",
  ["Stack", ...counts.map(([name]) => capital(name))],
  view.stacks.map((one) => [code(one.stack), ...counts.map(([, key]) => number(one[key]))]),
)}
<ul>${view.notes.map((note) => markup`<li>${note}</li>`)}<li>Judged on ${view.date}.</li></ul>`;
  return { id: "summary", title: "Summary", lead: "May these plans be applied?", content };
}

function approvals({ verdict: { gated, stale } }: ReviewView): Chapter | undefined {
  if (gated.length + stale.length === 0) return undefined;
  const lines = gated.map(({ stack, address, action, groups, approval, problem }) => [
    mark(approval ? "pass" : "fail"),
    where(address, stack),
    `${action}: ${groups.join(" and ")}`,
    approval
      ? `Approved by ${approval.approver} until ${approval.expires}: ${approval.reason}`
      : `${problem ?? "Nobody approved it"}.`,
  ]);
  const content = markup`${lines.length > 0 && table("Dangerous changes", ["Verdict", "Resource", "What", "Approval"], lines)}
${stale.length > 0 && markup`<ul class="plain">${stale.map((text) => markup`<li>${mark("fail")} ${text}</li>`)}</ul>`}`;
  return { id: "approvals", title: "Approvals", lead: "Who allowed what destroys data or exposes it?", content };
}

function ofGroup(view: ReviewView, group: Group): Chapter | undefined {
  const own = view.entries.filter((entry) => entry.group === group);
  if (own.length === 0) return undefined;
  const id = group.replace(" ", "-");
  return { id, title: capital(group), lead: `${capital(MEANINGS[group])}.`, content: entries(id, own, group) };
}

function outputs({ outputs: found }: ReviewView): Chapter | undefined {
  if (found.length === 0) return undefined;
  const rows = found.map(({ stack, output, action, before, after, readers, renamedTo, isRefused }) => [
    mark(isRefused ? "fail" : "pass"),
    where(output, stack),
    `${action}${renamedTo ? `; ${renamedTo} has its value now` : ""}`,
    readers === undefined ? "not known" : readers.join(", ") || "nobody",
    fromTo(before, after),
  ]);
  const content = table("Outputs", ["Verdict", "Output", "What happens", "Read by", "Before → after"], rows);
  return { id: "outputs", title: "Outputs", lead: "What do other stacks read that changes?", content };
}

function policy({ failures }: ReviewView): Chapter | undefined {
  if (failures.length === 0) return undefined;
  const rows = failures.map(({ rule, requirement, fix, stack, address, attribute, value, waivedUntil }) => [
    mark(waivedUntil ? "waived" : "fail"),
    where(address, stack),
    markup`${prose(requirement)} ${waivedUntil ? `Waived until ${waivedUntil}.` : prose(fix)} ${code(rule)}`,
    markup`${attribute && markup`${code(attribute)} is `}${code(value)}`,
  ]);
  const content = table("Rules", ["Verdict", "Resource", "Required", "Planned"], rows);
  return { id: "rules", title: "Rules", lead: "What fails the audit that did not fail before?", content };
}

function drift({ drift: found, quietDrift }: ReviewView): Chapter | undefined {
  if (found.length === 0) return undefined;
  const rows = found.map(({ stack, address, isGone, outcome, differences }) => [
    where(address, stack),
    isGone
      ? "was deleted"
      : differences.map((one) => markup`<div>${code(one.path)}: ${fromTo(one.before, one.after)}</div>`),
    outcome,
  ]);
  const content = markup`${table("Drift", ["Resource", "What was changed", "Now it"], rows)}
${quietDrift > 0 && markup`<p>${count(quietDrift, "other resource")}: only what AWS fills in by itself, or what another stack declares.</p>`}`;
  return { id: "drift", title: "Drift", lead: "What was changed outside of Terraform since the last apply?", content };
}

const fromTo = (before: string, after: string): Content => [code(before), " → ", code(after)];
