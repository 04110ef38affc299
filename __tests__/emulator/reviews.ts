import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ReviewView } from "../../reports/review";
import { unmet } from "./expectation";
import { CHANGES, type PlannedChange } from "./planned-changes";
import { type Ended, mustRun, run, StepError } from "./processes";
import type { Workspace } from "./workspace";

/** Day that reviews are judged by, so that an approval does not expire with the calendar. */
const DATE = "2026-11-01";

/** A stack's plan as the deployer's commands make and review it. */
interface Reviewed {
  /** Exit code of `npm run plan`, which is the verdict. */
  readonly code: number | null;
  readonly card: ReviewView;
}

/** Before anything exists: everything is created, and the open ports of the load balancers are told; the file declares them. */
export async function checkCreation(workspace: Workspace): Promise<string[]> {
  const { code, card } = await planAndReview(workspace, "network");
  const actions = [...new Set(card.entries.map(({ action }) => action))];
  const open = workspace.environment.network.loadBalancerCidrs.length > 0;
  const exposed = card.entries.filter(({ group }) => group === "exposure").map(({ address }) => typeOf(address));
  return unmet([
    { what: "actions of a creation", wanted: ["create"], found: actions },
    { what: "exit code of a creation", wanted: 0, found: code },
    {
      what: "types that a creation exposes",
      wanted: open ? ["aws_vpc_security_group_ingress_rule"] : [],
      found: [...new Set(exposed)],
    },
  ]);
}

/** Every planned change of a stack that this environment has comes to its verdict; none is applied. */
export async function checkChanges(workspace: Workspace): Promise<string[]> {
  const problems: string[] = [];
  for (const change of CHANGES.filter(({ stack, type }) => has(workspace, stack, type)))
    problems.push(...(await checkChange(workspace, change)));
  workspace.plant(undefined);
  return problems;
}

async function checkChange(workspace: Workspace, change: PlannedChange): Promise<string[]> {
  const { name, stack, type, group, action, exitCode } = change;
  workspace.plant(name);
  const { code, card } = await planAndReview(workspace, stack);
  const found = card.entries.filter(({ address }) => typeOf(address) === type);
  const mostDangerous = found[0]; // entries come by group, most dangerous first
  return [
    ...unmet([
      { what: `group of ${name}`, wanted: group, found: mostDangerous?.group },
      { what: `action of ${name}`, wanted: action, found: mostDangerous?.action },
      { what: `exit code of ${name}`, wanted: exitCode, found: code },
    ]),
    ...(exitCode === 2 ? await checkApproval(workspace, change, card) : []),
  ];
}

/** The same plan passes once everything it is refused for is approved, and no longer when the approval is of another address. */
async function checkApproval(
  workspace: Workspace,
  { name, stack }: PlannedChange,
  card: ReviewView,
): Promise<string[]> {
  const approvals = card.verdict.gated.map(({ stack: id, address, action }) => ({
    stack: id,
    address,
    action,
    reason: "The suite looks whether an approval counts.",
    approver: "platform@example.com",
    expires: DATE,
  }));
  const file = join(workspace.folder, "approvals.yaml");
  const reviewWith = async (list: readonly object[]) => {
    writeFileSync(file, JSON.stringify({ approvals: list }));
    return (await review(workspace, stack)).code;
  };
  const approved = await reviewWith(approvals);
  const stale = await reviewWith(approvals.map((approval) => ({ ...approval, address: `${approval.address}_else` })));
  rmSync(file);
  return unmet([
    { what: `exit code of ${name} when it is approved`, wanted: 0, found: approved },
    { what: `exit code of ${name} when something else is approved`, wanted: 2, found: stale },
  ]);
}

/** What was changed by hand, and nothing else, is in the card's section on drift: addresses with what becomes of them. */
export async function checkDrift(
  workspace: Workspace,
  stack: string,
  wanted: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { code, card } = await planAndReview(workspace, stack);
  return unmet([
    { what: "drift", wanted, found: Object.fromEntries(card.drift.map(({ address, outcome }) => [address, outcome])) },
    { what: "exit code of a plan that leaves a port open that somebody opened by hand", wanted: 2, found: code },
  ]);
}

/** Applies the saved plan of the network: refused after somebody touched it, applied when it is as reviewed. */
export async function applyReviewed({ environment, options, folder }: Workspace): Promise<void> {
  const plan = join("plans", environment.name, "network.plan");
  const lock = join(folder, plan.replace(/plan$/, "lock.hcl"));
  const before = readFileSync(lock, "utf8");
  writeFileSync(lock, `${before}\n# touched`);
  const { output } = await run([...command("apply"), plan], options);
  if (!output.includes("is not applied: network.lock.hcl changed since it was planned"))
    throw new StepError("a plan was applied although its lock file had changed");
  writeFileSync(lock, before);
  const refused = await run([...command("apply"), plan], options);
  if (refused.code !== 2 || !refused.output.includes("is not applied:"))
    throw new StepError("a plan was applied although nobody approved the port that was opened by hand");
  const register = join(folder, "approvals.yaml");
  writeFileSync(register, JSON.stringify({ approvals: [BY_HAND(environment.name)] }));
  await mustRun([...command("apply"), plan], options);
  rmSync(register);
}

/** The port of the drift: what the plan leaves open. */
const BY_HAND = (environment: string) => ({
  stack: `${environment}-network`,
  address: "aws_security_group.vpc_security_groups_nodes",
  action: "drift",
  reason: "The suite opened it by hand, and closes it with the rest.",
  approver: "platform@example.com",
  expires: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
});

async function planAndReview(workspace: Workspace, stack: string): Promise<Reviewed> {
  const { code, output } = await run([...command("plan"), workspace.environment.name, stack], dated(workspace));
  if (code !== 0 && code !== 2) throw new StepError(`npm run plan ended with exit code ${code}: ${lastLine(output)}`);
  const again = await review(workspace, stack);
  if (again.code !== code) throw new StepError(`npm run plan ended with ${code}, npm run review with ${again.code}`);
  return { code, card: JSON.parse(readFileSync(join(workspace.folder, "card.json"), "utf8")) as ReviewView };
}

/** The card of a saved plan, in `card.json`. */
const review = (workspace: Workspace, stack: string): Promise<Ended> =>
  run(
    [...command("review"), "--json=card.json", join("plans", workspace.environment.name, `${stack}.json`)],
    dated(workspace),
  );

const command = (name: string): string[] => [process.execPath, join(__dirname, "../../cli/aws-platform.js"), name];

const dated = ({ options }: Workspace): Workspace["options"] => ({
  ...options,
  env: { ...options.env, REVIEW_DATE: DATE },
});

/** Whether the environment has resources of a type in a stack. */
function has({ environment, stackFolder }: Workspace, stack: string, type: string): boolean {
  const file = join(stackFolder(`${environment.name}-${stack}`), "cdk.tf.json");
  return existsSync(file) && type in JSON.parse(readFileSync(file, "utf8")).resource;
}

const typeOf = (address: string): string => address.split(".")[0] ?? "";

const lastLine = (output: string): string | undefined => output.trim().split("\n").at(-1);
