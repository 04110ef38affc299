import { resolve } from "node:path";
import { LARGE_PLANS, type LargePlan, writeLargePlan } from "./large-plans";
import { type Candidate, inFolder, measure, print } from "./measure";

/** What is promised of a review of ten thousand changes on two cores, whatever changes: seconds, and megabytes. */
const MAX_SECONDS = 4;
const MAX_MEGABYTES = 600;
/** A change among many takes at most so many times as long as one among a few. */
const MAX_GROWTH = 1.5;

const NONE = 10;
const FEW = 1000;
const MANY = 10_000;
/** Exit code of a review that refuses what it has read. */
const REFUSED = 2;
const PROGRAM = resolve(__dirname, "../cli/aws-platform.js");

/** Measures the review of large plans, a kind of change each. Returns the exit code: 1 when a promise is broken. */
export function benchReview(): 0 | 1 {
  const rows = inFolder((folder) => LARGE_PLANS.map((kind) => measureKind(kind, folder)));
  print([
    [`${MANY} changes of`, "seconds", "MB", "growth"],
    ...rows.map(({ kind, seconds, megabytes, growth }) => [
      kind,
      seconds.toFixed(1),
      megabytes.toFixed(0),
      growth.toFixed(2),
    ]),
  ]);
  console.log(
    `\nat most ${MAX_SECONDS} s and ${MAX_MEGABYTES} MB; a change among ${MANY} takes so many times as long as one among ${FEW} (1 is linear; at most ${MAX_GROWTH})`,
  );
  const isFine = rows.every(
    ({ seconds, megabytes, growth }) => seconds <= MAX_SECONDS && megabytes <= MAX_MEGABYTES && growth <= MAX_GROWTH,
  );
  return isFine ? 0 : 1;
}

function measureKind(kind: LargePlan, temporary: string) {
  const review = (count: number): Candidate => ({
    name: `${count}`,
    args: [PROGRAM, "review", writeLargePlan(kind, count, temporary)],
    mayEndWith: REFUSED,
  });
  const [none, few, many] = measure([NONE, FEW, MANY].map(review), 3, temporary);
  if (!none || !few || !many) throw new Error(`nothing was measured of ${kind}`);
  const each = ({ seconds }: typeof few, count: number) => (seconds - none.seconds) / (count - NONE);
  return { ...many, kind, growth: each(many, MANY) / each(few, FEW) };
}
