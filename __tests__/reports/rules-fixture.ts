import { readSupportCalendar } from "../../reports/built/support";
import { type Finding, judge } from "../../reports/rules/judge";
import type { Rule } from "../../reports/rules/rule";
import { type Json, parseStack, type SynthesizedEnvironment, type Values } from "../../reports/synthesized";

type Writable = { [key: string]: Json | Writable };
/**
 * Blocks by address: `aws_vpc.main`, `provider.aws`, `backend.s3`; `stack` is the file itself. The first is the one that
 * is judged.
 */
export type Blocks = Readonly<Record<string, Values>>;

/** What is done to blocks so that a rule fails. */
export type Fault =
  /** An argument of every block of a type, by its path (`undefined` removes it). */
  | { readonly set: readonly [type: string, path: string | readonly string[], value: Json | undefined] }
  | { readonly remove: string }
  | { readonly add: Blocks };

export interface RuleCase {
  /** Smallest blocks that follow the rule. */
  readonly pass: Blocks;
  /** Makes them break it, and the real output too. */
  readonly fault: Fault;
  /** Blocks the rule says nothing about. @default a route table */
  readonly notApplicable?: Blocks;
  /** What is mended first in the real output, where a waiver lets it break the rule. */
  readonly given?: Fault;
}

/** A rule about one argument of a type: what follows it, and what does not. */
export const argument = (type: string, values: Values, path: string, wrong: Json | undefined): RuleCase => ({
  pass: { [`${type}.main`]: values },
  fault: { set: [type, path, wrong] },
});

/** A `cdk.tf.json` that may be changed. */
export type StackFile = Writable;

export const support = readSupportCalendar();

/** Findings of one rule in stacks, by stack id. */
export const findingsOf = (rule: Rule, stacks: Readonly<Record<string, StackFile>>): Finding[] =>
  environmentsOf(stacks).flatMap((environment) => judge({ environment, support, date: support.date }, [rule]));

function environmentsOf(stacks: Readonly<Record<string, StackFile>>): SynthesizedEnvironment[] {
  const parsed = Object.entries(stacks).map(([id, json]) => parseStack(id, json as Values));
  const names = [...new Set(parsed.map(({ environment }) => environment))];
  return names.map((name) => ({ name, stacks: parsed.filter(({ environment }) => environment === name) }));
}

/** A stack of nothing but these blocks. */
export const stackOf = (blocks: Blocks): StackFile => withBlocks({}, blocks);

/** Where blocks that are no resources are in a stack. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  provider: ["provider"],
  backend: ["terraform", "backend"],
  output: ["output"],
  required_providers: ["terraform", "required_providers"],
  module: ["module"],
  var: ["variable"],
};

/** Adds blocks to a stack, in place. */
export function withBlocks(stack: StackFile, blocks: Blocks): StackFile {
  for (const [address, values] of Object.entries(blocks)) {
    if (address.startsWith("removed.")) {
      put(stack, ["removed"], [structuredClone(values)]);
      continue;
    }
    const [type = "", name = ""] = address.split(".");
    if (type === "stack") for (const [key, value] of Object.entries(values)) put(stack, [key], structuredClone(value));
    else
      put(
        stack,
        [...(PLACES[type] ?? ["resource", type]), name],
        structuredClone(type === "provider" ? [values] : values),
      );
  }
  return stack;
}

/** Every block of a type in a stack: a resource type, the address of one resource, `provider.aws`, `backend.s3` or `required_providers.aws`. */
export function blocksOf(stack: StackFile, type: string): Writable[] {
  const at = (...path: string[]) =>
    path.reduce<Json | Writable | undefined>((node, key) => (node as Writable | undefined)?.[key], stack);
  const [kind = "", name = ""] = type.split(".");
  if (kind === "stack") return [stack];
  if (kind === "provider") return (at("provider", name) ?? []) as unknown as Writable[];
  if (kind === "required_providers") return [at("terraform", kind, name) ?? []].flat() as Writable[];
  if (kind === "backend") return [at("terraform", "backend", name) ?? []].flat() as Writable[];
  if (name !== "") return [at("resource", kind, name) ?? []].flat() as Writable[];
  return Object.values((at("resource", type) ?? {}) as Writable) as Writable[];
}

/** Plants a fault in a stack, in place. */
export function plant(stack: StackFile, fault: Fault): void {
  if ("add" in fault) withBlocks(stack, fault.add);
  else if ("remove" in fault) delete (stack.resource as Writable | undefined)?.[fault.remove];
  else {
    const [type, path, value] = fault.set;
    for (const block of blocksOf(stack, type))
      put(
        block,
        [path].flat().flatMap((key) => (Array.isArray(path) ? key : key.split("."))),
        value,
      );
  }
}

/** Sets a value by its path; through a list it is set in every entry, unless the path names one. */
function put(node: Writable | Writable[], path: readonly string[], value: Json | undefined): void {
  const [key = "", ...rest] = path;
  if (Array.isArray(node) && !/^\d+$/.test(key)) {
    for (const entry of node) put(entry, path, value);
    return;
  }
  const target = node as Writable;
  if (rest.length > 0) {
    target[key] ??= {};
    put(target[key] as Writable, rest, value);
  } else if (value === undefined) delete target[key];
  else target[key] = value;
}

/** A policy document of some statements. */
export const policy = (...statements: readonly Values[]): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Allow", ...statement })),
  });
