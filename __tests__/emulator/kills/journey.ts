import { readFileSync } from "node:fs";
import { join } from "node:path";
import { aws, compare, findNothing, ids, liftProtection, moveState, type Step, synthesize, WAVES } from "../journey";
import { StepError } from "../processes";
import { deploy, destroy } from "../terraform";
import type { Workspace } from "../workspace";
import { applyPlainly, type Killable, killAfter, recoverAndApply, unlock, type Work } from "./kill";
import { type Counter, startProxy } from "./proxy";
import { numbers } from "./random";

const STACKS = WAVES.flat();

/**
 * The life of one environment whose Terraform is killed with SIGKILL while it makes, changes and destroys each stack, every time
 * after another change. What is made and in no state is recovered, nothing exists twice, and nothing is left in the end.
 * @param seed chooses the points
 */
export function killJourney(seed: number): readonly Step[] {
  const pick = numbers(seed);
  return [
    { name: "synthesize", run: synthesize },
    { name: "deploy bootstrap", run: (workspace) => deploy(workspace, ids(workspace, ["bootstrap"])) },
    { name: "move the bootstrap state into its bucket", run: (workspace) => moveState(workspace, "s3") },
    ...STACKS.flatMap((stack) => [
      ...(stack === "workloads" ? [balance("balance")] : []),
      step(stack, "making", (workspace) => killAndRecover(workspace, stack, pick)),
    ]),
    { name: "compare what exists with the environment file", run: compare },
    { name: "lift deletion protection", run: liftProtection },
    ...["network", "data"].map((stack) =>
      step(stack, "changing", async (workspace) => {
        workspace.edit((text) => text.replace(/^tags: \{/m, `tags: { Changed${stack}: yes-it-is,`));
        await synthesize(workspace);
        await killAndRecover(workspace, stack, pick);
      }),
    ),
    ...["workloads", "delivery", "data"].flatMap((stack) => [
      step(stack, "destroying", (workspace) => killAndDestroy(workspace, stack, pick)),
      ...(stack === "workloads" ? [balance("unbalance")] : []),
    ]),
    { name: "destroy the rest", run: (workspace) => destroy(workspace, ids(workspace, ["cluster", "network"])) },
    { name: "move the bootstrap state back", run: (workspace) => moveState(workspace, "local") },
    { name: "destroy bootstrap", run: (workspace) => destroy(workspace, ids(workspace, ["bootstrap"])) },
    { name: "find nothing left", run: findNothing },
  ];
}

const step = (stack: string, doing: string, run: Step["run"]): Step => ({
  name: `kill Terraform while ${doing} ${stack}, and recover`,
  stacks: [stack],
  run,
});

const balance = (word: "balance" | "unbalance"): Step => ({
  name: `${word === "balance" ? "make" : "remove"} a load balancer as the controller would`,
  stacks: ["workloads"],
  run: (workspace) => aws(workspace, word),
});

async function killAndRecover(workspace: Workspace, stack: string, pick: (most: number) => number): Promise<void> {
  await killOnce(workspace, stack, "apply", pick);
  await unlock(workspace, stack);
  await recoverAndApply(workspace, stack);
}

async function killAndDestroy(workspace: Workspace, stack: string, pick: (most: number) => number): Promise<void> {
  await killOnce(workspace, stack, "destroy", pick);
  await unlock(workspace, stack);
  await destroy(workspace, ids(workspace, [stack]));
}

/** Kills after a change that the work surely comes to, if there are that many; says in the log which it was. */
async function killOnce(
  workspace: Workspace,
  stack: string,
  work: Work,
  pick: (most: number) => number,
): Promise<void> {
  const id = `${workspace.environment.name}-${stack}`;
  const point = 1 + pick(resourcesOf(workspace, id));
  const { wasKilled, changes } = await killAfter(await killable(workspace), id, work, point);
  console.log(
    `${"".padEnd(28)} ${work} of ${id}: ${wasKilled ? `killed after change ${point}` : `ended after ${changes} changes`}`,
  );
  if (!wasKilled && work === "apply" && changes === 0) throw new StepError(`${work} of ${id} changed nothing`);
  if (!wasKilled && work === "destroy") await applyPlainly(workspace, id);
}

/** Resources that a stack declares. */
function resourcesOf(workspace: Workspace, id: string): number {
  const file = join(workspace.stackFolder(id), "cdk.tf.json");
  const { resource = {} } = JSON.parse(readFileSync(file, "utf8")) as { resource?: Record<string, object> };
  return Object.values(resource).flatMap(Object.keys).length;
}

const KILLABLE = new WeakMap<Workspace, Promise<Killable>>();

/** The proxies of a workspace, started at their first use. */
function killable(workspace: Workspace): Promise<Killable> {
  const known = KILLABLE.get(workspace) ?? startWatching(workspace);
  KILLABLE.set(workspace, known);
  return known;
}

async function startWatching(workspace: Workspace): Promise<Killable> {
  const counter: Counter = { changes: 0, at: undefined, hit: () => undefined };
  const names = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_EKS"];
  const proxies = await Promise.all(
    names.map(async (name) => [name, await startProxy(workspace.options.env[name] ?? "", counter)] as const),
  );
  return { workspace, counter, watched: Object.fromEntries(proxies) };
}
