import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

test("synthesis uses nothing that Node.js warns of: every deprecation is an error here", () => {
  const outdir = mkdtempSync(join(tmpdir(), "deprecated-"));
  const env = { PATH: process.env.PATH, ENVIRONMENTS_DIR: "__tests__/cluster/environments", CDKTF_OUTDIR: outdir };
  const ended = spawnSync(process.execPath, ["--throw-deprecation", "dist/main.js"], { env, encoding: "utf8" });
  rmSync(outdir, { recursive: true });
  expect([ended.status, ended.stderr]).toEqual([0, ""]);
});
