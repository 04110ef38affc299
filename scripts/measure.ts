import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Environments that are measured: those of the tests, which nobody changes for a deployment. */
const ENVIRONMENTS = resolve("__tests__/fixtures/environments");
const PEAK = join(__dirname, "peak-memory.js");

/** One way of running node, and the environment variables it gets. */
export interface Candidate {
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Another exit code with which it has done its work. @default 0 alone */
  readonly mayEndWith?: number;
}

/** What a run took, as medians. */
export interface Measured {
  readonly name: string;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Does something with a folder of its own, which is gone afterwards. */
export function inFolder<Result>(work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the candidates in turn, round after round, so that a busy moment of the machine meets all of them; medians. */
export function measure(candidates: readonly Candidate[], rounds: number, temporary: string): Measured[] {
  const samples = candidates.map((): { seconds: number; megabytes: number }[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, candidate] of candidates.entries()) samples[i]?.push(runOnce(candidate, temporary));
  }
  return candidates.map(({ name }, i) => ({
    name,
    seconds: median(samples[i]?.map(({ seconds }) => seconds) ?? []),
    megabytes: median(samples[i]?.map(({ megabytes }) => megabytes) ?? []),
  }));
}

function runOnce(
  { name, args, env, mayEndWith = 0 }: Candidate,
  temporary: string,
): { seconds: number; megabytes: number } {
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
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 && status !== mayEndWith) throw new Error(`${name} failed:\n${stderr}`);
  return { seconds, megabytes: Number(readFileSync(peakFile, "utf8")) / 1024 };
}

/** Writes the same environment under many names, and returns the folder. */
export function manyEnvironments(count: number, temporary: string): string {
  const folder = join(temporary, `environments-${count}`);
  mkdirSync(folder);
  const text = readFileSync(join(ENVIRONMENTS, "flask-eks.yaml"), "utf8");
  for (let i = 0; i < count; i++) {
    writeFileSync(join(folder, `copy-${i}.yaml`), text.replaceAll("name: flask-eks", `name: copy-${i}`));
  }
  return folder;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Rows of a table, the first column to the left. */
export function print(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows)
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("   "),
    );
}
