import type { Environment } from "../../../environments/schema";
import { entryOf } from "../../../reports/synthesized";
import { aws, compare, findNothing, ids, liftProtection, moveState, type Step, synthesize, WAVES } from "../journey";
import { deploy, destroy } from "../terraform";
import type { Workspace } from "../workspace";
import { killAndRecover } from "./kill-and-recover";
import { loseStates } from "./lost";
import { choosePoints, type Doing, type Point } from "./points";

const LIVING = WAVES.flat();
const STACKS = ["bootstrap", ...LIVING];

/** Steps that kill Terraform at the points of one work, each on a copy of the account as it is then. */
export const killSteps = (points: readonly Point[], stack: string, doing: Doing): readonly Step[] =>
  points
    .filter((point) => point.stack === stack && point.doing === doing)
    .map((point) => ({
      name: `kill Terraform while ${doing} ${stack}, and recover`,
      stacks: [stack],
      isAside: true,
      run: (workspace) => killAndRecover(workspace, point),
    }));

/**
 * The life of one environment. Terraform is killed at points of it while it makes, changes and destroys stacks; what is made and in
 * no state is recovered, nothing exists twice, and nothing that holds data is replaced. Between the points life goes on as planned.
 */
export function killJourney(environment: Environment, most: number, seed: number): readonly Step[] {
  const points = choosePoints(stacksOf(environment), most, seed);
  const at = (doing: Doing, names: readonly string[]) => names.flatMap((stack) => killSteps(points, stack, doing));
  return [
    { name: "synthesize", run: synthesize },
    ...at("making", ["bootstrap"]),
    {
      name: "deploy bootstrap",
      stacks: ["bootstrap"],
      run: (workspace) => deploy(workspace, ids(workspace, ["bootstrap"])),
    },
    {
      name: "move the bootstrap state into its bucket",
      stacks: ["bootstrap"],
      run: (workspace) => moveState(workspace, "s3"),
    },
    ...WAVES.flatMap((wave) => [
      ...(wave.includes("workloads") ? [balance("balance")] : []),
      ...at("making", wave),
      {
        name: `deploy ${wave.join(" and ")}`,
        stacks: wave,
        run: (workspace: Workspace) => deploy(workspace, ids(workspace, wave)),
      },
    ]),
    { name: "compare what exists with the environment file", run: compare },
    {
      name: "lose every state, restore them, lose them for good, and recover",
      stacks: ["bootstrap"],
      isAside: true,
      run: loseStates,
    },
    ...at("changing", STACKS),
    { name: "lift deletion protection", run: liftProtection },
    ...[...LIVING].reverse().flatMap((stack) => [
      ...at("destroying", [stack]),
      {
        name: `destroy ${stack}`,
        stacks: [stack],
        run: (workspace: Workspace) => destroy(workspace, ids(workspace, [stack])),
      },
      ...(stack === "workloads" ? [balance("unbalance")] : []),
    ]),
    { name: "move the bootstrap state back", stacks: ["bootstrap"], run: (workspace) => moveState(workspace, "local") },
    ...at("destroying", ["bootstrap"]),
    {
      name: "destroy bootstrap",
      stacks: ["bootstrap"],
      run: (workspace) => destroy(workspace, ids(workspace, ["bootstrap"])),
    },
    { name: "find nothing left", run: findNothing },
  ];
}

/** Stacks that an environment has: those of its sections, and what every one has. */
const stacksOf = (environment: Environment): readonly string[] =>
  STACKS.filter((stack) =>
    stack === "bootstrap" ? environment.state.backend === "s3" : entryOf({ ...environment }, stack) !== undefined,
  );

const balance = (word: "balance" | "unbalance"): Step => ({
  name: `${word === "balance" ? "make" : "remove"} a load balancer as the controller would`,
  stacks: ["workloads"],
  run: (workspace) => aws(workspace, word),
});
