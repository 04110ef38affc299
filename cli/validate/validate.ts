import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { EXIT, type ExitCode } from "../../platform/exit";
import { painted, wrapped } from "../../platform/terminal";
import { terraform as terraformProgram } from "../../platform/terraform";
import { type Progress, secondsSince, startProgress } from "../progress";
import { synthesizeHere } from "../synthesize";
import { withTemporaryFolder } from "../temporary-folder";
import { formatDiagnostic, readDiagnostics } from "../terraform/diagnostics";
import { mirrorEnvironment, mirrorFolder } from "../terraform/mirror";
import { type Copy, copyStacks } from "../terraform/prepare";
import { type Ended, requireTerraform, terraform } from "../terraform/run";

/** What came of one stack. */
interface Verdict {
  readonly result: "valid" | "invalid" | "skipped";
  /** What Terraform found, a line each. */
  readonly findings: readonly string[];
}

/** Stacks that are validated at the same time. */
const LANES = 2;

/**
 * Runs `terraform validate` with the real provider on a copy of every stack whose providers can be had.
 * The stacks are synthesized for it, or taken from the folder named on the command line.
 */
export async function validate(given: string | undefined): Promise<ExitCode> {
  requireTerraform();
  return await withTemporaryFolder("validate", async (temporary) => {
    const env = providerSource(temporary);
    const outdir = given ?? join(temporary, "cdktf.out");
    const progress = await startProgress();
    if (given === undefined) {
      await progress.step("synthesizing", () => synthesizeHere({ CDKTF_OUTDIR: outdir }));
    }
    const started = performance.now();
    const verdicts = await validateAll(copyStacks(outdir, join(temporary, "copies")), env, progress);
    const count = (result: Verdict["result"]) => verdicts.filter((verdict) => verdict.result === result).length;
    const counts = `stacks valid: ${count("valid")} · invalid: ${count("invalid")} · not checked: ${count("skipped")}`;
    console.log(`\n${counts} · ${secondsSince(started)}`);
    if (count("skipped") === verdicts.length) throw new UserError("not one stack was validated");
    return count("invalid") > 0 ? EXIT.unusable : EXIT.fine;
  });
}

/** Variables that tell Terraform where providers are: in the mirror, or in the registry, downloaded once for all stacks. */
function providerSource(temporary: string): NodeJS.ProcessEnv {
  if (mirrorFolder()) return mirrorEnvironment(temporary);
  const cache = process.env.TF_PLUGIN_CACHE_DIR || join(temporary, "plugins");
  mkdirSync(cache, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: cache };
}

/** Validates the stacks side by side. Each is printed when it and those before it have ended, so that every run reads alike. */
async function validateAll(copies: readonly Copy[], env: NodeJS.ProcessEnv, progress: Progress): Promise<Verdict[]> {
  const width = Math.max(...copies.map(({ stack }) => stack.length));
  const queue = [...copies.entries()];
  const verdicts: Verdict[] = [];
  const lines: string[] = [];
  let printed = 0;
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const [index, copy] = next;
      const started = performance.now();
      const verdict = await progress.during(copy.stack, () => validateOne(copy, env));
      const note = verdict.result === "skipped" ? `: ${copy.missing.join("; ")}` : `  ${secondsSince(started)}`;
      const line = `${copy.stack.padEnd(width)}  ${painted(verdict.result, process.stdout)}${note}`;
      verdicts[index] = verdict;
      lines[index] = wrapped([line, ...verdict.findings.map((found) => `  ${found}`)].join("\n"), process.stdout);
      for (; lines[printed] !== undefined; printed++) progress.print(lines[printed] as string);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return verdicts;
}

async function validateOne({ folder, missing, spoiled }: Copy, env: NodeJS.ProcessEnv): Promise<Verdict> {
  if (spoiled.length > 0) return { result: "invalid", findings: spoiled };
  if (missing.length > 0) return { result: "skipped", findings: [] };
  const init = await initInTurn(folder, env);
  if (init.code !== 0) return { result: "invalid", findings: initFailure(init) };
  const { code, stdout } = await terraform(["validate", "-json", "-no-color"], folder, env);
  return { result: code === 0 ? "valid" : "invalid", findings: readDiagnostics(stdout).map(formatDiagnostic) };
}

let turn: Promise<unknown> = Promise.resolve();

/** One init after the other: Terraform's cache of downloaded providers is not made for several at once. */
function initInTurn(folder: string, env: NodeJS.ProcessEnv): Promise<Ended> {
  const init = turn.then(() => terraform(["init", "-backend=false", "-input=false", "-no-color"], folder, env));
  turn = init.catch(() => undefined);
  return init;
}

/** What `terraform init` printed from its first error on. */
const initFailure = ({ output }: Ended): string[] => [
  `${terraformProgram()} init failed`,
  ...output
    .slice(Math.max(output.indexOf("Error:"), 0))
    .split("\n")
    .filter((line) => line.trim() !== ""),
];
