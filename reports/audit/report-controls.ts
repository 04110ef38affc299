import type { ControlsView, RuleView } from "../html/sections/controls";
import type { WaiversView } from "../html/sections/waivers";
import { controlsOf, FRAMEWORKS, type Framework } from "../rules/controls";
import { RULES } from "../rules/judge";
import type { Rule } from "../rules/rule";
import type { AssessedFinding, Evidence } from "./evidence";

/** Values longer than this are cut: the resource itself shows all. */
const LONGEST_VALUE = 300;

/** Every rule with what it found, and every control with the rules that answer it. */
export function controlsView(evidence: Evidence, findings: readonly AssessedFinding[]): ControlsView {
  const frameworks = (Object.keys(FRAMEWORKS) as Framework[]).map((framework) => ({
    name: FRAMEWORKS[framework],
    controls: evidence.controls
      .filter((control) => control.framework === framework)
      .map(({ control, title, verdict, rules }) => ({
        id: control,
        title,
        verdict,
        rules: rules.map((it) => it.rule),
      })),
  }));
  return { rules: RULES.map((rule) => toView(rule, findings)), frameworks };
}

function toView(rule: Rule, findings: readonly AssessedFinding[]): RuleView {
  const own = findings.filter((finding) => finding.rule === rule);
  const { id, requirement, why, fix } = rule;
  const verdict = ["fail", "waived", "pass"].find((it) => own.some((finding) => finding.verdict === it));
  return {
    id,
    requirement,
    why,
    fix,
    verdict: verdict ?? "not applicable",
    controls: controlsOf(rule.controls).map((it) => ({ ...it, framework: FRAMEWORKS[it.framework] })),
    findings: own.map(({ stack, address, pointer, value, verdict: found }) => {
      const text = JSON.stringify(value);
      const shown = text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
      return { stack, address, pointer, value: shown, verdict: found };
    }),
  };
}

/** The waivers that count in an environment. */
export const waiversView = (findings: readonly AssessedFinding[]): WaiversView => ({
  waivers: findings.flatMap(({ waiver }) => (waiver ? [waiver] : [])),
});
