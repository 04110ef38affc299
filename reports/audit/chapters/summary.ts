import { inWords } from "../../cost";
import { markup } from "../../html/markup";
import { linkTo, linkToResource, list, mark, prose, ruleId, table } from "../../html/parts";
import { adviceOf, SEVERITIES, type Severity } from "../../rules/rule";
import type { AssessedFinding } from "../evidence";
import type { Audited } from "../report";
import { chapter } from "./chapter";
import { versionsView } from "./versions";

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
    readonly severity: Severity;
    readonly stack: string;
    readonly address: string;
    readonly fix: string;
  }[];
  /** What else must be mended, like an expired waiver: a sentence each. */
  readonly problems: readonly string[];
  /** Figures in large type with what they count; a cost has its currency. */
  readonly figures: readonly { readonly value: string; readonly label: string }[];
  /** Other facts, like account and region: a text, or the resources that it is about. */
  readonly facts: readonly (readonly [label: string, value: string | readonly ResourceAt[]])[];
}

interface ResourceAt {
  readonly stack: string;
  readonly address: string;
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
    ["Severity", "Required", "Where", "How"],
    failures.map(({ rule, requirement, severity, stack, address, fix }) => [
      severity,
      linkTo(ruleId(rule), prose(requirement)),
      markup`${stack}<br>${linkToResource(stack, address)}`,
      prose(fix),
    ]),
  )
}
${problems.length > 0 && list(problems)}
<dl class="figures">${figures.map(({ value, label }) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>
<dl class="facts">${facts.map(([label, value]) => markup`<div><dt>${label}</dt><dd>${typeof value === "string" ? value : value.map(({ stack, address }, i) => markup`${i > 0 && markup`<br>`}${linkToResource(stack, address)}`)}</dd></div>`)}</dl>`,
});

function summaryOf(audited: Audited): SummaryView {
  const { environment, date, findings, verdict, sentence, problems, counts, rules, cost } = audited;
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
      .map(({ rule, stack, address }) => ({
        rule: rule.id,
        requirement: rule.requirement,
        severity: rule.severity,
        fix: adviceOf(rule),
        stack,
        address,
      }))
      .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)),
    problems: [...problems, ...cost.problems],
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
      [
        "Cost",
        inWords(cost.monthly) +
          (cost.budgets[0] ? ` a month, of a budget of $${cost.budgets[0].limitUsd}` : " a month"),
      ],
      ["Open to the internet", openIn(findings)],
      ["Support ends first", firstEndIn(audited)],
      ["Waiver that ends first", firstWaiverIn(findings)],
      ["Made from", audited.madeFrom ?? "a folder of synthesized JSON"],
      ["Tool", `aws-platform ${audited.inputs.packageLock.version ?? ""}`],
    ],
  };
}

/** What lets in everybody, by the rule that looks at each of them. */
function openIn(findings: readonly AssessedFinding[]): string | readonly ResourceAt[] {
  const open = findings.filter(({ rule }) => rule.id === "only-web-open-to-everybody");
  return open.length > 0 ? open.map(({ stack, address }) => ({ stack, address })) : "nothing";
}

function firstEndIn({ environment, support }: Audited): string {
  const [first] = versionsView(environment, support)
    .dated.filter(({ endStandard }) => endStandard !== undefined)
    .sort((a, b) => ((a.endStandard ?? "") < (b.endStandard ?? "") ? -1 : 1));
  return first ? `${first.endStandard}: ${first.what} ${first.version}` : "no date announced";
}

function firstWaiverIn(findings: readonly AssessedFinding[]): string {
  const [first] = findings.flatMap(({ waiver }) => waiver ?? []).sort((a, b) => (a.expires < b.expires ? -1 : 1));
  return first ? `${first.expires}: ${first.rule} (${first.owner})` : "none";
}
