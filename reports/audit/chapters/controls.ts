import { shortened } from "../../built/text";
import { type Markup, markup } from "../../html/markup";
import { code, filter, linkTo, linkToResource, mark, prose, ruleId, table } from "../../html/parts";
import { controlsOf, FRAMEWORKS, type Framework } from "../../rules/controls";
import { blocksOf, RULES } from "../../rules/judge";
import { adviceOf, type Rule } from "../../rules/rule";
import type { SynthesizedEnvironment } from "../../synthesized";
import type { AssessedFinding, Coverage, Evidence } from "../evidence";
import { waiverEntry } from "../waiver-entry";
import { chapter } from "./chapter";

/** One rule, why it is there and what it found. */
export interface RuleView {
  readonly id: string;
  readonly requirement: string;
  readonly why: string;
  readonly fix: string;
  readonly verdict: string;
  readonly severity: string;
  readonly controls: readonly { readonly framework: string; readonly id: string; readonly title: string }[];
  readonly findings: readonly {
    readonly stack: string;
    readonly address: string;
    /** Where in the block, as a JSON pointer; empty for the block itself. */
    readonly pointer: string;
    /** As JSON. */
    readonly value: string;
    readonly verdict: string;
    /** What to write into waivers.yaml; undefined when it passes, or may not be waived. */
    readonly entry?: string;
    /** Of a waived one. */
    readonly waiver?: { readonly reason: string; readonly owner: string; readonly expires: string };
  }[];
}

/** One control of a framework and the rules that answer it. */
export interface ControlView {
  readonly id: string;
  readonly title: string;
  readonly verdict: string;
  readonly rules: readonly string[];
  /** What no rule sees of it. */
  readonly notJudged?: string;
}

export interface ControlsView {
  readonly rules: readonly RuleView[];
  readonly frameworks: readonly {
    readonly name: string;
    readonly controls: readonly ControlView[];
    readonly coverage: Coverage;
  }[];
}

export const controls = chapter({
  id: "controls",
  title: "Controls",
  lead: "Which rules were applied, what did each find at which place, and which controls of the frameworks do they answer?",
  view: ({ evidence, findings, environment }) => controlsView(evidence, findings, pointersOf(environment)),
  render: ({ rules, frameworks }) => markup`<h3>Rules</h3>
${filter("rule-list", "rules", [{ key: "verdict", label: "Verdict", values: [...new Set(rules.map(({ verdict }) => verdict))].sort() }])}
<div class="items" id="rule-list">${[...rules].sort(worstFirst).map(ruleDetails)}</div>
<h3>Frameworks</h3>
${frameworks.map(frameworkDetails)}`,
});

const ORDER = ["fail", "waived", "pass", "not applicable"];

const worstFirst = (a: RuleView, b: RuleView): number =>
  ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || (a.id < b.id ? -1 : 1);

const ruleDetails = ({
  id,
  requirement,
  why,
  fix,
  verdict,
  severity,
  controls: answered,
  findings,
}: RuleView): Markup =>
  markup`<details class="item" id="${ruleId(id)}" data-verdict="${verdict}"><summary>${mark(verdict)} <span class="sentence">${prose(requirement)}</span> <span class="aside">${findings.length === 0 ? "concerns nothing" : `${findings.length} checked`}</span></summary>
<dl class="where"><div><dt>Rule</dt><dd>${code(id)}</dd></div><div><dt>Severity</dt><dd>${severity}</dd></div><div><dt>Otherwise</dt><dd>${prose(why)}</dd></div><div><dt>To mend</dt><dd>${prose(fix)}</dd></div>
<div><dt>Answers</dt><dd><ul class="plain">${answered.map((it) => markup`<li>${it.framework} ${code(it.id)} ${it.title}</li>`)}</ul></dd></div></dl>
${
  findings.length > 0 &&
  table(
    `What ${id} found`,
    ["Verdict", "Stack", "Address", "Argument", "Value"],
    alike(findings).map(([{ stack, address, pointer, value, verdict: found, waiver }, ...others]) => [
      waiver ? markup`${mark(found)} until ${waiver.expires} by ${waiver.owner}: ${waiver.reason}` : mark(found),
      stack,
      [linkToResource(stack, address), ...others.map((one) => markup`<br>${linkToResource(one.stack, one.address)}`)],
      pointer === "" ? "" : code(pointer),
      found === "pass" && value === "null" ? "" : code(value),
    ]),
  )
}${findings
  .flatMap(({ entry }) => entry ?? [])
  .map((entry) => markup`<p>To waive it, in ${code("waivers.yaml")}:</p><pre>${entry}</pre>`)}</details>\n`;

