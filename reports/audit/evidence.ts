import { controlsOf, FRAMEWORKS, type Framework, TITLES } from "../rules/controls";
import { LIMITS, TOTALS, UNANSWERED, type Unanswered } from "../rules/controls/unanswered";
import { type Finding, RULES } from "../rules/judge";
import type { Rule } from "../rules/rule";
import type { Json } from "../synthesized";
import type { Waiver } from "./waivers";

/**
 * Of one finding, one rule or one control. `not applicable`: nothing in the environment is concerned.
 * `not judged`: what rules see is fine, and there is more that none of them sees. */
export type Verdict = "pass" | "fail" | "waived" | "not judged" | "not applicable";

/** A finding after the waivers were applied. */
export interface AssessedFinding extends Omit<Finding, "verdict"> {
  readonly verdict: Verdict;
  readonly waiver?: Waiver;
}

/** What one rule found at one address. */
export interface EvidenceEntry {
  readonly stack: string;
  readonly address: string;
  /** File below the output folder, and where in it. */
  readonly file: string;
  readonly pointer: string;
  readonly value: Json;
  readonly constructPath: string;
  readonly verdict: Verdict;
  /** Of a waived finding. */
  readonly waivedUntil?: string;
}

export interface RuleEvidence {
  readonly rule: string;
  readonly requirement: string;
  readonly verdict: Verdict;
  readonly findings: readonly EvidenceEntry[];
}

export interface ControlEvidence {
  readonly framework: Framework;
  readonly control: string;
  readonly title: string;
  readonly verdict: Verdict;
  /** What no rule sees of it, so that a pass is one of the rest alone. */
  readonly notJudged?: string;
  readonly rules: readonly RuleEvidence[];
}

/** How many controls of a framework rules answer, and who answers for the others. */
export interface Coverage {
  readonly framework: Framework;
  readonly name: string;
  readonly answered: number;
  /** All controls of the framework that concern what is built here; undefined where nobody has counted them. */
  readonly of?: number;
  readonly unanswered: readonly Unanswered[];
}

/** The content of `evidence.json` of one environment. */
export interface Evidence {
  readonly environment: string;
  /** Day that support and waivers were judged against. */
  readonly date: string;
  readonly frameworks: Readonly<Record<Framework, string>>;
  readonly coverage: readonly Coverage[];
  /** Every control that a rule answers, also where nothing in this environment is concerned. */
  readonly controls: readonly ControlEvidence[];
}

/** From control to rule to resource to value. Sorted by framework, control, rule, stack and address; pure. */
export function evidenceOf(
  environment: string,
  date: string,
  findings: readonly AssessedFinding[],
  rules: readonly Rule[] = RULES,
): Evidence {
  const byRule = rules.map((rule) => ({ rule, evidence: ruleEvidence(rule, findings) }));
  const controls = (Object.keys(TITLES) as Framework[]).flatMap((framework) =>
    Object.entries(TITLES[framework]).flatMap(([control, title]): ControlEvidence[] => {
      const answering = byRule
        .filter(({ rule }) => controlsOf(rule.controls).some((it) => it.framework === framework && it.id === control))
        .map(({ evidence }) => evidence);
      return answering.length === 0
        ? []
        : [
            {
              framework,
              control,
              title,
              verdict: partly(worst(answering.map(({ verdict }) => verdict)), LIMITS[framework]?.[control]),
              ...(LIMITS[framework]?.[control] && { notJudged: LIMITS[framework]?.[control] }),
              rules: answering,
            },
          ];
    }),
  );
  return { environment, date, frameworks: FRAMEWORKS, coverage: coverageOf(controls), controls };
}

/** How much of every framework is answered, and why the rest is not. */
const coverageOf = (controls: readonly ControlEvidence[]): Coverage[] =>
  (Object.keys(FRAMEWORKS) as Framework[]).map((framework) => ({
    framework,
    name: FRAMEWORKS[framework],
    answered: controls.filter((control) => control.framework === framework).length,
    ...(TOTALS[framework] !== undefined && { of: TOTALS[framework] }),
    unanswered: UNANSWERED[framework] ?? [],
  }));

/** The same evidence always gives the same bytes. */
export const evidenceJson = (evidence: Evidence): string => `${JSON.stringify(evidence, undefined, 1)}\n`;

function ruleEvidence(rule: Rule, findings: readonly AssessedFinding[]): RuleEvidence {
  const own = findings.filter((finding) => finding.rule.id === rule.id).map(toEntry);
  const { id, requirement } = rule;
  return { rule: id, requirement, verdict: worst(own.map(({ verdict }) => verdict)), findings: own };
}

const toEntry = (finding: AssessedFinding): EvidenceEntry => {
  const { stack, address, file, pointer, value, constructPath, verdict, waiver } = finding;
  const until = waiver ? { waivedUntil: waiver.expires } : {};
  return { stack, address, file, pointer, value, constructPath, verdict, ...until };
};

const partly = (verdict: Verdict, limit: string | undefined): Verdict =>
  limit !== undefined && (verdict === "pass" || verdict === "not applicable") ? "not judged" : verdict;

const WORST_FIRST: readonly Verdict[] = ["fail", "waived", "pass"];

const worst = (verdicts: readonly Verdict[]): Verdict =>
  WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? "not applicable";
