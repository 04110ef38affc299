import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import type { Form } from "../../reports/audit/scanner-differences";
import { outputFolder, ROOT } from "../places";

/** An environment that was synthesized and audited. */
export interface Place {
  readonly environment: string;
  /** Folder of its JSON, `cdktf.out`; other environments may lie there too. */
  readonly synthesized: string;
  /** Folder of its audit, `audit/statuspage`. */
  readonly audited: string;
}

/** One thing that a scanner finds. */
export interface Found {
  readonly form: Form;
  readonly environment: string;
  readonly stack: string;
  readonly check: string;
  /** The address, or as Checkov calls resources of JSON `resource.<name>`; of what a chart makes that of its release. */
  readonly address: string;
}

/** What is scanned: a folder, in which the folders of the environment's stacks begin with a prefix. */
export interface Scanned {
  readonly form: Form;
  readonly folder: string;
  readonly prefix: string;
}

/** The two forms of an environment. */
export const formsOf = ({ environment, synthesized, audited }: Place): Scanned[] => [
  { form: "json", folder: join(synthesized, "stacks"), prefix: `${environment}-` },
  { form: "hcl", folder: join(audited, "hcl"), prefix: "" },
];

/** The stack whose file a scanner names, below the scanned folder; undefined for that of another environment. */
export function stackOf(file: string, { prefix }: Scanned): string | undefined {
  const [folder = ""] = file.split("/").filter(Boolean);
  return folder.startsWith(prefix) ? folder.slice(prefix.length) : undefined;
}

/** What was synthesized and audited last. */
export const auditedLast = (): Place[] => placesIn(outputFolder(), process.env.AUDIT_OUTDIR || "audit");

const placesIn = (synthesized: string, audits: string): Place[] =>
  (existsSync(audits) ? readdirSync(audits) : [])
    .filter((name) => existsSync(join(audits, name, "hcl")))
    .map((environment) => ({ environment, synthesized, audited: join(audits, environment) }));

/** Environments with what those that are deployed may do without, so that every entry of the register is tried. */
const EXAMPLES = join(ROOT, "__tests__", "scanners");

/** The examples, synthesized and audited into a folder that is removed with the others of the system. */
export function examples(): Place[] {
  const folder = mkdtempSync(join(tmpdir(), "aws-platform-scanned-"));
  const [synthesized, audits] = [join(folder, "cdktf.out"), join(folder, "audit")];
  const env = { ...process.env, ENVIRONMENTS_DIR: EXAMPLES, CDKTF_OUTDIR: synthesized, AUDIT_OUTDIR: audits };
  const program = join(ROOT, "dist", "cli", "aws-platform.js");
  const { status, stderr } = spawnSync(process.execPath, [program, "audit", "--report"], { encoding: "utf8", env });
  if (status !== 0) throw new UserError(`${EXAMPLES} cannot be audited:\n${stderr}`);
  return placesIn(synthesized, audits);
}
