/** One resource of a synthesized stack, as every report reads it. */
export interface Resource {
  /** Environment, for example `statuspage`. */
  readonly environment: string;
  /** Stack without the environment, for example `network`. */
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  /** `<type>.<name>`, the address in a plan. */
  readonly address: string;
  /** The arguments as synthesized, without cdktf's `//` comments. */
  readonly values: Readonly<Record<string, unknown>>;
  /** JSON pointer of the resource in its stack's file. */
  readonly pointer: string;
  /** Path of the construct that made it, for example `statuspage-network/vpc/main`. */
  readonly constructPath?: string;
}

/** One synthesized stack: what it makes, what it promises, and the notes it carries. */
export interface Stack {
  readonly environment: string;
  readonly stack: string;
  readonly resources: readonly Resource[];
  /** Values of its outputs by name. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Local values by name; the network stack's `usage` says what the cost report assumes. */
  readonly locals?: Readonly<Record<string, unknown>>;
}

type Values = Readonly<Record<string, unknown>>;

/** Nested blocks of a kind: cdktf writes one as an object and several as a list. */
export const blocks = (values: Values | undefined, key: string): readonly Values[] => {
  const value = values?.[key];
  return (Array.isArray(value) ? value : [value]).filter((item): item is Values => isValues(item));
};

/** The first nested block of a kind, or an empty one. */
export const block = (values: Values | undefined, key: string): Values => blocks(values, key)[0] ?? {};

/** A value as text, or undefined when it is neither text, number nor truth value. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

/** A list of texts; one text is a list of one. */
export const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((item) => text(item) ?? []);

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A step into a value; the first of something that is no list is the thing itself. */
const within = (value: unknown, step: string): unknown => {
  if (step === "" || (step === "0" && !Array.isArray(value))) return value;
  return (value as Readonly<Record<string, unknown>> | undefined)?.[step];
};

const REMOTE = /^\$\{data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)(?:\[(\d+)\])?\}$/;
const LOCAL = /^\$\{([a-z]\w*\.\w+)((?:\.\w+|\[\d+\])*)\}$/;

/**
 * Follows references from stack to stack. `${data.terraform_remote_state.network.outputs.vpc_id}` becomes what the
 * network stack put into that output, and a reference to a resource becomes `<stack>/<address>.<attribute>`, which means
 * the same thing whoever writes it. Texts that are no reference stay as they are.
 */
export class References {
  private readonly stacks: ReadonlyMap<string, Stack>;

  /** All of one environment's stacks. */
  constructor(stacks: readonly Stack[]) {
    this.stacks = new Map(stacks.map((stack) => [stack.stack, stack]));
  }

  /** The values a reference stands for: several for a list. `from` is the stack that wrote it. */
  resolve(value: unknown, from: string): readonly string[] {
    if (Array.isArray(value)) return value.flatMap((item) => this.resolve(item, from));
    const written = text(value);
    if (written === undefined) return [];
    const [, producer, output, index] = REMOTE.exec(written) ?? [];
    if (producer !== undefined && output !== undefined) {
      const published = this.stacks.get(producer)?.outputs[output];
      if (published === undefined) return [`${producer}/output.${output}`];
      const found = this.resolve(published, producer);
      return index === undefined ? found : found.slice(Number(index), Number(index) + 1);
    }
    const [, address, attribute] = LOCAL.exec(written) ?? [];
    if (address === undefined || address.startsWith("data.")) return [written];
    return [`${from}/${address}${attribute ?? ""}`];
  }

  /** The text behind a value, when the JSON says it: `${aws_vpc.main.cidr_block}` is `10.0.0.0/16`. */
  literal(value: unknown, from: string): string | undefined {
    const reference = this.one(value, from);
    const [, stack, address = "", path = ""] = /^(\w+)\/(\w+\.\w+)\.(.+)$/.exec(reference ?? "") ?? [];
    const found = this.stacks.get(stack ?? "")?.resources.find((resource) => resource.address === address);
    if (!found || !stack) return reference;
    const written = path.split(/[.[\]]+/).reduce<unknown>(within, found.values);
    return written === undefined ? reference : this.literal(written, stack);
  }

  /** The only value a reference stands for. */
  one(value: unknown, from: string): string | undefined {
    return this.resolve(value, from)[0];
  }
}

/** What `References` calls an attribute of a resource: `network/aws_vpc.main.id`. */
export const referenceTo = (resource: Pick<Resource, "stack" | "address">, attribute: string): string =>
  `${resource.stack}/${resource.address}.${attribute}`;
