import { TerraformOutput, type TerraformRemoteState } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environments/schema";

/** What a field looks like to TypeScript once another stack has read it. */
interface Kinds {
  text: string;
  list: string[];
  count: number;
}
type Kind = keyof Kinds;

/** Stands in for a value while its producer does not exist, in a preview; such values say `preview` where they can. */
export type Sample<T> = (environment: Environment) => T;

/** One promised value: its type, the sentence a reader of `terraform output` sees, and what a preview has instead. */
export interface Field<K extends Kind = Kind> {
  readonly kind: K;
  readonly description: string;
  readonly sample: Sample<Kinds[K]>;
}
type Fields = Readonly<Record<string, Field>>;

/** The named, typed values one stack promises to every other stack. */
export interface Contract<F extends Fields = Fields> {
  /** Stack that publishes the values, for example `network`. */
  readonly producer: string;
  readonly fields: F;
}

/** The values of a contract as the producer passes them in and as a consumer gets them back. */
export type Values<C extends Contract> = {
  readonly [K in keyof C["fields"]]: Kinds[C["fields"][K]["kind"]];
};

/** A field that holds one string. */
export const text = (description: string, sample: Sample<string>): Field<"text"> => ({
  kind: "text",
  description,
  sample,
});
/** A field that holds a list of strings. */
export const list = (description: string, sample: Sample<string[]>): Field<"list"> => ({
  kind: "list",
  description,
  sample,
});
/** A field that holds a number. */
export const count = (description: string, sample: Sample<number>): Field<"count"> => ({
  kind: "count",
  description,
  sample,
});

/**
 * Declares what a stack promises. Outputs are public (`docs/decisions/0003-outputs-are-public.md`):
 * renaming or removing a field breaks every stack that reads it, and a secret never becomes one.
 */
export function contract<F extends Fields>(producer: string, fields: F): Contract<F> {
  return { producer, fields };
}

/** `privateSubnetIds` in code is `private_subnet_ids` in Terraform state. */
export const outputName = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Writes one Terraform output per field of the contract. */
export function writeOutputs<C extends Contract>(stack: Construct, promised: C, values: Values<C>): void {
  const outputs = stack.node.tryFindChild("outputs") ?? new Construct(stack, "outputs");
  for (const [field, { description }] of Object.entries(promised.fields)) {
    const value = values[field as keyof Values<C>];
    new TerraformOutput(outputs as Construct, outputName(field), { value, description, staticId: true });
  }
}

/** What a preview reads instead of the producer's outputs, by their names in Terraform. */
export const sampleOutputs = (
  { fields }: Contract,
  environment: Environment,
): Record<string, string | string[] | number> =>
  Object.fromEntries(Object.entries(fields).map(([field, { sample }]) => [outputName(field), sample(environment)]));

const READERS: { [K in Kind]: (state: TerraformRemoteState, name: string) => Kinds[K] } = {
  text: (state, name) => state.getString(name),
  list: (state, name) => state.getList(name),
  count: (state, name) => state.getNumber(name),
};

/** References to the values that the contract's producer keeps in its state. */
export function readOutputs<C extends Contract>(state: TerraformRemoteState, promised: C): Values<C> {
  const entries = Object.entries(promised.fields).map(([field, { kind }]) => [
    field,
    READERS[kind](state, outputName(field)),
  ]);
  return Object.fromEntries(entries) as Values<C>;
}
