import type { Environment } from "../../../environments/schema";
import { aws, compare, findNothing, ids, liftProtection, moveState, type Step, synthesize, WAVES } from "../step";
import { deploy, destroy } from "../terraform";
import type { Workspace } from "../workspace";
import { killSteps } from "./steps";

const STACKS = ["bootstrap", ...WAVES.flat()];

/**
 * The life of one environment. Terraform is killed at points of it while it makes, changes and destroys stacks; what is made and in
 * no state is recovered, nothing exists twice, and nothing that holds data is replaced. Between the points life goes on as planned.
 */
export function killJourney(environment: Environment, most: number, seed: number): readonly Step[] {
  const { at, beginning, later, complete } = killSteps(environment, seed, most);
  return [
    { name: "synthesize", run: synthesize },
    ...at("making", ["bootstrap"]),
    deployment(["bootstrap"]),
    {
      name: "move the bootstrap state into its bucket",
      stacks: ["bootstrap"],
      run: (workspace) => moveState(workspace, "s3"),
    },
    ...beginning,
    ...WAVES.flatMap((wave) => [
      ...(wave.includes("workloads") ? [balance("balance")] : []),
      ...at("making", wave),
      deployment(wave),
      ...(wave.includes("network") ? later : []),
    ]),
    { name: "compare what exists with the environment file", run: compare },
    ...complete,
    ...at("changing", STACKS),
    { name: "lift deletion protection", run: liftProtection },
    ...WAVES.flat()
      .reverse()
      .flatMap((stack) => [
        ...at("destroying", [stack]),
        destruction(stack),
        ...(stack === "workloads" ? [balance("unbalance")] : []),
      ]),
    { name: "move the bootstrap state back", stacks: ["bootstrap"], run: (workspace) => moveState(workspace, "local") },
    ...at("destroying", ["bootstrap"]),
    destruction("bootstrap"),
    { name: "find nothing left", run: findNothing },
  ];
}

const deployment = (stacks: readonly string[]): Step => ({
  name: `deploy ${stacks.join(" and ")}`,
  stacks,
  run: (workspace: Workspace) => deploy(workspace, ids(workspace, stacks)),
});

const destruction = (stack: string): Step => ({
  name: `destroy ${stack}`,
  stacks: [stack],
  run: (workspace: Workspace) => destroy(workspace, ids(workspace, [stack])),
});

const balance = (word: "balance" | "unbalance"): Step => ({
  name: `${word === "balance" ? "make" : "remove"} a load balancer as the controller would`,
  stacks: ["workloads"],
  run: (workspace) => aws(workspace, word),
});
