import { join, resolve } from "node:path";
import { type Candidate, inFolder, manyEnvironments, measure, print } from "./measure";

/** What is promised of the audit on two cores: seconds for the shipped environments, and for many; and megabytes. */
const MAX_SECONDS = 5;
const MAX_SECONDS_OF_MANY = 90;
const MAX_MEGABYTES = 1024;
/** An environment among many takes at most so many times as long as one among a few. */
const MAX_GROWTH = 1.5;

const FEW = 10;
const MANY = 100;
const PROGRAM = resolve(__dirname, "../cli/aws-platform.js");

/** Measures the audit of the shipped environments, of ten and of a hundred. Returns the exit code: 1 when a promise is broken. */
export const benchAudit = (): 0 | 1 => inFolder(measureAll);

function measureAll(temporary: string): 0 | 1 {
  const audit = (name: string, env: NodeJS.ProcessEnv): Candidate => ({
    name,
    args: [PROGRAM, "audit", "--report"],
    env: { AUDIT_OUTDIR: join(temporary, "audit"), ...env },
  });
  const of = (count: number) =>
    audit(`${count} environments`, { ENVIRONMENTS_DIR: manyEnvironments(count, temporary) });
  const [shipped, one] = measure([audit("the shipped environments", {}), of(1)], 3, temporary);
  const [few, many] = measure([of(FEW), of(MANY)], 1, temporary);
  if (!shipped || !one || !few || !many) return 1;
  const each = (measured: typeof few, count: number) => (measured.seconds - one.seconds) / (count - 1);
  const growth = each(many, MANY) / each(few, FEW);
  print(
    [shipped, one, few, many].map(({ name, seconds, megabytes }) => [
      name,
      `${seconds.toFixed(1)} s`,
      `${megabytes.toFixed(0)} MB`,
    ]),
  );
  console.log(
    `\nboth at most ${MAX_SECONDS} s; ${MANY} at most ${MAX_SECONDS_OF_MANY} s and ${MAX_MEGABYTES} MB; an environment among ${MANY} takes ${growth.toFixed(2)} times as long as one among ${FEW} (at most ${MAX_GROWTH})`,
  );
  const isFine =
    shipped.seconds <= MAX_SECONDS &&
    many.seconds <= MAX_SECONDS_OF_MANY &&
    many.megabytes <= MAX_MEGABYTES &&
    growth <= MAX_GROWTH;
  return isFine ? 0 : 1;
}
