import {
  type Block,
  type Json,
  known,
  references,
  type Stack,
  type SynthesizedEnvironment,
  type Values,
  valueAt,
} from "../../reports/synthesized";

/** What is known of resources that exist: their attributes by stack and address, those of data sources too. */
export type Attributes = (stack: string, address: string) => Readonly<Record<string, unknown>> | undefined;

const EXPRESSION = /\$\{([^{}]*)\}/g;
/** `element(list, 1)`: the second of a list of expressions that an output holds. */
const ELEMENT = /^element\((.+), (\d+)\)$/;

/**
 * The text of a value with every expression in it resolved: through what exists, through what the JSON says itself, and
 * through the outputs of other stacks. Undefined when one of them cannot be.
 */
export function resolveText(
  value: Json | undefined,
  block: Block,
  environment: SynthesizedEnvironment,
  attributes: Attributes,
): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") return undefined;
  const stack = environment.stacks.find(({ name }) => name === block.stack);
  if (!stack) return undefined;
  const parts = [...value.matchAll(EXPRESSION)].map(([, text = ""]) =>
    expression(text, stack, environment, attributes),
  );
  if (parts.some((part) => part === undefined)) return undefined;
  return value.replace(EXPRESSION, () => parts.shift() as string).replaceAll("$${", "${");
}

function expression(
  text: string,
  stack: Stack,
  environment: SynthesizedEnvironment,
  attributes: Attributes,
): string | undefined {
  const [, list, index] = ELEMENT.exec(text) ?? [];
  const [use] = references(`\${${list ?? text}}`);
  if (!use) return undefined;
  const { address, attribute, output } = use;
  if (output !== undefined) {
    const producer = environment.stacks.find(({ name }) => `data.terraform_remote_state.${name}` === address);
    const published = producer?.outputs.find(({ name }) => name === output);
    if (!producer || !published) return undefined;
    const value = index === undefined ? published.values.value : asList(published.values.value)[Number(index)];
    return resolveText(value, published, environment, attributes);
  }
  const all = attributes(stack.name, address);
  const found = all?.[attribute] ?? (all && valueAt(all as Values, attribute));
  if (typeof found === "string" || typeof found === "number") return String(found);
  const written = known(`\${${address}.${attribute}}`, stack, environment);
  return typeof written === "string" && !written.includes("${") ? written : undefined;
}

const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
