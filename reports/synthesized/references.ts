import { remembered } from "./remembered";
import type { Block, Json, Stack, SynthesizedEnvironment } from "./types";
import { valueAt } from "./values";

/** One use of another block's attribute in an expression, for example `${aws_vpc.vpc_main.id}`. */
export interface Reference {
  /** The block that is used: `aws_vpc.vpc_main`, `data.terraform_remote_state.network`. */
  readonly address: string;
  /** What of it is used: `id`, `vpc_config[0].cluster_security_group_id`, `outputs.vpc_id`; empty for `depends_on`. */
  readonly attribute: string;
  /** Of a remote state the output that is used. */
  readonly output?: string;
}

const EXPRESSION = /\$\{((?:[^{}]|\{[^{}]*\})*)\}/g;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;
const USE = /(?<![\w.])((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*)((?:\.\w+|\[\d+\]|\[\*\])*)/g;

/** Everything that the expressions in a value use, in the order of the value; `depends_on` counts too. */
export function references(value: Json): readonly Reference[] {
  return typeof value === "object" && value !== null ? referencesOf(value as object) : referencesIn(value);
}

const referencesOf = remembered((value: object): readonly Reference[] => referencesIn(value as Json));

function referencesIn(value: Json): Reference[] {
  if (typeof value === "string")
    return value.includes("${") ? [...value.matchAll(EXPRESSION)].flatMap(([, text = ""]) => usesIn(text)) : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "depends_on" && Array.isArray(inner) ? inner.flatMap((item) => usesIn(String(item))) : referencesIn(inner),
  );
}

const usesIn = (expression: string): Reference[] =>
  [...expression.replaceAll(QUOTED, "").matchAll(USE)].map(([, address = "", rest = ""]) => {
    const attribute = rest.replace(/^\./, "");
    const [, output] = /^outputs\.(\w+)/.exec(attribute) ?? [];
    return { address, attribute, ...(output ? { output } : {}) };
  });

/** An expression that is one reference and nothing else. */
const SINGLE = /^\$\{[\w.[\]-]+\}$/;

/**
 * The value behind an expression, also through the outputs of other stacks: `${aws_vpc.main.cidr_block}` is
 * `10.0.0.0/16`. What is no expression stays as it is; undefined is what only AWS knows.
 */
export function known(value: Json | undefined, stack: Stack, environment: SynthesizedEnvironment): Json | undefined {
  if (typeof value !== "string" || !value.includes("${")) return value;
  const [use] = SINGLE.test(value) ? references(value) : [];
  if (!use) return undefined;
  const { address, attribute, output } = use;
  if (output !== undefined) {
    const producer = producerOf(address, environment);
    return producer && known(outputOf(producer, output), producer, environment);
  }
  const block = blockAt(address, stack)[0];
  return block && known(valueAt(block.values, attribute), stack, environment);
}

const producerOf = (address: string, { stacks }: SynthesizedEnvironment): Stack | undefined =>
  stacks.find(({ name }) => `data.terraform_remote_state.${name}` === address);

const outputOf = ({ outputs }: Stack, output: string): Json | undefined =>
  outputs.find(({ name }) => name === output)?.values.value;

const blockAt = (address: string, stack: Stack): Block[] => {
  const block = indexOf(stack).get(address);
  return block ? [block] : [];
};

/**
 * The blocks that an expression leads to, through the outputs of other stacks of the environment.
 * A reference that leads nowhere (a block that is not there, an output that is no expression) is left out.
 */
export function targets(value: Json, stack: Stack, environment: SynthesizedEnvironment): Block[] {
  const found = references(value).flatMap(({ address, output }) => {
    if (output !== undefined) {
      const producer = producerOf(address, environment);
      const published = producer && outputOf(producer, output);
      return producer && published !== undefined ? targets(published, producer, environment) : [];
    }
    return blockAt(address, stack);
  });
  return [...new Set(found)];
}

/** Resources and data sources of a stack by their address. */
const indexOf = remembered(
  (stack: Stack): ReadonlyMap<string, Block> =>
    new Map([
      // a planned resource has keys and modules in its address, and a name of its own that expressions use
      ...stack.resources.map((block) => [`${block.type}.${block.name}`, block] as const),
      ...[...stack.resources, ...stack.dataSources].map((block) => [block.address, block] as const),
    ]),
);
