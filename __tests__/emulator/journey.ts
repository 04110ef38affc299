import { stripVTControlCharacters } from "node:util";
import type { KillSteps } from "./kills/steps";
import { examineAfter, examineBefore, lookForLeftovers } from "./operations";
import { descendants, ended, mustRun, run, StepError, start } from "./processes";
import { applyReviewed, checkChanges, checkCreation, checkDrift } from "./reviews";
import { aws, compare, fail, findNothing, ids, liftProtection, moveState, type Step, synthesize, WAVES } from "./step";
import { deploy, deployCommand, destroy, plan, unexplained } from "./terraform";
import { textsArrive } from "./texts";
import { rehearse } from "./upgrades";
import type { Workspace } from "./workspace";

/** What the cluster would do before a stack can be complete: this emulator runs no pods. */
const BEFORE: Readonly<Record<string, Step>> = {
  workloads: {
    name: "make a load balancer as the controller would",
    stacks: ["workloads"],
    run: (workspace) => aws(workspace, "balance"),
  },
};

/**
 * The life of one environment, from an empty account back to an empty account.
 * @param kills what is killed on the way, on copies
 */
export const journeyOf = ({ at, complete }: Pick<KillSteps, "at" | "complete">): readonly Step[] => [
  { name: "synthesize", run: synthesize },
  { name: "examine a new account", run: async (workspace) => fail(await examineBefore(workspace)) },
  { name: "find texts in AWS as they were written", run: textsArrive },
  ...at("making", ["bootstrap"]),
  {
    name: "deploy bootstrap on local state",
    stacks: ["bootstrap"],
    run: (workspace) => deploy(workspace, ids(workspace, ["bootstrap"])),
  },
  {
    name: "move the bootstrap state into its bucket",
    stacks: ["bootstrap"],
    run: (workspace) => moveState(workspace, "s3"),
  },
  { name: "review the plan of a creation", run: async (workspace) => fail(await checkCreation(workspace)) },
  ...at("making", ["network"]),
  { name: "interrupt a deploy of network half-way", run: interruptHalfWay },
  ...WAVES.flatMap((wave) => [
    ...wave.flatMap((stack) => BEFORE[stack] ?? []),
    ...at(
      "making",
      wave.filter((stack) => stack !== "network"), // which is half made by then
    ),
    {
      name: `deploy ${wave.join(" and ")}`,
      stacks: wave,
      run: (workspace: Workspace) => deploy(workspace, ids(workspace, wave)),
    },
  ]),
  { name: "plan every stack again: nothing to change", run: planAgain },
  { name: "compare what exists with the environment file", run: compare },
  { name: "examine what is deployed", run: async (workspace) => fail(await examineAfter(workspace)) },
  {
    name: "refuse a state that is encrypted otherwise",
    stacks: ["bootstrap"],
    run: (workspace) => aws(workspace, "misencrypt", `${workspace.environment.name}/network.tfstate`),
  },
  { name: "refuse what AWS refuses", stacks: ["cluster"], run: (workspace) => aws(workspace, "refusals") },
  { name: "refuse a deploy while the state is locked", stacks: ["bootstrap"], run: refuseLocked },
  { name: "review planned changes by their risk", run: async (workspace) => fail(await checkChanges(workspace)) },
  {
    name: "rehearse upgrades: each plan is that step alone",
    run: async (workspace) => fail(await rehearse(workspace)),
  },
  { name: "report a change made by hand as drift", run: reportDrift },
  { name: "apply exactly the plan that was reviewed", run: applyReviewed },
  ...complete,
  ...at("changing", ["bootstrap", ...WAVES.flat()]),
  { name: "lift deletion protection", run: liftProtection },
  ...at("destroying", ["workloads"]),
  {
    name: "destroy workloads",
    stacks: ["workloads"],
    run: (workspace) => destroy(workspace, ids(workspace, ["workloads"])),
  },
  {
    name: "remove the load balancer as the controller would",
    stacks: ["workloads"],
    run: (workspace) => aws(workspace, "unbalance"),
  },
  ...at("destroying", ["delivery", "data"]),
  {
    name: "destroy the stacks that read others",
    run: (workspace) => destroy(workspace, ids(workspace, ["delivery", "data"])),
  },
  ...at("destroying", ["cluster"]),
  { name: "destroy cluster", stacks: ["cluster"], run: (workspace) => destroy(workspace, ids(workspace, ["cluster"])) },
  ...at("destroying", ["network"]),
  { name: "destroy network", stacks: ["network"], run: (workspace) => destroy(workspace, ids(workspace, ["network"])) },
  {
    name: "move the bootstrap state back",
    stacks: ["bootstrap"],
    run: (workspace) => moveState(workspace, "local"),
  },
  ...at("destroying", ["bootstrap"]),
  {
    name: "destroy bootstrap",
    stacks: ["bootstrap"],
    run: (workspace) => destroy(workspace, ids(workspace, ["bootstrap"])),
  },
  {
    name: "list what is left: nothing but what is planted",
    run: async (workspace) => fail(await lookForLeftovers(workspace)),
  },
  { name: "find nothing left", run: findNothing },
];