type FindingView = RuleView["findings"][number];

/** Findings by row: what passes in one stack in the same way, with nothing there, is one. */
function alike(findings: RuleView["findings"]): [FindingView, ...FindingView[]][] {
  const rows = new Map<string, [FindingView, ...FindingView[]]>();
  for (const finding of findings) {
    const { stack, address, pointer, value, verdict } = finding;
    const isPlain = verdict === "pass" && value === "null";
    const key = JSON.stringify([stack, verdict, pointer, isPlain ? "" : address]);
    const row = rows.get(key);
    if (row) row.push(finding);
    else rows.set(key, [finding]);
  }
  return [...rows.values()];
}

const frameworkDetails = ({ name, controls: all, coverage }: ControlsView["frameworks"][number]): Markup =>
  markup`<details class="item"><summary><span class="sentence">${name}</span> <span class="aside">rules answer ${coverage.answered}${coverage.of !== undefined && ` of ${coverage.of}`} controls</span></summary>
${table(
  `Controls of ${name}`,
  ["Control", "What it asks", "Verdict", "Rules"],
  all.map(({ id, title, verdict, rules, notJudged }) => [
    code(id),
    notJudged ? markup`${title}. <em>${notJudged}</em>` : title,
    mark(verdict),
    rules.map((rule) => markup`<span class="nowrap">${linkTo(ruleId(rule), rule)}</span> `),
  ]),
)}${
  coverage.unanswered.length > 0 &&
  table(
    `Controls of ${name} that no rule answers`,
    ["Control", "Where", "Why"],
    coverage.unanswered.map(({ control, kind, why }) => [code(control), kind, why]),
  )
}</details>\n`;

/** Values longer than this are cut: the resource itself shows all. Of what passes less is of interest. */
const LONGEST_VALUE = 300;
const LONGEST_PASSING = 60;

/** Where every block is, by its stack and address. */
type Pointers = ReadonlyMap<string, string>;

const pointersOf = ({ stacks }: SynthesizedEnvironment): Pointers =>
  new Map(stacks.flatMap(blocksOf).map(({ stack, address, pointer }) => [`${stack} ${address}`, pointer]));

/** Every rule with what it found, and every control with the rules that answer it. */
function controlsView(evidence: Evidence, findings: readonly AssessedFinding[], pointers: Pointers): ControlsView {
  const frameworks = (Object.keys(FRAMEWORKS) as Framework[]).map((framework) => ({
    name: FRAMEWORKS[framework],
    controls: evidence.controls
      .filter((control) => control.framework === framework)
      .map(({ control, title, verdict, rules, notJudged }) => ({
        id: control,
        title,
        verdict,
        rules: rules.map((it) => it.rule),
        ...(notJudged && { notJudged }),
      })),
    coverage: evidence.coverage.find((one) => one.framework === framework) as Coverage,
  }));
  return { rules: RULES.map((rule) => toView(rule, findings, pointers)), frameworks };
}

function toView(rule: Rule, findings: readonly AssessedFinding[], pointers: Pointers): RuleView {
  const own = findings.filter((finding) => finding.rule === rule);
  const { id, requirement, why } = rule;
  const verdict = ["fail", "waived", "pass"].find((it) => own.some((finding) => finding.verdict === it));
  return {
    id,
    requirement,
    why,
    fix: adviceOf(rule),
    severity: rule.severity,
    verdict: verdict ?? "not applicable",
    controls: controlsOf(rule.controls).map((it) => ({ ...it, framework: FRAMEWORKS[it.framework] })),
    findings: own.map((finding) => {
      const { stack, address, pointer, value, verdict: found, waiver } = finding;
      const isOpen = found === "fail" && rule.waivable !== false;
      const block = pointers.get(`${stack} ${address}`) ?? "";
      return {
        stack,
        address,
        pointer: pointer.startsWith(block) ? pointer.slice(block.length) : pointer,
        value: shortened(JSON.stringify(value), found === "pass" ? LONGEST_PASSING : LONGEST_VALUE),
        verdict: found,
        ...(isOpen && { entry: waiverEntry(finding) }),
        ...(waiver && { waiver }),
      };
    }),
  };
}
