import { html, type Markup } from "./escape";
import { GROUPS, type Group, MEANINGS } from "./groups";
import type { CardEntry, ReviewView } from "./view";
import { actionOf, capital, count, headline, money } from "./words";

/** The body of the review page. */
export function renderCard(view: ReviewView): string {
  return html`<h1>Plan review</h1>
<p class="verdict ${view.isRefused ? "fail" : "pass"}">${headline(view)}</p>
${stacks(view)}
${gate(view)}
${GROUPS.map((group) => section(view, group))}
${outputs(view)}
${policy(view)}
${drift(view)}
<ul class="notes">${view.notes.map((note) => html`<li>${note}</li>`)}<li>Judged on ${view.date}.</li></ul>`.text;
}

const table = (head: readonly string[], rows: readonly (readonly (Markup | string | number)[])[]): Markup =>
  html`<table><thead><tr>${head.map((title) => html`<th>${title}</th>`)}</tr></thead><tbody>${rows.map(
    (row) => html`<tr>${row.map((text) => html`<td>${text}</td>`)}</tr>`,
  )}</tbody></table>`;

const code = (text: string): Markup => html`<code>${text}</code>`;

const fold = (title: string, number: number, meaning: string, body: Markup, isOpen: boolean): Markup =>
  html`<details${isOpen ? html` open` : ""}><summary><b>${title}</b> (${number}) · ${meaning}</summary>${body}</details>`;

const stacks = ({ stacks: found }: ReviewView): Markup =>
  table(
    ["stack", "create", "change", "replace", "destroy", "unchanged", "drifted"],
    found.map((one) => [code(one.stack), one.create, one.update, one.replace, one.delete, one.unchanged, one.drift]),
  );

function gate({ verdict: { gated, stale } }: ReviewView): Markup {
  if (gated.length + stale.length === 0) return html``;
  const lines = gated.map(({ stack, address, action, groups, approval, problem }) => {
    const what = html`${code(address)} of ${code(stack)} (${action}): ${groups.join(" and ")}`;
    return approval
      ? html`<li class="pass">${what}. Approved by ${approval.approver} until ${approval.expires}: ${approval.reason}</li>`
      : html`<li class="fail">${what}. ${problem ?? "Nobody approved it"}.</li>`;
  });
  return html`<h2>Approvals</h2><ul>${lines}${stale.map((text) => html`<li class="fail">${text}</li>`)}</ul>`;
}

function section({ entries }: ReviewView, group: Group): Markup {
  const own = entries.filter((entry) => entry.group === group);
  if (own.length === 0) return html``;
  const isQuiet = group === "routine" || group === "cost";
  const total = own.reduce((sum, { monthly = 0 }) => sum + monthly, 0);
  const meaning = group === "cost" ? `${money(total)} USD a month` : MEANINGS[group];
  return fold(group, own.length, meaning, html`${own.map(entryArticle)}`, !isQuiet);
}

function entryArticle(entry: CardEntry): Markup {
  const { stack, address, constructPath, source, reason, what, advice, differences, others, monthly } = entry;
  return html`<article><h3>${code(address)} ${actionOf(entry)}${reason && `: ${reason}`}</h3>
<p class="from">${[stack, constructPath, source].filter(Boolean).map((text) => html`<code>${text}</code> `)}</p>
${what.map((one) => html`<p class="what">${capital(one.what)}${one.detail && html`: ${code(one.detail)}`}.</p>`)}
${monthly !== undefined && html`<p>${money(monthly)} USD a month</p>`}
${
  differences.length > 0 &&
  table(
    ["attribute", "before", "after"],
    differences.map((one) => [
      html`${code(one.path)}${one.forcesReplacement && html` <strong>forces replacement</strong>`}`,
      code(one.before),
      code(one.after),
    ]),
  )
}
${others > 0 && html`<p>${count(others, "other attribute")} change${others === 1 ? "s" : ""} too.</p>`}
${advice.length > 0 && html`<ul>${advice.map((text) => html`<li>${text}</li>`)}</ul>`}</article>`;
}

function outputs({ outputs: found }: ReviewView): Markup {
  if (found.length === 0) return html``;
  const rows = found.map(({ stack, output, action, before, after, readers, renamedTo, isRefused }) => [
    html`${isRefused && html`<strong class="fail">refused</strong> `}${code(output)} of ${code(stack)}`,
    `${action}${renamedTo ? `; ${renamedTo} has its value now` : ""}`,
    readers === undefined ? "not known" : readers.join(", ") || "nobody",
    html`${code(before)} → ${code(after)}`,
  ]);
  return fold(
    "outputs",
    found.length,
    "what other stacks read",
    table(["output", "what happens", "read by", "before → after"], rows),
    true,
  );
}

function policy({ failures }: ReviewView): Markup {
  if (failures.length === 0) return html``;
  const rows = failures.map(({ rule, requirement, fix, stack, address, attribute, value, waivedUntil }) => [
    html`${code(address)} of ${code(stack)}`,
    html`${requirement} ${waivedUntil ? `Waived until ${waivedUntil}.` : fix} ${code(rule)}`,
    html`${attribute && html`${code(attribute)} is `}${code(value)}`,
  ]);
  return fold(
    "rules",
    failures.length,
    "what the audit would fail that it did not fail before",
    table(["resource", "rule", "planned"], rows),
    true,
  );
}

function drift({ drift: found, quietDrift }: ReviewView): Markup {
  if (found.length === 0) return html``;
  const rows = found.map(({ stack, address, isGone, outcome, differences }) => [
    html`${code(address)} of ${code(stack)}`,
    isGone
      ? "was deleted"
      : html`${differences.map((one) => html`<div>${code(one.path)}: ${code(one.before)} → ${code(one.after)}</div>`)}`,
    outcome,
  ]);
  const rest =
    quietDrift > 0 &&
    html`<p>${count(quietDrift, "other resource")} only have what AWS fills in by itself, or what another stack declares.</p>`;
  return fold(
    "drift",
    found.length,
    "changed outside of Terraform since the last apply",
    html`${table(["resource", "what was changed", "this plan"], rows)}${rest}`,
    true,
  );
}