/**
 * By then everything is made but the endpoint to S3, which the provider waits for five seconds and knows by its id. What it is
 * still asking AWS to make when it is interrupted is lost to the state, in AWS too, and nothing could converge on that.
 */
const LATE = /aws_flow_log\.\S+: Creation complete/;

/** Interrupts Terraform half-way, as a stopped CI job does; the next step must then converge. */
async function interruptHalfWay(workspace: Workspace): Promise<void> {
  const [network = ""] = ids(workspace, ["network"]);
  const child = start(deployCommand(workspace, [network]), workspace.options);
  child.stdin?.end();
  const end = ended(child);
  let printed = "";
  const something = new Promise<void>((resolve) =>
    child.stdout?.on("data", (chunk) => {
      printed += stripVTControlCharacters(String(chunk));
      if (LATE.test(printed)) resolve();
    }),
  );
  const first = await Promise.race([something.then(() => "created"), end.then(() => "ended")]);
  if (first === "ended") throw new StepError("the deploy ended before it was interrupted");
  for (const { pid, name } of descendants(child)) if (name === "terraform") process.kill(pid, "SIGINT");
  const { code } = await end;
  if (code === 0) throw new StepError("the deploy went through although it was interrupted");
  const state = await mustRun(["terraform", "state", "list"], {
    ...workspace.options,
    cwd: workspace.stackFolder(network),
  });
  if (!state.includes("aws_")) throw new StepError("the interrupted deploy lost what it had made from its state");
}

async function planAgain(workspace: Workspace): Promise<void> {
  const problems = await Promise.all(
    ids(workspace, ["bootstrap", ...WAVES.flat()]).map(async (id) =>
      unexplained(await plan(workspace, id)).map((problem) => `${id}: ${problem}`),
    ),
  );
  fail(problems.flat());
}

/** A lock file as another deployer's Terraform would leave it while it works. */
async function refuseLocked(workspace: Workspace): Promise<void> {
  const { environment, options } = workspace;
  const [network = ""] = ids(workspace, ["network"]);
  const key = `${environment.name}/network.tfstate.tflock`;
  await aws(workspace, "lock", key);
  const { code, output } = await run(deployCommand(workspace, [network]), options);
  await aws(workspace, "unlock", key);
  if (code === 0) throw new StepError("a deploy went through although the state was locked");
  if (!output.includes("Error acquiring the state lock"))
    throw new StepError("the refusal does not say that the state is locked");
}

async function reportDrift(workspace: Workspace): Promise<void> {
  await aws(workspace, "drift");
  fail(
    await checkDrift(workspace, "network", {
      "aws_security_group.vpc_security_groups_nodes": "stays",
      "aws_vpc.vpc_main": "is put back",
    }),
  );
}
