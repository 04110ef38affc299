import { markup } from "../markup";
import { linkTo, linkToResource, list, mark, prose, ruleId, table } from "../parts";
import { section } from "../section";

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

export const summary = section(
  "summary",
  "Summary",
  "May this environment be built as it is written?",
  ({
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
);
