import { markup } from "../../html/markup";
import { linkTo, linkToResource, list, mark, prose, ruleId, table } from "../../html/parts";
import type { Audited } from "../report";
import { chapter } from "./chapter";

/** The first screen: may it be built, and the numbers behind it. */
export interface SummaryView {
  readonly environment: string;
  /** Day the audit judged by. */
  readonly date: string;
  readonly verdict: "pass" | "fail";
  /** The verdict in a sentence. */
  readonly sentence: string;
  /** Findings that no waiver covers. */
  readonly failures: readonly {
    readonly rule: string;
    readonly requirement: string;
    readonly stack: string;
    readonly address: string;
    readonly fix: string;
  }[];
  /** What else must be mended, like an expired waiver: a sentence each. */
  readonly problems: readonly string[];
  /** Figures in large type with what they count; a cost has its currency. */
  readonly figures: readonly { readonly value: string; readonly label: string }[];
  /** Other facts, like account and region. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

export const summary = chapter({
  id: "summary",
  title: "Summary",
  lead: "May this environment be built as it is written?",
  view: summaryOf,
  render: ({
    verdict,
    sentence,
    failures,
    problems,
    figures,
    facts,
  }) => markup`<p class="verdict ${verdict}">${mark(verdict)} ${sentence}</p>
${
  failures.length > 0 &&
  table(
    "To be mended",
    ["Required", "Where", "How"],
    failures.map(({ rule, requirement, stack, address, fix }) => [
      linkTo(ruleId(rule), prose(requirement)),
      markup`${stack}<br>${linkToResource(stack, address)}`,
      prose(fix),
    ]),
  )
}
${problems.length > 0 && list(problems)}
<dl class="figures">${figures.map(({ value, label }) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
<dl class="facts">${facts.map(([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`,
});

function summaryOf({ environment, date, findings, verdict, sentence, problems, counts, rules }: Audited): SummaryView {
  const resources = environment.stacks.flatMap((stack) => stack.resources).length;
  const providers = environment.stacks.flatMap((stack) => stack.providers.filter(({ type }) => type === "aws"));
  const distinct = (key: string) => [...new Set(providers.flatMap(({ values }) => values[key] ?? []))].join(", ");
  return {
    environment: environment.name,
    date,
    verdict,
    sentence,
    failures: findings
      .filter((finding) => finding.verdict === "fail")
      .map(({ rule: { id, requirement, fix }, stack, address }) => ({ rule: id, requirement, fix, stack, address })),
    problems,
    figures: [
      { value: `${environment.stacks.length}`, label: "stacks" },
      { value: `${resources}`, label: "resources" },
      { value: `${rules}`, label: "rules" },
      { value: `${counts.pass}`, label: "checks passed" },
      { value: `${counts.waived}`, label: "waived" },
      { value: `${counts.fail}`, label: "failed" },
    ],
    facts: [
      ["AWS account", distinct("allowed_account_ids")],
      ["Region", distinct("region")],
    ],
  };
}
