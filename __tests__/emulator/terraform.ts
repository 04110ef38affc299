import differences from "./differences.json";
import { mustRun, type RunOptions, run, StepError } from "./processes";
import type { Workspace } from "./workspace";

/** Something the emulator cannot echo, so the second plan may say it: the one table is `differences.json`. */
export interface Difference {
  /** Resource type, or one address. */
  readonly resource: string;
  readonly attribute: string;
  readonly reason: string;
}

interface Change {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

/** The parts of `terraform show -json` that are looked at. */
export interface Plan {
  readonly resource_changes?: readonly Change[];
  readonly resource_drift?: readonly Change[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
}

/** Deploys stacks with the real cdktf command, those that do not read each other side by side. */
export async function deploy(workspace: Workspace, stackIds: readonly string[]): Promise<void> {
  if (stackIds.length > 0) await mustRun(deployCommand(workspace, stackIds), workspace.options);
}

export const deployCommand = ({ cdktf }: Workspace, stackIds: readonly string[]): string[] => [
  cdktf,
  "deploy",
  ...stackIds,
  ...FLAGS,
  "--ignore-missing-stack-dependencies", // the stacks that are read are there already
];

/** Destroys stacks with the real cdktf command, one after the other: readers come before what they read. */
export async function destroy({ cdktf, options }: Workspace, stackIds: readonly string[]): Promise<void> {
  for (const id of stackIds) await mustRun([cdktf, "destroy", id, ...FLAGS, WITHOUT_READERS], options);
}

/** Stacks that read this one are destroyed by then, which cdktf does not know; it takes one stack at a time so. */
const WITHOUT_READERS = "--ignore-missing-stack-dependencies";

/** The lock of providers asks the registry for other platforms' hashes, which a mirror does not have. */
const FLAGS = ["--auto-approve", "--skip-provider-lock"];

/** Plans a stack again and returns what would change. */
export async function plan(workspace: Workspace, stackId: string): Promise<Plan> {
  const options: RunOptions = { ...workspace.options, cwd: workspace.stackFolder(stackId) };
  const { code } = await run(
    ["terraform", "plan", "-detailed-exitcode", "-input=false", "-no-color", "-out=again.plan"],
    options,
  );
  if (code === 0) return {};
  if (code !== 2) throw new StepError(`terraform plan of ${stackId} ended with exit code ${code}`);
  const quiet = { ...options, log: `${options.log}.plan` };
  return JSON.parse(await mustRun(["terraform", "show", "-json", "again.plan"], quiet)) as Plan;
}

/** Initializes a stack that was never deployed and plans it. */
export async function firstPlan(workspace: Workspace, stack: string): Promise<void> {
  const options = { ...workspace.options, cwd: workspace.stackFolder(`${workspace.environment.name}-${stack}`) };
  await mustRun(["terraform", "init", "-input=false", "-no-color"], options);
  await mustRun(["terraform", "plan", "-input=false", "-no-color"], options);
}

/** One sentence for each thing a plan would change, but for what the table of differences explains. */
export function unexplained(
  { resource_changes = [], output_changes = {} }: Plan,
  table: readonly Difference[] = differences,
): string[] {
  const resources = changesOf({ resource_changes }, table).map(
    ({ address, actions, attributes }) => `${address} would ${actions}: ${attributes.join(", ")}`,
  );
  const outputs = Object.entries(output_changes)
    .filter(([, { actions }]) => actions.join() !== "no-op")
    .map(([name, { actions }]) => `output ${name} would ${actions.join(" and ")}`);
  return [...resources, ...outputs];
}

/** What a plan does to resources, but for what the table of differences explains. */
export const changesOf = ({ resource_changes = [] }: Plan, table: readonly Difference[] = differences) =>
  resource_changes
    .filter(({ change }) => change.actions.join() !== "no-op" && change.actions.join() !== "read")
    .flatMap((change) => {
      const { address, type } = change;
      const actions = change.change.actions.join(" and ");
      const attributes = changedAttributes(change).filter((attribute) => !isExplained(change, attribute, table));
      return attributes.length > 0 || actions !== "update" ? [{ address, type, actions, attributes }] : [];
    });

function changedAttributes({ change: { before, after, after_unknown } }: Change): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(after_unknown)]);
  return [...names]
    .filter((name) => after_unknown[name] === true || JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]))
    .sort();
}

const isExplained = ({ address, type }: Change, attribute: string, table: readonly Difference[]): boolean =>
  table.some((entry) => (entry.resource === address || entry.resource === type) && entry.attribute === attribute);
