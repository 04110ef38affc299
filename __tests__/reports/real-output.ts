import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironments, type SynthesizedEnvironment } from "../../reports/synthesized";

let outdir: string | undefined;
afterAll(() => {
  if (outdir) rmSync(outdir, { recursive: true });
});

/** Folder that the shipped environments were synthesized into, once for each test file. */
export function realOutput(): string {
  outdir ??= synthesize(mkdtempSync(join(tmpdir(), "real-output-")));
  return outdir;
}

/** The shipped environments as they are synthesized. */
export const realEnvironments = (): SynthesizedEnvironment[] => readEnvironments(realOutput());

function synthesize(folder: string): string {
  const env = { PATH: process.env.PATH, CDKTF_OUTDIR: folder };
  const { status, stderr } = spawnSync(process.execPath, ["dist/main.js"], { env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return folder;
}
