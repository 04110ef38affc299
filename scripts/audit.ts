import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { UserError } from "../environments/problem";
import { type Audited, audit } from "../reports/audit/report";
import { filesOf, readInputs, writeFiles } from "../reports/audit/report-files";
import { finalLines } from "../reports/audit/report-lines";
import { type Progress, progressOn } from "../reports/audit/report-progress";
import { parseWaivers } from "../reports/audit/waivers";
import { readAuditDate } from "../reports/audit/waivers-date";
import { readSupportCalendar } from "../reports/support";
import { readEnvironments } from "../reports/synthesized";
import { runCommand } from "./command";

/** Folder of the environment files that this project ships. */
const SHIPPED = "environments";
const USAGE = "usage: npm run audit (a failing rule ends it with exit code 1), or npm start (it does not)";

/**
 * Synthesizes the environments, judges them, and writes `audit/<environment>/`; `AUDIT_OUTDIR` puts it elsewhere.
 * With `--report` it says what fails, but does not fail itself.
 */
async function main(options: readonly string[]): Promise<void> {
  if (options.some((option) => option !== "--report")) throw new UserError(USAGE);
  const progress = progressOn(process.stderr);
  progress.step("synthesizing");
  const synthesized = await synthesize();
  progress.end();
  console.log(synthesized);

  const outdir = process.env.CDKTF_OUTDIR || "cdktf.out";
  const folder = process.env.AUDIT_OUTDIR || "audit";
  const audits = judgeAll(outdir);
  await writeAll(audits, folder, progress);
  console.log(`\n${finalLines(audits, folder)}`);
  const isFine = audits.every(({ verdict }) => verdict === "pass");
  process.exitCode = isFine || options.includes("--report") ? 0 : 1;
}

/** Runs the program as `npm run synth` does, and returns what it prints. */
async function synthesize(): Promise<string> {
  const program = spawn(process.execPath, [resolve(__dirname, "../main.js")], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((settle) => program.on("close", settle));
  const printed = await text(program.stdout);
  if ((await ended) !== 0) throw new UserError("nothing was audited");
  return printed.trimEnd();
}

/** Judges the stacks that were just synthesized; an earlier run may have left others in the folder. */
function judgeAll(outdir: string): Audited[] {
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as { stacks: object };
  const support = readSupportCalendar();
  const { AUDIT_DATE, ENVIRONMENTS_DIR } = process.env;
  const date = readAuditDate(AUDIT_DATE, support.date);
  if (date === undefined) throw new UserError(`AUDIT_DATE: ${AUDIT_DATE} is not a day; write it like 2027-01-31`);
  const register = existsSync("waivers.yaml")
    ? parseWaivers(readFileSync("waivers.yaml", "utf8"))
    : { waivers: [], problems: [] };
  const known = [SHIPPED, ENVIRONMENTS_DIR || SHIPPED].flatMap(environmentNames);
  const environments = readEnvironments(outdir, Object.keys(manifest.stacks));
  return audit({ environments, register, known, support, date }, readInputs(outdir));
}

const environmentNames = (folder: string): string[] =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length));

async function writeAll(audits: readonly Audited[], folder: string, progress: Progress): Promise<void> {
  for (const audited of audits) {
    const { name } = audited.environment;
    progress.step(`writing the audit of ${name}`);
    writeFiles(join(folder, name), await filesOf(audited));
  }
  progress.end();
}

void runCommand(main);
