import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import { changedSince, lockIn, readSavedPlan } from "./plan/saved";
import { adaptFile } from "./terraform/adapt";
import { inStack, synthesize } from "./terraform/commands";
import { awsProviderVersion, cliConfigFile } from "./terraform/mirror";
import { requireTerraform } from "./terraform/run";

const USAGE = "usage: npm run apply -- plans/<environment>/<stack>.plan";

/**
 * Applies exactly a plan that was saved and reviewed. `cdktf deploy` would plan again, and apply what nobody has seen; this
 * refuses when the plan, the lock file or what is synthesized now is not what was planned.
 */
function main([file, ...more]: readonly string[]): void {
  if (!file || more.length > 0) throw new UserError(USAGE);
  requireTerraform();
  const outdir = resolve(process.env.CDKTF_OUTDIR || "cdktf.out");
  const saved = readSavedPlan(file, outdir);
  loadEnvironments({ folder: process.env.ENVIRONMENTS_DIR || "environments", names: saved.environment });
  synthesize(saved.environment, outdir);
  adaptFile(join(saved.folder, "cdk.tf.json"), awsProviderVersion());

  const changed = changedSince(saved);
  if (changed.length > 0) {
    throw new UserError(
      `${file} is not applied: ${changed.join(", ")} changed since it was planned; plan and review again with npm run plan -- ${saved.environment} ${saved.stack}`,
    );
  }
  const temporary = mkdtempSync(join(tmpdir(), "apply-"));
  try {
    const cliConfig = cliConfigFile(temporary);
    const env = cliConfig ? { TF_CLI_CONFIG_FILE: cliConfig } : {};
    copyFileSync(saved.lock, lockIn(saved));
    inStack(saved.folder, env, "init", "-input=false", "-no-color", "-lockfile=readonly");
    console.log(inStack(saved.folder, env, "apply", "-input=false", "-no-color", resolve(saved.plan)).trim());
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
