import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { UserError } from "../../environments/problem";
import { type Audited, audit } from "../../reports/audit/report";
import { parseWaivers } from "../../reports/audit/waivers";
import { readSupportCalendar } from "../../reports/built/support";
import type { SynthesizedEnvironment } from "../../reports/synthesized";
import { addressesOf, registryTexts, sizesOf } from "../addresses/registry";
import { appendEntries } from "../append-entries";
import { readAuditDate } from "../audit/audit-date";
import { type Tried, tryOut } from "../change/try-out";
import { writeAll } from "../change/write-all";
import { ROOT } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import type { Answers } from "./answers";
import { fileOf } from "./file";
import { type WaiverEntry, waiversFor } from "./waivers";

const WAIVERS = "waivers.yaml";

/** A new environment, before anything of it is written. */
export interface Made {
  readonly text: string;
  readonly synthesized: SynthesizedEnvironment;
  readonly waivers: readonly WaiverEntry[];
  /** What the audit says of it with these waivers. */
  readonly audited: Audited;
  /** What the audit finds still, one sentence each; empty when it passes. */
  readonly left: readonly string[];
  /** What is worth reading, and stops nothing. */
  readonly warnings: readonly string[];
}

/** Makes an environment beside those of a folder, in a place of its own: it is synthesized and audited, and nothing is written. */
export const make = (answers: Answers, folder: string): Promise<Made> =>
  withTemporaryFolder("new", async (temporary) => {
    const { name, purpose } = answers;
    const tried = (text: string, place: string) => tryOut({ name, text, folder, temporary: join(temporary, place) });
    const first = await tried(fileOf(answers), "first");
    const budget = purpose === "everything" ? budgetFor(judge(first.synthesized, readWaivers())) : undefined;
    return judged(answers, budget === undefined ? first : await tried(fileOf(answers, budget), "second"));
  });

/** The register of this folder; where there is none, one with what the platform itself answers for. */
function readWaivers(): string {
  if (existsSync(WAIVERS)) return readFileSync(WAIVERS, "utf8");
  const document = parseDocument(readFileSync(join(ROOT, WAIVERS), "utf8"));
  document.set("waivers", document.createNode([]));
  return document.toString({ lineWidth: 0 });
}

function judge(environment: SynthesizedEnvironment, waivers: string): Audited {
  const support = readSupportCalendar();
  const date = readAuditDate(process.env.AUDIT_DATE, support.date);
  const register = parseWaivers(waivers);
  if (register.problems.length > 0) throw new UserError(register.problems.join("\n"));
  const known = [environment.name, ...register.waivers.map((waiver) => waiver.environment)];
  const input = { environments: [environment], register, known, support, date };
  const [audited] = audit(input, () => ({ hashes: [], files: {}, packageLock: { packages: {} } }));
  if (!audited) throw new Error("nothing was audited");
  return audited;
}

/** Adds the waivers that are known beforehand, and says what is left after them. */
function judged(answers: Answers, { text, synthesized, warnings }: Tried): Made {
  const before = judge(synthesized, readWaivers());
  const waivers = waiversFor(before.findings, answers, before.date);
  const audited = judge(synthesized, withWaivers(readWaivers(), waivers));
  const left = [...audited.failures, ...audited.problems.filter((problem) => !before.problems.includes(problem))];
  return { text, waivers, audited, left, warnings, synthesized };
}

const withWaivers = (text: string, waivers: readonly WaiverEntry[]): string =>
  appendEntries(text, "waivers", waivers, true);

/** The alert of a budget at this part of it is not to go off by the estimate itself. */
const ROOM = 0.7;

/** A budget with some room above the estimate; none where something has no price. */
function budgetFor({ cost: { monthly } }: Audited): number | undefined {
  if (monthly.usd === null) return undefined;
  const most = Math.max(monthly.atLeastUsd, monthly.rangeUsd?.[1] ?? 0);
  return Math.ceil(most / ROOM / 10) * 10;
}

/** Writes everything or nothing; nothing when somebody has written the file meanwhile. */
export function write({ text, waivers, synthesized }: Made, file: string): void {
  if (existsSync(file)) throw new UserError(`${file} was written by somebody else meanwhile; nothing was written here`);
  const isWaived = waivers.length > 0 || !existsSync(WAIVERS);
  writeAll(
    new Map([
      ...(isWaived ? [[WAIVERS, withWaivers(readWaivers(), waivers)] as const] : []),
      ...registryTexts(addressesOf([synthesized]), sizesOf([synthesized])),
      [file, text],
    ]),
  );
}
