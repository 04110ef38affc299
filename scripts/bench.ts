import { resolve } from "node:path";
import { inFolder, manyEnvironments, measure, print } from "./measure";

/** What is promised: synthesis takes at most so many times as long as loading cdktf, and at most so much memory. */
const MAX_RATIO = 2.5;
const MAX_MEGABYTES = 150;
const MAIN = resolve(__dirname, "../main.js");
const ROOTS = ["aws", "kubernetes", "helm"].flatMap((provider) => ["-r", `@cdktf/provider-${provider}`]);

/** Prints ratios measured side by side in this run, and returns the exit code: 1 when a promise is broken. */
export const bench = (): 0 | 1 => inFolder(measureAll);

function measureAll(temporary: string): 0 | 1 {
  const synth = { name: "synthesize both environments", args: [MAIN] };
  const [ours, cdktf] = measure(
    [synth, { name: "load cdktf and nothing else", args: ["-e", "require('cdktf')"] }],
    11,
    temporary,
  );
  const [beside, common] = measure(
    [synth, { name: "the same with package-root imports", args: [...ROOTS, MAIN] }],
    3,
    temporary,
  );
  if (!ours || !cdktf || !beside || !common) return 1;
  print(
    [ours, cdktf, common].map(({ name, seconds, megabytes }) => [
      name,
      `${(seconds * 1000).toFixed(0)} ms`,
      `${megabytes.toFixed(0)} MB`,
      `${(seconds / cdktf.seconds).toFixed(2)} x`,
    ]),
  );
  const ratio = ours.seconds / cdktf.seconds;
  console.log(
    `\nsynthesis / loading cdktf: ${ratio.toFixed(2)} (at most ${MAX_RATIO}); memory: ${ours.megabytes.toFixed(0)} MB (at most ${MAX_MEGABYTES})`,
  );
  console.log(
    `package-root imports take ${(common.seconds / beside.seconds).toFixed(1)} times as long and ${(common.megabytes / beside.megabytes).toFixed(1)} times the memory (ts-node, which does not run with this compiler, would come on top)\n`,
  );

  const sizes = [1, 10, 100];
  const many = sizes.map((count) => ({
    name: `${count} environments`,
    args: [MAIN],
    env: { ENVIRONMENTS_DIR: manyEnvironments(count, temporary) },
  }));
  const grown = measure(many, 3, temporary);
  const perEnvironment = grown.map(
    ({ seconds }, i) => (seconds - (grown[0]?.seconds ?? 0)) / ((sizes[i] ?? 1) - 1 || 1),
  );
  print(
    grown.map(({ name, seconds, megabytes }, i) => [
      name,
      `${(seconds * 1000).toFixed(0)} ms`,
      `${megabytes.toFixed(0)} MB`,
      i === 0 ? "" : `${((perEnvironment[i] ?? 0) * 1000).toFixed(1)} ms for each further one`,
    ]),
  );
  const growth = (perEnvironment[2] ?? 0) / (perEnvironment[1] ?? 1);
  console.log(
    `\nan environment among 100 takes ${growth.toFixed(2)} times as long as one among 10 (1 is linear; at most 1.5)`,
  );
  return ratio <= MAX_RATIO && ours.megabytes <= MAX_MEGABYTES && growth <= 1.5 ? 0 : 1;
}
