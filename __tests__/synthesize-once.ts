import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PROJECT } from "./project";

/** Before all tests: synthesizes the tests' own environments once into a folder that `real-output.ts` reads. */
export default function synthesizeOnce(): void {
  const outdir = mkdtempSync(join(tmpdir(), "synthesized-"));
  const env = { PATH: process.env.PATH, CDKTF_OUTDIR: outdir };
  const program = resolve("dist/main.js");
  const { status, stderr } = spawnSync(process.execPath, [program], { cwd: PROJECT, env, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  process.env.REAL_OUTPUT = outdir;
}
