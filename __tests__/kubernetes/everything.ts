import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readEnvironments, type SynthesizedEnvironment } from "../../reports/synthesized";

/** Folder with the environment that uses every feature of applications and monitoring. */
export const EVERYTHING = resolve(__dirname, "../../../__tests__/cluster/environments");

/** That environment as it is synthesized. */
export function everything(): SynthesizedEnvironment {
  const outdir = mkdtempSync(join(tmpdir(), "everything-"));
  try {
    const env = { PATH: process.env.PATH, CDKTF_OUTDIR: outdir, ENVIRONMENTS_DIR: EVERYTHING };
    const { status, stderr } = spawnSync(process.execPath, ["dist/main.js"], { env, encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return readEnvironments(outdir)[0] as SynthesizedEnvironment;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
