import type { Environment } from "../../../environments/schema";
import { entryOf } from "../../../reports/synthesized";
import { type Step, WAVES } from "../step";
import { beyondSteps, laterSteps } from "./beyond";
import { interruptSteps } from "./interrupt";
import { killAndRecover } from "./kill-and-recover";
import { loseStates } from "./lost";
import { choosePoints, type Doing, type Point } from "./points";
import { severalSteps } from "./several";

/** Steps in which Terraform is killed, by the moments of a life at which they are taken. Each is done on a copy. */
export interface KillSteps {
  /** Before these stacks are made, changed, or destroyed. */
  readonly at: (doing: Doing, stacks: readonly string[]) => readonly Step[];
  /** Before the network is made: an interruption that is no kill, and what two kills leave. */
  readonly beginning: readonly Step[];
  /** Once the network is there, and nothing that reads it. */
  readonly later: readonly Step[];
  /** While everything is there. */
  readonly complete: readonly Step[];
}

/**
 * Kills at points of the life of an environment; a seed gives the same points each time.
 * @param most how many points. @default each work on each stack once
 * @param isTaken which of them are taken. @default all
 */
export function killSteps(
  environment: Environment,
  seed: number,
  most?: number,
  isTaken: (point: Point) => boolean = () => true,
): KillSteps {
  const stacks = stacksOf(environment);
  const points = choosePoints(stacks, most ?? 3 * stacks.length, seed).filter(isTaken);
  return {
    at: (doing, stacks) =>
      points
        .filter((point) => point.doing === doing && stacks.includes(point.stack))
        .map((point) => ({
          name: `kill Terraform while ${doing} ${point.stack}, and recover`,
          stacks: [point.stack],
          isAside: true,
          run: (workspace) => killAndRecover(workspace, point),
        })),
    beginning: [...interruptSteps, ...severalSteps, ...beyondSteps],
    later: laterSteps,
    complete: [
      {
        name: "lose every state, restore them, lose them for good",
        stacks: ["bootstrap"],
        isAside: true,
        run: loseStates,
      },
    ],
  };
}

/** Stacks that an environment has: those of its sections, and what every one has. */
const stacksOf = (environment: Environment): readonly string[] =>
  ["bootstrap", ...WAVES.flat()].filter((stack) =>
    stack === "bootstrap" ? environment.state.backend === "s3" : entryOf({ ...environment }, stack) !== undefined,
  );
