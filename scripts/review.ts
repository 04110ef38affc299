import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { UserError } from "../environments/problem";
import { isDay } from "../environments/register";
import { parseWaivers } from "../reports/audit/waivers";
import { readSupportCalendar } from "../reports/built/support";
import { MOST_BYTES, type Plan, parsePlan } from "../reports/plan";
import {
  type Approval,
  examine,
  identify,
  parseApprovals,
  type Reviewed,
  type ReviewView,
  renderMarkdown,
  renderPage,
  review,
} from "../reports/review";
import { runCommand, withTemporaryFolder } from "./command";
import { synthesizeTraced } from "./review-sources";

const USAGE = `usage: npm run review -- [--html <file>] [--json[=<file>]] [--approvals <file>] <plan.json>…

Reviews what terraform show -json wrote about plans of one or more stacks: Markdown on stdout, or JSON with --json.
Exit code 0: may be applied, 1: something cannot be read, 2: refused (see approvals.yaml).`;

/** What the command line asks for. */
interface Options {
  readonly plans: readonly string[];
  readonly html?: string | undefined;
  /** `-` is stdout, instead of Markdown. */
  readonly json?: string | undefined;
  readonly approvals: string;
}

/** Reads the plans, reviews them, writes the card, and returns the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const options = readOptions(argv);
  const date = reviewDate();
  const plans = options.plans.map(readPlan);
  const approvals = readApprovals(options.approvals);
  const reviewed = await withTemporaryFolder("review", (folder) => withEnvironments(plans, folder));
  const view = review(reviewed, { approvals, date, support: readSupportCalendar(), waivers: readWaivers() });
  write(view, options);
  return view.isRefused ? 2 : 0;
}

function readOptions(argv: readonly string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args: argv.map((arg) => (arg === "--json" ? "--json=-" : arg)),
      options: {
        html: { type: "string" },
        json: { type: "string" },
        approvals: { type: "string", default: "approvals.yaml" },
      },
      allowPositionals: true,
    });
    if (positionals.length > 0) return { ...values, plans: positionals };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${USAGE}`);
  }
  throw new UserError(USAGE);
}

/** Today, in UTC; `REVIEW_DATE` decides instead, for example to see which approvals will have expired. */
function reviewDate(): string {
  const date = process.env.REVIEW_DATE || new Date().toISOString().slice(0, 10);
  if (!isDay(date))
    throw new UserError(`REVIEW_DATE is ${JSON.stringify(date)}, which is not a day; write it like 2027-01-31`);
  return date;
}

function readPlan(file: string): Plan {
  const plan = parsePlan(readBytes(file), file);
  if ("problem" in plan) throw new UserError(plan.problem);
  return plan;
}

/** The bytes of a file; of one that is too large the first ones, which is enough to refuse it. */
function readBytes(file: string): Buffer {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES) return Buffer.alloc(MOST_BYTES + 1);
    return readFileSync(file);
  } catch (error) {
    throw new UserError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function readApprovals(file: string): readonly Approval[] {
  if (!existsSync(file)) return [];
  const read = parseApprovals(readFileSync(file, "utf8"), file);
  if ("problems" in read) throw new UserError(read.problems.join("\n"));
  return read.approvals;
}

function readWaivers(): ReturnType<typeof parseWaivers>["waivers"] {
  if (!existsSync("waivers.yaml")) return [];
  const { waivers, problems } = parseWaivers(readFileSync("waivers.yaml", "utf8"));
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return waivers;
}

/** Examines the plans while their environments, where they are ones of this project, are synthesized. */
async function withEnvironments(plans: readonly Plan[], temporary: string): Promise<Reviewed[]> {
  const names = [...new Set(plans.flatMap((plan) => identify(plan).environment ?? []))];
  const synthesis = synthesizeTraced(names, temporary, resolve(__dirname, "../.."));
  const examined = plans.map((plan) => examine(plan));
  const ids = examined.map(({ identity }) => identity.id);
  const twice = examined.find(({ identity }, i) => ids.indexOf(identity.id) !== i);
  const known = await synthesis;
  if (twice)
    throw new UserError(`${twice.plan.file} is a second plan of ${twice.identity.id}; name one plan of each stack`);
  return examined.map((one) => ({ ...one, ...known.get(one.identity.environment ?? "") }));
}

function write(view: ReviewView, { html, json }: Options): void {
  const asJson = `${JSON.stringify(view, undefined, 1)}\n`;
  if (html) writeFileSync(html, renderPage(view));
  if (json && json !== "-") writeFileSync(json, asJson);
  process.stdout.write(json === "-" ? asJson : renderMarkdown(view));
}

void runCommand(main);
