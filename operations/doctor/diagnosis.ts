import type { Check, Finding, Subject, Verdict } from "./check";
import { unchecked } from "./check";
import { CHECKS, CREDENTIALS } from "./checks";

/** One line of the report. */
export interface Line extends Finding {
  readonly check: string;
}

/** What was found before a deployment. */
export interface Diagnosis {
  readonly environment: string;
  readonly lines: readonly Line[];
  readonly counts: Readonly<Record<Verdict, number>>;
  /** 0: everything was looked at and is fine; 1: something could not be looked at; 2: there is a problem. */
  readonly exitCode: 0 | 1 | 2;
}

/** Looks at everything; what could not be looked at is said, and never counts as fine. */
export async function diagnose(subject: Subject, checks: readonly Check[] = CHECKS): Promise<Diagnosis> {
  const credentials = await runCheck(CREDENTIALS, subject);
  const canAsk = credentials.every(({ verdict }) => verdict === "fine");
  const found = await Promise.all(
    checks.map(async (check) => {
      if (check.id === CREDENTIALS.id) return credentials;
      if (check.where === "aws" && !canAsk) return [notAsked(check)];
      return runCheck(check, subject);
    }),
  );
  const lines = found.flat();
  const count = (verdict: Verdict): number => lines.filter((line) => line.verdict === verdict).length;
  const counts = { fine: count("fine"), note: count("note"), problem: count("problem"), unchecked: count("unchecked") };
  return {
    environment: subject.environment.name,
    lines,
    counts,
    exitCode: counts.problem > 0 ? 2 : counts.unchecked > 0 ? 1 : 0,
  };
}

async function runCheck(check: Check, subject: Subject): Promise<Line[]> {
  try {
    return (await check.run(subject)).map((finding) => ({ check: check.id, ...finding }));
  } catch (error) {
    return [{ check: check.id, ...unchecked(error) }];
  }
}

const notAsked = ({ id, what }: Check): Line => ({
  check: id,
  verdict: "unchecked",
  sentence: `${what}: not checked, because the credentials are not those of the account`,
  cure: "see credentials",
});
