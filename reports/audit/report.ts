import type { SupportCalendar } from "../built/support";
import { type CostReport, reportCost } from "../cost";
import { judge, RULES } from "../rules/judge";
import type { PackageLock } from "../sbom";
import type { Json, SynthesizedEnvironment, Values } from "../synthesized";
import { type AssessedFinding, type Evidence, evidenceOf } from "./evidence";
import { redact } from "./redaction";
import { type DifferenceHere, differencesIn, type ScannerDifference } from "./scanner-differences";
import type { WaiverRegister } from "./waivers";
import { applyWaivers, failuresOf } from "./waivers-apply";

/** What all environments are audited by. Nothing else decides: no clock, no network. */
export interface Audit {
  readonly environments: readonly SynthesizedEnvironment[];
  readonly register: WaiverRegister;
  /** The commit, and whether it was changed since, as the first page says it. @default a folder */
  readonly madeFrom?: string | undefined;
  /** What scanners find and nobody mends. @default nothing */
  readonly scanners?: readonly ScannerDifference[];
  /** Names of all environments there are, also of those that are not audited now. */
  readonly known: readonly string[];
  readonly support: SupportCalendar;
  /** Day of the audit, `yyyy-mm-dd`. */
  readonly date: string;
}

/** The bytes that an environment's audit is made from. */
export interface Inputs {
  /** Hashes of the synthesized files. */
  readonly hashes: readonly { readonly file: string; readonly sha256: string }[];
  /** Each stack's `cdk.tf.json` by the stack's id. */
  readonly files: Readonly<Record<string, Values>>;
  /** Each stack's charts, as texts by their path, by the stack's id. @default none */
  readonly assets?: Readonly<Record<string, Values>>;
  /** npm's lock file of this project. */
  readonly packageLock: PackageLock;
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
  readonly madeFrom?: string | undefined;
  /** What scanners find in the environment and nobody mends. */
  readonly differences: readonly DifferenceHere[];
  /** Rules that were applied. */
  readonly rules: number;
  readonly inputs: Inputs;
}

/** Judges all environments, and then each by itself. More than its budget fails an environment, too. */
export function audit(
  { environments, register, scanners = [], madeFrom, known, support, date }: Audit,
  inputsOf: (environment: SynthesizedEnvironment) => Inputs,
): Audited[] {
  const judged = environments.flatMap((environment) => judge({ environment, support, date }));
  const applied = applyWaivers({
    waivers: register.waivers,
    platform: register.platform ?? [],
    findings: judged,
    environments: environments.map(({ name }) => name),
    known,
    date,
  });
  const problems = [...register.problems, ...applied.problems];
  return environments.map((raw) => {
    const { environment, hide, scrub } = redact(raw);
    const findings = applied.findings
      .filter((finding) => finding.environment === raw.name)
      .map((finding) => ({
        ...finding,
        value: hide(finding.value, nameIn(finding.pointer)),
        address: String(scrub(finding.address)),
        pointer: String(scrub(finding.pointer)),
        constructPath: String(scrub(finding.constructPath)),
      }));
    const { files, assets = {}, ...others } = inputsOf(raw);
    const inputs = {
      ...others,
      files: Object.fromEntries(Object.entries(files).map(([id, json]) => [id, hide(json) as Values])),
      assets: Object.fromEntries(Object.entries(assets).map(([id, texts]) => [id, hide(texts) as Values])),
    };
    const cost = scrub(reportCost(raw, date) as unknown as Json) as unknown as CostReport;
    const failures = [...failuresOf(findings), ...cost.problems.map((problem) => `${environment.name}  ${problem}`)];
    const evidence = evidenceOf(environment.name, date, findings);
    return {
      environment,
      date,
      support,
      findings,
      evidence,
      cost,
      failures,
      problems,
      inputs,
      madeFrom,
      differences: differencesIn(raw, scanners, date),
      rules: RULES.length,
      ...verdictOf(findings, failures.length + problems.length),
    };
  });
}

const nameIn = (pointer: string): string => pointer.slice(pointer.lastIndexOf("/") + 1);

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
