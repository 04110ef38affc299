import type { SynthesizedEnvironment } from "../../reports/synthesized";
import type { States } from "../states";

/** Which of some stacks can be planned, and which must wait for the state of one that they read. */
export interface Stages {
  readonly now: readonly string[];
  readonly later: readonly { readonly stack: string; readonly after: readonly string[] }[];
}

/** A stack that reads the outputs of another is planned once that has a state again: until then there is nothing to read. */
export function stagesOf(
  stacks: readonly string[],
  environment: SynthesizedEnvironment,
  { resources }: Pick<States, "resources">,
): Stages {
  const hasState = (name: string) => resources.some(({ stack }) => stack === name);
  const waits = stacks.map((stack) => {
    const reads = environment.stacks.find(({ name }) => name === stack)?.reads ?? [];
    return { stack, after: [...new Set(reads.map(({ stack: read }) => read))].filter((name) => !hasState(name)) };
  });
  return {
    now: waits.filter(({ after }) => after.length === 0).map(({ stack }) => stack),
    later: waits.filter(({ after }) => after.length > 0),
  };
}
