import { closest } from "fastest-levenshtein";
import { coversPattern } from "../built/patterns";
import { shortened } from "../built/text";
import { type Finding, RULES } from "../rules/judge";
import { adviceOf, type Rule, SEVERITIES } from "../rules/rule";
import type { AssessedFinding } from "./evidence";
import type { PlatformWaiver, Waiver } from "./waivers";

/** More would be a platform that does not follow its rules. */
const MOST_PER_ENVIRONMENT = 5;
/** Longer than this nobody looks again. */
const LONGEST_DAYS = 366;

/** Everything that decides about waivers. */
export interface WaiverCase {
  readonly waivers: readonly Waiver[];
  /** Of every environment; they are neither counted nor looked for in vain. @default none */
  readonly platform?: readonly PlatformWaiver[];
  /** Findings of the environments that are audited. */
  readonly findings: readonly Finding[];
  /** Names of the environments that are audited; waivers of others are left alone if `known` has them. */
  readonly environments: readonly string[];
  /** Names of all environments there are. @default those that are audited */
  readonly known?: readonly string[];
  /** Day of the audit, `yyyy-mm-dd`: given, because no report reads a clock. */
  readonly date: string;
  /** @default every rule */
  readonly rules?: readonly Rule[];
}

/** The findings with those waived that may be, and why the register is refused: one sentence each, with file and line. */
export function applyWaivers(from: WaiverCase): { findings: AssessedFinding[]; problems: string[] } {
  const { waivers, environments } = from;
  const own = waivers.filter(({ environment }) => environments.includes(environment));
  const wrong = new Map(waivers.map((waiver) => [waiver, problemOf(waiver, from)]));
  const findings = from.findings.map((finding): AssessedFinding => {
    const waiver =
      own.find((candidate) => concerns(candidate, finding) && wrong.get(candidate) === undefined) ??
      platformWaiver(finding, from);
    return waiver && finding.verdict === "fail" ? { ...finding, verdict: "waived", waiver } : finding;
  });
  const problems = waivers.flatMap((waiver) => {
    const problem = wrong.get(waiver);
    return problem ? [`${waiver.place}  ${waiver.rule}: ${problem}`] : [];
  });
  return { findings, problems: [...problems, ...platformProblems(from), ...tooMany(own)] };
}

/** The platform's own waiver for a finding, as one of its environment; an expired one does not count. */
function platformWaiver(finding: Finding, { platform = [], date }: WaiverCase): Waiver | undefined {
  const found = platform.find(
    ({ rule, stack, address, expires }) =>
      rule === finding.rule.id &&
      finding.rule.waivable !== false &&
      stack === finding.stack &&
      coversPattern(address, finding.address) &&
      expires >= date,
  );
  return found && { ...found, environment: finding.environment, address: finding.address };
}

/** Waivers of the platform that do not count, whatever is found. */
const platformProblems = ({ platform = [], date, rules = RULES }: WaiverCase): string[] =>
  platform.flatMap(({ place, rule: id, expires, owner }) => {
    const rule = rules.find((one) => one.id === id);
    const problem = !rule
      ? "no rule has this id"
      : rule.waivable === false
        ? `this rule may never be waived. ${adviceOf(rule)}`
        : expires < date
          ? `expired on ${expires}. ${adviceOf(rule)} Or agree on a new day with ${owner}`
          : daysBetween(date, expires) > LONGEST_DAYS
            ? `${expires} is more than a year away from ${date}; write an earlier day`
            : undefined;
    return problem ? [`${place}  ${id}: ${problem}`] : [];
  });

/** Every finding that fails and is not waived, as a sentence with what to write instead. */
export const failuresOf = (findings: readonly AssessedFinding[]): string[] =>
  findings
    .filter(({ verdict }) => verdict === "fail")
    .sort((a, b) => SEVERITIES.indexOf(a.rule.severity) - SEVERITIES.indexOf(b.rule.severity))
    .map(
      ({ environment, stack, address, rule, value, pointer }) =>
        `${environment}-${stack}  ${address}: ${rule.severity}: ${rule.requirement} ${pointer} is ${brief(value)}; ${adviceOf(rule)} (${rule.id})`,
    );

const brief = (value: unknown): string => {
  const text = JSON.stringify(value);
  return shortened(text, 120);
};

const concerns = (waiver: Waiver, finding: Finding): boolean =>
  waiver.rule === finding.rule.id &&
  waiver.environment === finding.environment &&
  waiver.stack === finding.stack &&
  waiver.address === finding.address;

/** Why one waiver does not count, and what to do about it. */
function problemOf(waiver: Waiver, { waivers, findings, environments, known, date, rules = RULES }: WaiverCase) {
  const { environment, stack, address, expires } = waiver;
  const names = known ?? environments;
  const rule = rules.find(({ id }) => id === waiver.rule);
  if (!rule)
    return `no rule has this id; did you mean ${closest(
      waiver.rule,
      rules.map(({ id }) => id),
    )}?`;
  if (!names.includes(environment))
    return `there is no environment ${environment}; write one of ${[...new Set(names)].join(", ")}, or remove the waiver`;
  if (rule.waivable === false) return `this rule may never be waived. ${adviceOf(rule)}`;
  if (expires < date) return `expired on ${expires}. ${adviceOf(rule)} Or agree on a new day with ${waiver.owner}`;
  if (daysBetween(date, expires) > LONGEST_DAYS)
    return `${expires} is more than a year away from ${date}; write an earlier day`;
  if (waivers.find((other) => sameMatter(other, waiver)) !== waiver) return "is here twice; remove one of the two";
  if (!environments.includes(environment)) return undefined;
  const finding = findings.find((candidate) => concerns(waiver, candidate));
  if (!finding) return `${environment}-${stack} has no ${address} that this rule is about; remove the waiver`;
  return finding.verdict === "pass" ? `${address} follows the rule now; remove the waiver` : undefined;
}

const sameMatter = (a: Waiver, b: Waiver): boolean =>
  a.rule === b.rule && a.environment === b.environment && a.stack === b.stack && a.address === b.address;

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

const tooMany = (waivers: readonly Waiver[]): string[] =>
  [...new Set(waivers.map(({ environment }) => environment))].flatMap((environment) => {
    const own = waivers.filter((waiver) => waiver.environment === environment);
    const first = own[MOST_PER_ENVIRONMENT];
    return first
      ? [`${first.place}  ${environment} has ${own.length} waivers; ${MOST_PER_ENVIRONMENT} are the most: fix one`]
      : [];
  });
