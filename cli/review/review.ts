import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UserError } from "../../environments/problem";
import { isDay } from "../../environments/register";
import { EXIT, type ExitCode } from "../../platform/exit";
import { terraform } from "../../platform/terraform";
import { parseWaivers } from "../../reports/audit/waivers";
import { readSupportCalendar } from "../../reports/built/support";
import { writeWhole } from "../../reports/html/write-whole";
import { isSavedPlan, MOST_BYTES, type Plan, parsePlan } from "../../reports/plan";
import {
  type Approval,
  examine,
  identify,
  review as judge,
  parseApprovals,
  parseSettings,
  type Reviewed,
  type ReviewView,
  renderMarkdown,
  renderPage,
  type Severities,
  toJunit,
  toldApart,
  toSarif,
} from "../../reports/review";
import { RULES } from "../../reports/rules/judge";
import { readAtMost } from "../files";
import { ROOT } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { inStack } from "../terraform/commands";
import { requireTerraform } from "../terraform/run";
import { onTerminal } from "./on-terminal";
import { originOf } from "./origin";
import { synthesizeTraced } from "./sources";

/** What is reviewed, and where it is written. */
export interface Asked {
  /** Files that `terraform show -json` wrote; `-` is standard input. */
  readonly plans: readonly string[];
  /** File for the card as a page; `-` is standard output, instead of Markdown. @default none */
  readonly html?: string | undefined;
  /** File for the card as JSON; `-` is standard output, instead of Markdown. @default none */
  readonly json?: string | undefined;
  /** File for the review as JUnit XML. @default none */
  readonly junit?: string | undefined;
  /** File for the review as SARIF. @default none */
  readonly sarif?: string | undefined;
  /** Register of approvals. @default `approvals.yaml` where it is there */
  readonly approvals?: string | undefined;
}

/** Reads the plans, reviews them, writes the card, and returns the exit code. */
export async function review(asked: Asked): Promise<ExitCode> {
  if (asked.html === "-" && asked.json === "-")
    throw new UserError("standard output takes one form of the card; write a file for --html or for --json");
  const plans = await Promise.all(asked.plans.map(readPlan));
  const view = await reviewPlans(plans, { approvals: asked.approvals });
  write(view, asked);
  return view.isRefused ? EXIT.refused : EXIT.fine;
}

/** How plans are reviewed. */
interface How {
  /** Register of approvals. @default `approvals.yaml` where it is there */
  readonly approvals?: string | undefined;
  /** Day on which approvals and waivers are judged. @default today, or the day that `REVIEW_DATE` names */
  readonly date?: string;
}

/** Reviews plans with the registers of the current folder. */
export async function reviewPlans(
  plans: readonly Plan[],
  { approvals: named, date = reviewDate() }: How = {},
): Promise<ReviewView> {
  const approvals = await readApprovals(named);
  const reviewed = await withTemporaryFolder("review", (folder) => withEnvironments(plans, folder));
  const severities = readSettings();
  return judge(reviewed, {
    approvals,
    date,
    support: readSupportCalendar(),
    waivers: readWaivers(),
    severities,
    origin: originOf(),
  });
}

/** How rules are taken: `review.yaml`, where there is one. */
function readSettings(): Severities {
  if (!existsSync("review.yaml")) return {};
  const ids = RULES.map(({ id }) => id);
  const read = parseSettings(readFileSync("review.yaml", "utf8"), "review.yaml", ids);
  if ("problems" in read) throw new UserError(read.problems.join("\n"));
  return read.severities;
}

/** Today, in UTC. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/** Today, in UTC; `REVIEW_DATE` decides instead, for example to see which approvals will have expired. */
function reviewDate(): string {
  const date = process.env.REVIEW_DATE || today();
  if (!isDay(date))
    throw new UserError(`REVIEW_DATE is ${JSON.stringify(date)}, which is not a day; write it like 2027-01-31`);
  return date;
}

async function readPlan(file: string): Promise<Plan> {
  const name = file === "-" ? "standard input" : file;
  const bytes = await readAtMost(MOST_BYTES, file);
  const plan = parsePlan(isSavedPlan(bytes) && file !== "-" ? await shown(file) : bytes, name);
  if ("problem" in plan) throw new UserError(plan.problem);
  return plan;
}

/**
 * A saved plan as JSON, by Terraform, in the folder it lies in or the current one: whichever was initialized. One whose
 * resources are all built into Terraform needs no folder that was.
 */
async function shown(file: string): Promise<Buffer> {
  requireTerraform();
  const own = dirname(resolve(file));
  const initialized = [own, process.cwd()].find((one) => existsSync(join(one, ".terraform")));
  try {
    return Buffer.from(await inStack(initialized ?? own, {}, "show", "-json", resolve(file)));
  } catch (error) {
    if (initialized !== undefined || !(error instanceof UserError)) throw error;
    throw new UserError(
      `${file} is the saved plan itself, and neither its folder nor this one is initialized; run ${terraform()} init there, or write it as JSON: ${terraform()} show -json <saved plan>`,
    );
  }
}

/** A register that was named has to be there; the usual one need not. */
async function readApprovals(named: string | undefined): Promise<readonly Approval[]> {
  const file = named ?? "approvals.yaml";
  if (named === undefined && !existsSync(file)) return [];
  const read = parseApprovals((await readAtMost(MOST_BYTES, file)).toString("utf8"), file);
  if ("problems" in read) throw new UserError(read.problems.join("\n"));
  return read.approvals;
}

/** Every waiver of this folder's register; those of the platform are of every environment. */
function readWaivers(): ReturnType<typeof parseWaivers>["waivers"] {
  if (!existsSync("waivers.yaml")) return [];
  const { waivers, platform = [], problems } = parseWaivers(readFileSync("waivers.yaml", "utf8"));
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return [...waivers, ...platform.map((waiver) => ({ ...waiver, environment: "*" }))];
}

/** Examines the plans while their environments, where they are ones of this project, are synthesized. */
async function withEnvironments(plans: readonly Plan[], temporary: string): Promise<Reviewed[]> {
  const names = [...new Set(plans.flatMap((plan) => identify(plan).environment ?? []))];
  const synthesis = synthesizeTraced(names, temporary, ROOT);
  const examined = toldApart(plans.map((plan) => examine(plan)));
  const ids = examined.map(({ identity }) => identity.id);
  const twice = examined.find(({ identity }, i) => ids.indexOf(identity.id) !== i);
  const known = await synthesis;
  if (twice)
    throw new UserError(`${twice.plan.file} is a second plan of ${twice.identity.id}; name one plan of each stack`);
  return examined.map((one) => ({ ...one, ...known.get(one.identity.environment ?? "") }));
}

/** Writes the files that were asked for, and prints one form of the card: Markdown, unless another was asked for. */
function write(view: ReviewView, { html, json, junit, sarif }: Asked): void {
  const asJson = `${JSON.stringify(view, undefined, 1)}\n`;
  if (html && html !== "-") writeWhole(html, renderPage(view));
  if (json && json !== "-") writeWhole(json, asJson);
  if (junit) writeWhole(junit, toJunit(view));
  if (sarif) writeWhole(sarif, toSarif(view));
  if (json === "-") process.stdout.write(asJson);
  else if (html === "-") process.stdout.write(renderPage(view));
  else process.stdout.write(onTerminal(renderMarkdown(view), process.stdout));
}
