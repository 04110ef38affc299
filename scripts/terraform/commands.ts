import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";

/**
 * Synthesizes environments, by their names separated by commas, with the command that `cdktf deploy` uses too.
 * @param project folder of the project. @default the current one
 */
export function synthesize(environments: string, outdir: string, project = process.cwd()): void {
  const { app } = JSON.parse(readFileSync(join(project, "cdktf.json"), "utf8")) as { app: string };
  run("sh", ["-c", app], project, { ENVIRONMENT: environments, CDKTF_OUTDIR: outdir });
}

/** Runs Terraform in a stack's folder and returns what it printed. */
export const inStack = (folder: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): string =>
  run(process.env.TERRAFORM_BINARY_NAME || "terraform", args, folder, env);

/** Runs a program to its end and returns what it printed; throws a message when it cannot be started or fails. */
function run(program: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): string {
  const result = spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (result.error)
    throw new UserError(`${program} cannot be started (${result.error.message}); install Terraform 1.10 or later`);
  if (result.status !== 0)
    throw new UserError(`${program} ${args.join(" ")} failed:\n${result.stderr || result.stdout}`);
  return result.stdout;
}
