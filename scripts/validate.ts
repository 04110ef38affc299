import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { UserError } from "../environments/problem";
import { adapt, providersOf } from "./terraform/adapt";
import { awsProviderVersion, cliConfigFile, missingFromMirror } from "./terraform/mirror";

/** What came of one stack. */
interface Verdict {
  readonly stack: string;
  readonly result: "valid" | "invalid" | "skipped";
  /** Why, when it is not valid: one line per problem. */
  readonly detail: string;
}

/** Stacks that are validated at the same time. */
const LANES = 2;
const SHARED_ENV = { ...process.env, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };

/**
 * Runs `terraform validate` with the real provider on a copy of every stack whose providers can be had.
 * The stacks are synthesized for it, or taken from the folder named on the command line.
 */
async function main([given]: readonly string[]): Promise<void> {
  if (spawnSync("terraform", ["version"], { env: SHARED_ENV }).status !== 0) {
    throw new UserError(
      "terraform is not on this machine; install version 1.10 or later: https://developer.hashicorp.com/terraform/install",
    );
  }
  const temporary = mkdtempSync(join(tmpdir(), "validate-"));
  try {
    const cliConfig = cliConfigFile(temporary);
    const stacks = join(given ? resolve(given) : synthesize(temporary), "stacks");
    if (!existsSync(stacks)) throw new UserError(`${stacks} does not exist; name a folder that cdktf synthesized into`);
    const verdicts = await validateAll(stacks, temporary, cliConfig);
    const count = (result: Verdict["result"]) => verdicts.filter((verdict) => verdict.result === result).length;
    console.log(`\n${count("valid")} valid, ${count("invalid")} invalid, ${count("skipped")} skipped`);
    process.exitCode = count("invalid") > 0 || count("valid") === 0 ? 1 : 0;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function synthesize(temporary: string): string {
  const outdir = join(temporary, "cdktf.out");
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  const { status, stderr } = spawnSync(process.execPath, [resolve(__dirname, "../main.js")], { env, encoding: "utf8" });
  if (status !== 0) throw new UserError(stderr.trimEnd());
  return outdir;
}

async function validateAll(stacks: string, temporary: string, cliConfig: string | undefined): Promise<Verdict[]> {
  const queue = readdirSync(stacks).sort();
  const verdicts: Verdict[] = [];
  const lane = async () => {
    for (let stack = queue.shift(); stack !== undefined; stack = queue.shift()) {
      const verdict = await validate(stack, join(stacks, stack), join(temporary, "copies", stack), cliConfig);
      console.log(`${verdict.result.padEnd(8)} ${stack}${verdict.detail ? `: ${verdict.detail}` : ""}`);
      verdicts.push(verdict);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return verdicts;
}

async function validate(stack: string, from: string, copy: string, cliConfig: string | undefined): Promise<Verdict> {
  cpSync(from, copy, { recursive: true, filter: (name) => !name.includes(".terraform") });
  const file = join(copy, "cdk.tf.json");
  const json = JSON.parse(readFileSync(file, "utf8"));
  adapt(json, awsProviderVersion());
  writeFileSync(file, JSON.stringify(json, null, 2));

  const missing = providersOf(json).flatMap(({ source, version }) => missingFromMirror(source, version) ?? []);
  if (missing.length > 0) return { stack, result: "skipped", detail: missing.join("; ") };

  const env = { ...SHARED_ENV, ...(cliConfig ? { TF_CLI_CONFIG_FILE: cliConfig } : {}) };
  const init = await terraform(["init", "-backend=false", "-input=false", "-no-color"], copy, env);
  if (init.code !== 0) return { stack, result: "invalid", detail: `terraform init failed\n${init.output}` };
  const { code, output } = await terraform(["validate", "-no-color"], copy, env);
  return code === 0 ? { stack, result: "valid", detail: "" } : { stack, result: "invalid", detail: `\n${output}` };
}

function terraform(
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolveEnd, reject) => {
    const child = spawn("terraform", args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.once("error", reject);
    child.once("close", (code) => resolveEnd({ code, output: output.trim() }));
  });
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
