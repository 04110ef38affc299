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
import { readSupportCalendar } from "../reports/built/support";
import { readEnvironments } from "../reports/synthesized";
import { stacksIn } from "./audit/folder";
import { runCommand } from "./command";

/** Folder of the environment files that this project ships. */
const SHIPPED = "environments";
const USAGE = `usage: npm run audit [-- <folder>]   a failing rule ends it with exit code 1
       npm start                     the same audit, which does not fail

Synthesizes the environments and audits them. Of a folder, like cdktf.out, it audits what lies there, as it is.`;

/**
 * Synthesizes the environments, or takes what a folder holds, judges them, and writes `audit/<environment>/`;
 * `AUDIT_OUTDIR` puts it elsewhere. With `--report` it says what fails, but does not fail itself.
 */
async function main(args: readonly string[]): Promise<void> {
  const { handedOver, isReport } = readOptions(args);
  const progress = progressOn(process.stderr);
  if (handedOver === undefined) await synthesize(progress);
  const folder = process.env.AUDIT_OUTDIR || "audit";
  const audits =
    handedOver === undefined ? judgeAll(process.env.CDKTF_OUTDIR || "cdktf.out") : judgeAll(handedOver, true);
  await writeAll(audits, folder, progress);
  console.log(`\n${finalLines(audits, folder)}`);
  const isFine = audits.every(({ verdict }) => verdict === "pass");
  process.exitCode = isFine || isReport ? 0 : 1;
}

function readOptions(args: readonly string[]): { handedOver: string | undefined; isReport: boolean } {
  const [handedOver, ...more] = args.filter((arg) => arg !== "--report");
  if (more.length > 0 || handedOver?.startsWith("-")) throw new UserError(USAGE);
  return { handedOver, isReport: args.includes("--report") };
}

/** Runs the program as `npm run synth` does, and prints what it prints. */
async function synthesize(progress: Progress): Promise<void> {
  progress.step("synthesizing");
  const program = spawn(process.execPath, [resolve(__dirname, "../main.js")], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((settle) => program.on("close", settle));
  const printed = await text(program.stdout);
  if ((await ended) !== 0) throw new UserError("nothing was audited");
  progress.end();
  console.log(printed.trimEnd());
}

/**
 * Judges the stacks of a folder that its manifest lists; an earlier run may have left others there.
 * @param mayMissStacks Whether waivers of stacks that are not there are left alone, instead of stale. @default false
 */
function judgeAll(outdir: string, mayMissStacks = false): Audited[] {
  const support = readSupportCalendar();
  const { AUDIT_DATE, ENVIRONMENTS_DIR } = process.env;
  const date = readAuditDate(AUDIT_DATE, support.date);
  if (date === undefined) throw new UserError(`AUDIT_DATE: ${AUDIT_DATE} is not a day; write it like 2027-01-31`);
  const { waivers, problems } = existsSync("waivers.yaml")
    ? parseWaivers(readFileSync("waivers.yaml", "utf8"))
    : { waivers: [], problems: [] };
  const known = [SHIPPED, ENVIRONMENTS_DIR || SHIPPED].flatMap(environmentNames);
  const stacks = stacksIn(outdir);
  const environments = readEnvironments(outdir, stacks);
  const own = waivers.filter(({ environment, stack }) => !mayMissStacks || stacks.includes(`${environment}-${stack}`));
  return audit({ environments, register: { waivers: own, problems }, known, support, date }, readInputs(outdir));
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
