import { withoutSecrets } from "../built/secrets";
import { type Block, grouped, type Json, type Stack } from "../synthesized";
import * as rules from ".";
import { typeOf, typesOf } from "./checks";
import type { Context, Judged, Rule } from "./rule";

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
export const judge = (context: Context, judgedBy: readonly Rule[] = RULES): Finding[] =>
  findingsOf(context, judgedBy, () => true);

/** What breaks some rules: what passes, which is nearly everything, is not even put into words. */
export const failuresOf = (context: Context, judgedBy: readonly Rule[]): Finding[] =>
  findingsOf(context, judgedBy, ({ verdict }) => verdict === "fail");

function findingsOf(context: Context, judgedBy: readonly Rule[], isWanted: (outcome: Judged) => boolean): Finding[] {
  const stacks = context.environment.stacks.map((stack) => ({ file: stack.file, blocksFor: blocksByType(stack) }));
  const findings: Finding[] = [];
  for (const rule of judgedBy)
    for (const { file, blocksFor } of stacks)
      for (const block of blocksFor(typesOf(rule.check))) {
        const outcome = rule.check(block, context);
        if (outcome.verdict !== "not applicable" && isWanted(outcome))
          findings.push(findingOf(rule, outcome, block, file));
      }
  return findings;
}

/** The blocks of a stack that are of some types, or all, in their order: most rules are for one of many types. */
function blocksByType(stack: Stack): (types: ReadonlySet<string> | undefined) => readonly Block[] {
  const all = blocksOf(stack);
  const placed = grouped(all.map((block, place) => [typeOf(block), { block, place }] as const));
  return (types) =>
    types === undefined
      ? all
      : [...types]
          .flatMap((type) => placed.get(type) ?? [])
          .sort((a, b) => a.place - b.place)
          .map(({ block }) => block);
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

function findingOf(rule: Rule, { verdict, pointer, value: found }: Judged, block: Block, stackFile: string): Finding {
  const { environment, stack, address, constructPath } = block;
  const file = block.file ?? stackFile;
  const value = withoutSecrets(found, pointer);
  return { rule, environment, stack, address, file, constructPath, verdict, pointer, value };
}
