import type { Block, SynthesizedEnvironment } from "../synthesized";
import { meaningOf } from "./meaning";

/** The name of a block in AWS, or its name in Terraform where AWS or a reference decides it. */
export function nameOf(block: Block, environment: SynthesizedEnvironment): string {
  const stack = environment.stacks.find(({ name }) => name === block.stack);
  const written = block.values.name;
  return stack && typeof written === "string" ? meaningOf(written, { stack, environment }) : block.name;
}
