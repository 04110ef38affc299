import { withoutSecrets } from "../built/secrets";
import type { Block, Json, Stack } from "../synthesized";
import * as rules from ".";
import type { Context, Rule } from "./rule";

/** Every rule, by id. */
export const RULES: readonly Rule[] = Object.values(rules).sort((a, b) => (a.id < b.id ? -1 : 1));

/** What one rule says about one block. */
export interface Finding {
  readonly rule: Rule;
  readonly environment: string;
  readonly stack: string;
  readonly address: string;
  /** The file that `pointer` leads into, relative to the output folder. */
  readonly file: string;
  readonly pointer: string;
  /** What was found there, without secrets; null when nothing is. */
  readonly value: Json;
  readonly constructPath: string;
  readonly verdict: "pass" | "fail";
}

/** Judges every block of an environment by every rule. Sorted by rule, stack and address; pure. */
export function judge(context: Context, judgedBy: readonly Rule[] = RULES): Finding[] {
  const stacks = context.environment.stacks.map((stack) => ({ file: stack.file, blocks: blocksOf(stack) }));
  const findings: Finding[] = [];
  for (const rule of judgedBy)
    for (const { file, blocks } of stacks)
      for (const block of blocks) {
        const finding = findingOf(rule, block, file, context);
        if (finding) findings.push(finding);
      }
  return findings;
}

/** Everything in a stack that has arguments. */
export const blocksOf = (stack: Stack): Block[] => [
  ...stack.resources,
  ...(stack.made ?? []),
  ...stack.dataSources,
  ...stack.providers,
  ...(stack.backend ? [stack.backend] : []),
  ...stack.outputs,
  ...stack.declarations,
];

function findingOf(rule: Rule, block: Block, stackFile: string, context: Context): Finding | undefined {
  const outcome = rule.check(block, context);
  if (outcome.verdict === "not applicable") return undefined;
  const { environment, stack, address, constructPath } = block;
  const file = block.file ?? stackFile;
  const { verdict, pointer } = outcome;
  const value = withoutSecrets(outcome.value, pointer);
  return { rule, environment, stack, address, file, constructPath, verdict, pointer, value };
}
