import type { CostReport } from "../cost";
import type { SynthesizedEnvironment } from "../synthesized";
import { type AssessedFinding, type Evidence, evidenceOf } from "./evidence";
import { judge, RULES } from "./judge";
import type { SupportCalendar } from "./support";
import type { WaiverRegister } from "./waivers";
import { applyWaivers, failuresOf } from "./waivers-apply";

/** What all environments are audited by. Nothing else decides: no clock, no network. */
export interface Audit {
  readonly environments: readonly SynthesizedEnvironment[];
  readonly register: WaiverRegister;
  /** Names of all environments there are, also of those that are not audited now. */
  readonly known: readonly string[];
  readonly support: SupportCalendar;
  /** Day of the audit, `yyyy-mm-dd`. */
  readonly date: string;
}

/** What was found in one environment. */
export interface Audited {
  readonly environment: SynthesizedEnvironment;
  readonly date: string;
  readonly support: SupportCalendar;
  readonly findings: readonly AssessedFinding[];
  readonly evidence: Evidence;
  readonly cost: CostReport;
  readonly verdict: "pass" | "fail";
  /** The verdict in a sentence. */
  readonly sentence: string;
  /** Findings without a waiver, in sentences. */
  readonly failures: readonly string[];
  /** What is wrong with the waivers, in sentences. Of whichever environment: the register is one. */
  readonly problems: readonly string[];
  readonly counts: Readonly<Record<"pass" | "waived" | "fail", number>>;
  /** Rules that were applied. */
  readonly rules: number;
  /** The files it was made from. */
  readonly hashes: readonly { readonly file: string; readonly sha256: string }[];
}

/**
 * Judges all environments, and then each by itself. `hashesOf` says what the bytes of an environment's input were, `costOf`
 * what it costs: more than its budget fails it.
 */
export function audit(
  { environments, register, known, support, date }: Audit,
  hashesOf: (environment: SynthesizedEnvironment) => Audited["hashes"],
  costOf: (environment: SynthesizedEnvironment) => CostReport,
): Audited[] {
  const judged = environments.flatMap((environment) => judge({ environment, support, date }));
  const applied = applyWaivers({
    waivers: register.waivers,
    findings: judged,
    environments: environments.map(({ name }) => name),
    known,
    date,
  });
  const problems = [...register.problems, ...applied.problems];
  return environments.map((environment) => {
    const findings = applied.findings.filter((finding) => finding.environment === environment.name);
    const cost = costOf(environment);
    const failures = [...failuresOf(findings), ...cost.problems.map((problem) => `${environment.name}  ${problem}`)];
    const evidence = evidenceOf(environment.name, date, findings);
    const hashes = hashesOf(environment);
    return {
      environment,
      date,
      support,
      findings,
      evidence,
      cost,
      failures,
      problems,
      hashes,
      rules: RULES.length,
      ...verdictOf(findings, failures.length + problems.length),
    };
  });
}

function verdictOf(findings: readonly AssessedFinding[], open: number) {
  const count = (verdict: string) => findings.filter((finding) => finding.verdict === verdict).length;
  const counts = { pass: count("pass"), waived: count("waived"), fail: count("fail") };
  const waived = counts.waived > 0 ? `, but for ${counts.waived} with a waiver` : "";
  const sentence =
    open === 0
      ? `Every rule is followed${waived}.`
      : `${open === 1 ? "One thing" : `${open} things`} must be mended first.`;
  return { counts, verdict: open === 0 ? ("pass" as const) : ("fail" as const), sentence };
}
