import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXIT, type ExitCode } from "../../platform/exit";
import { openOutput } from "../../platform/output";
import { painted, wrapped } from "../../platform/terminal";
import { pinsOf, pinWarnings, supportWarnings } from "../../reports/audit/ages";
import { type Audited, audit } from "../../reports/audit/report";
import { inputsOf, makersOf, writeFiles } from "../../reports/audit/report-files";
import { parseScannerDifferences, type ScannerRegister } from "../../reports/audit/scanner-differences";
import { parseWaivers, type WaiverRegister } from "../../reports/audit/waivers";
import { withCharts } from "../../reports/built/charts/objects";
import { readSupportCalendar } from "../../reports/built/support";
import { environmentsOf, parseModule, type RootModule } from "../../reports/synthesized";
import { environmentNames, outputFolder } from "../places";
import { type Progress, startProgress } from "../progress";
import { readModules } from "../read-modules";
import { synthesizeHere } from "../synthesize";
import { readAuditDate } from "./audit-date";
import { finalLines } from "./final-lines";

/** Folder of the environment files that this project ships. */
const SHIPPED = "environments";
/** Register of what scanners find and nobody mends. */
const SCANNERS = "scanner-differences.yaml";

/** What is audited, and whether it is judged. */
export interface Asked {
  /** Folder of synthesized JSON that is audited as it lies there. @default the environments are synthesized */
  readonly folder?: string | undefined;
  /** Whether it only reports: it says what fails, but does not fail itself. @default false */
  readonly isReport: boolean;
}

/**
 * Synthesizes the environments, or takes what a folder holds, judges them, and writes `audit/<environment>/`;
 * `AUDIT_OUTDIR` puts it elsewhere. Returns the exit code.
 */
export async function auditAll({ folder: handedOver, isReport }: Asked): Promise<ExitCode> {
  const progress = await startProgress();
  const folder = process.env.AUDIT_OUTDIR || "audit";
  const audits =
    handedOver === undefined ? await judgeSynthesized(progress) : judgeAll(await readModules(handedOver), true);
  await writeAll(audits, folder, progress);
  console.log(
    wrapped(
      `\n${finalLines(audits, folder, (verdict) => painted(verdict, process.stdout), warningsOf(audits, handedOver === undefined))}`,
      process.stdout,
    ),
  );
  const isFine = audits.every(({ verdict }) => verdict === "pass");
  return isFine || isReport ? EXIT.fine : EXIT.unusable;
}

/** What does not fail yet: the end of support of what is built, and what this project pins where it is synthesized. */
function warningsOf(audits: readonly Audited[], isOwn: boolean): string[] {
  const ends = audits.flatMap(({ environment, support, date }) => supportWarnings(environment, support, date));
  return [...ends, ...(isOwn && audits[0] ? pinWarnings(pinsOf(), audits[0].date) : [])];
}

/** Synthesizes as `synth` does, prints what it prints, and judges what this run has written and no other. */
async function judgeSynthesized(progress: Progress): Promise<Audited[]> {
  const outdir = outputFolder();
  const output = openOutput(outdir);
  try {
    const printed = await progress.step("synthesizing", () =>
      synthesizeHere({ CDKTF_OUTDIR: output.folder }, "nothing was audited"),
    );
    console.log(printed.replaceAll(output.folder, outdir).trimEnd());
    const audits = judgeAll(await readModules(output.folder, true));
    output.publish();
    return audits;
  } finally {
    output.discard();
  }
}

/**
 * Judges root modules.
 * @param mayMissStacks Whether waivers of stacks that are not there are left alone, instead of stale. @default false
 */
function judgeAll(modules: readonly RootModule[], mayMissStacks = false): Audited[] {
  const support = readSupportCalendar();
  const { AUDIT_DATE, ENVIRONMENTS_DIR } = process.env;
  const date = readAuditDate(AUDIT_DATE, support.date);
  const register: WaiverRegister = existsSync("waivers.yaml")
    ? parseWaivers(readFileSync("waivers.yaml", "utf8"))
    : { waivers: [], problems: [] };
  const scanners: ScannerRegister = existsSync(SCANNERS)
    ? parseScannerDifferences(readFileSync(SCANNERS, "utf8"))
    : { differences: [], problems: [] };
  const known = [SHIPPED, ENVIRONMENTS_DIR || SHIPPED].flatMap(environmentNames);
  const environments = environmentsOf(modules.map((module) => withCharts(parseModule(module), module)));
  const ids = modules.map(({ id }) => id);
  const own = register.waivers.filter(
    ({ environment, stack }) => !mayMissStacks || ids.includes(`${environment}-${stack}`),
  );
  return audit(
    {
      environments,
      register: { ...register, waivers: own, problems: [...register.problems, ...scanners.problems] },
      madeFrom: mayMissStacks ? undefined : commitOf(process.cwd()),
      scanners: scanners.differences,
      known,
      support,
      date,
    },
    inputsOf(modules),
  );
}

/** `commit 1a2b3c4, with uncommitted changes` */
function commitOf(folder: string): string | undefined {
  const git = (...args: string[]) => spawnSync("git", args, { cwd: folder, encoding: "utf8" });
  const { status, stdout } = git("rev-parse", "--short=12", "HEAD");
  if (status !== 0) return undefined;
  const isChanged = (git("status", "--porcelain", "--untracked-files=no").stdout ?? "").trim() !== "";
  return `commit ${stdout.trim()}${isChanged ? ", with uncommitted changes" : ""}`;
}

async function writeAll(audits: readonly Audited[], folder: string, progress: Progress): Promise<void> {
  for (const audited of audits) {
    const { name } = audited.environment;
    await progress.step(`writing the audit of ${name}`, async () =>
      writeFiles(join(folder, name), await makersOf(audited)),
    );
  }
}
