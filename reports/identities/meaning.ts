import { type Json, type Stack, type SynthesizedEnvironment, valueAt } from "../synthesized";

/** Where a text is written: its expressions mean what they mean in this stack. */
export interface Place {
  readonly stack: Stack;
  readonly environment: SynthesizedEnvironment;
}

const EXPRESSION = /\$\{((?:[^{}]|\{[^{}]*\})*)\}/g;
const REMOTE = /^data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)$/;
const ATTRIBUTE = /^((?:data\.)?[a-z]\w*\.[\w-]+)((?:\.\w+|\[\d+\])*)$/;

/**
 * A text in which every expression stands for what it means, as far as the JSON says: the value, when it is written
 * somewhere (`${aws_eks_cluster.main.name}` is `shop`), or else the resource (`aws_kms_key.main`), with the attribute unless
 * that is its ARN, id or name. Outputs of other stacks are followed. What leads nowhere stays as it is, with its `${`.
 */
export const meaningOf = (text: string, place: Place): string =>
  text.replace(EXPRESSION, (written, expression: string) => meaning(expression.trim(), place) ?? written);

/** Whether something in a text is left that the JSON does not explain. */
export const isUnknown = (text: string): boolean => text.includes("${");

function meaning(expression: string, { stack, environment }: Place): string | undefined {
  const [, producerName, output] = REMOTE.exec(expression) ?? [];
  if (producerName !== undefined) {
    const producer = environment.stacks.find(({ name }) => name === producerName);
    const value = producer?.outputs.find(({ name }) => name === output)?.values.value;
    return producer && isText(value) ? meaningOf(String(value), { stack: producer, environment }) : undefined;
  }
  const [, address, path = ""] = ATTRIBUTE.exec(expression) ?? [];
  const block = [...stack.resources, ...stack.dataSources].find((it) => it.address === address);
  if (!block) return undefined;
  const literal = valueAt(block.values, path);
  if (isText(literal)) return meaningOf(String(literal), { stack, environment });
  return /^\.(arn|id|name)$/.test(path) ? block.address : `${block.address}${path}`;
}

const isText = (value: Json | undefined): boolean => typeof value === "string" || typeof value === "number";
