import { App } from "cdktf";
import type { LoadedEnvironments, Source } from "../environments/load";
import { refusal } from "../environments/problem";
import { readMoves } from "../platform/moves";
import { AddressClash } from "../platform/names";
import { withoutCreationTraces, withQuickResolution } from "../platform/quick";
import { writeSidecar } from "../platform/sidecar";
import { readStack, type StackJson } from "../platform/stack-json";
import { withCreationTraces } from "../platform/traces";
import { clashProblem, nameProblems } from "../platform/unique-names";
import { addStacks } from ".";

/**
 * Writes every stack of the environments into a folder, and returns them by id.
 * @throws UserError when two resources would have one name where AWS or Kubernetes allows one
 */
export function synthesize({ environments, sources }: LoadedEnvironments, outdir: string): Record<string, StackJson> {
  const moves = readMoves();
  const app = new App({ stackTraces: false, outdir });
  const construct = process.env.CREATION_TRACES ? withCreationTraces : withoutCreationTraces;
  try {
    const stacks = construct(() => {
      const all = environments.flatMap((environment) =>
        addStacks(app, environment).map((stack) => ({ environment, stack: stack.stackName, id: stack.node.id })),
      );
      withQuickResolution(() => app.synth());
      return all.map((one) => ({ ...one, json: readStack(outdir, one.id) }));
    });
    const problems = nameProblems(
      stacks.map(({ environment, ...stack }) => ({
        ...stack,
        environment: { ...environment, ...(sources[environment.name] as Source) },
      })),
    );
    if (problems.length > 0) throw refusal(problems);
    for (const { id, json } of stacks) writeSidecar(outdir, id, json, moves);
    return Object.fromEntries(stacks.map(({ id, json }) => [id, json]));
  } catch (error) {
    throw error instanceof AddressClash ? refusal([clashProblem(error, sources)]) : error;
  }
}
