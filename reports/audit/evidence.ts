import { CONTROLS, controlsOf, FRAMEWORKS, type Framework } from "../rules/controls";
import { type Finding, RULES } from "../rules/judge";
import type { Rule } from "../rules/rule";
import type { Json } from "../synthesized";
import type { Waiver } from "./waivers";

/** Of one finding, one rule or one control. `not applicable`: nothing in the environment is concerned. */
export type Verdict = "pass" | "fail" | "waived" | "not applicable";

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
  readonly rules: readonly RuleEvidence[];
}

/** The content of `evidence.json` of one environment. */
export interface Evidence {
  readonly environment: string;
  /** Day that support and waivers were judged against. */
  readonly date: string;
  readonly frameworks: Readonly<Record<Framework, string>>;
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
  const controls = (Object.keys(CONTROLS) as Framework[]).flatMap((framework) =>
    Object.entries(CONTROLS[framework]).flatMap(([control, title]): ControlEvidence[] => {
      const answering = byRule
        .filter(({ rule }) => controlsOf(rule.controls).some((it) => it.framework === framework && it.id === control))
        .map(({ evidence }) => evidence);
      return answering.length === 0
        ? []
        : [{ framework, control, title, verdict: worst(answering.map(({ verdict }) => verdict)), rules: answering }];
    }),
  );
  return { environment, date, frameworks: FRAMEWORKS, controls };
}

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

const WORST_FIRST: readonly Verdict[] = ["fail", "waived", "pass"];

const worst = (verdicts: readonly Verdict[]): Verdict =>
  WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? "not applicable";
