import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What is promised: synthesis takes at most so many times as long as loading cdktf, and at most so much memory. */
const MAX_RATIO = 2.5;
const MAX_MEGABYTES = 150;
const MAIN = resolve(__dirname, "../main.js");
const ROOTS = ["aws", "kubernetes", "helm"].flatMap((provider) => ["-r", `@cdktf/provider-${provider}`]);
const ENVIRONMENTS = resolve("__tests__/fixtures/environments");
const PEAK = join(__dirname, "peak-memory.js");

/** One way of running node, and the environment variables it gets. */
interface Candidate {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

interface Measured {
  readonly name: string;
  readonly seconds: number;
  readonly megabytes: number;
}

const temporary = mkdtempSync(join(tmpdir(), "bench-"));
/** Prints ratios measured side by side in this run, and returns the exit code: 1 when a promise is broken. */
export function bench(): 0 | 1 {
  try {
    return measureAll();
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function measureAll(): 0 | 1 {
  const synth = { name: "synthesize both environments", args: [MAIN] };
  const [ours, cdktf] = measure([synth, { name: "load cdktf and nothing else", args: ["-e", "require('cdktf')"] }], 11);
  const [beside, common] = measure([synth, { name: "the same with package-root imports", args: [...ROOTS, MAIN] }], 3);
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
  const grown = measure(sizes.map(manyEnvironments), 3);
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

/** Runs the candidates in turn, round after round, so that a busy moment of the machine meets all of them; medians. */
function measure(candidates: readonly Candidate[], rounds: number): Measured[] {
  const samples = candidates.map((): { seconds: number; megabytes: number }[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, candidate] of candidates.entries()) samples[i]?.push(runOnce(candidate));
  }
  return candidates.map(({ name }, i) => ({
    name,
    seconds: median(samples[i]?.map(({ seconds }) => seconds) ?? []),
    megabytes: median(samples[i]?.map(({ megabytes }) => megabytes) ?? []),
  }));
}

function runOnce({ name, args, env }: Candidate): { seconds: number; megabytes: number } {
  const peakFile = join(temporary, "peak");
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["-r", PEAK, ...args], {
    env: {
      ...process.env,
      ENVIRONMENTS_DIR: ENVIRONMENTS,
      CDKTF_OUTDIR: join(temporary, "out"),
      PEAK_MEMORY_FILE: peakFile,
      ...env,
    },
    encoding: "utf8",
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`${name} failed:\n${stderr}`);
  return { seconds, megabytes: Number(readFileSync(peakFile, "utf8")) / 1024 };
}

/** The same environment under many names. */
function manyEnvironments(count: number): Candidate {
  const folder = join(temporary, `environments-${count}`);
  mkdirSync(folder);
  const text = readFileSync(join(ENVIRONMENTS, "flask-eks.yaml"), "utf8");
  for (let i = 0; i < count; i++) {
    writeFileSync(join(folder, `copy-${i}.yaml`), text.replaceAll("name: flask-eks", `name: copy-${i}`));
  }
  return { name: `${count} environments`, args: [MAIN], env: { ENVIRONMENTS_DIR: folder } };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function print(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("   "),
    );
}
