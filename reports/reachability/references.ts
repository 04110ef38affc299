import type { Block, Json, Stack } from "../synthesized";
import { valueAt } from "../synthesized";

/** A value as text, or undefined when it is neither text, number nor truth value. */
export const text = (value: Json | undefined): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

/** What a resource is called everywhere in an environment: `<stack>/<address>`. */
export const nameOf = ({ stack, address }: Pick<Block, "stack" | "address">): string => `${stack}/${address}`;

const REMOTE = /^data\.terraform_remote_state\.(\w+)\.outputs\.(\w+)(?:\[(\d+)\])?$/;
const LOCAL = /^([a-z][a-z0-9]*_\w+\.\w+)((?:\.\w+|\[\d+\])*)$/;
const ELEMENT = /^element\((.+), (\d+)\)$/;

/**
 * Follows references from stack to stack. `${data.terraform_remote_state.network.outputs.vpc_id}` becomes what the network
 * stack put into that output, and a reference to a resource becomes `<stack>/<address>.<attribute>`, which means the same
 * thing whoever writes it. Texts that are no reference stay as they are.
 */
export class References {
  private readonly stacks: ReadonlyMap<string, Stack>;

  /** All of one environment's stacks. */
  constructor(stacks: readonly Stack[]) {
    this.stacks = new Map(stacks.map((stack) => [stack.name, stack]));
  }

  /** The values a reference stands for: several for a list. `from` is the stack that wrote it. */
  resolve(value: Json | undefined, from: string): readonly string[] {
    if (Array.isArray(value)) return value.flatMap((item) => this.resolve(item, from));
    const written = text(value as Json | undefined);
    if (written === undefined) return [];
    const [, expression] = /^\$\{(.*)\}$/.exec(written) ?? [];
    return expression === undefined ? [written] : this.follow(expression, written, from);
  }

  private follow(expression: string, written: string, from: string): readonly string[] {
    const [, list, index] = ELEMENT.exec(expression) ?? [];
    if (list !== undefined) return this.resolve(`\${${list}}`, from).slice(Number(index), Number(index) + 1);
    const [, producer, output, position] = REMOTE.exec(expression) ?? [];
    if (producer !== undefined && output !== undefined) {
      const published = this.stacks.get(producer)?.outputs.find(({ name }) => name === output)?.values.value;
      if (published === undefined) return [`${producer}/output.${output}`];
      const found = this.resolve(published, producer);
      return position === undefined ? found : found.slice(Number(position), Number(position) + 1);
    }
    const [, address, attribute] = LOCAL.exec(expression) ?? [];
    return address === undefined || address.startsWith("data.") ? [written] : [`${from}/${address}${attribute ?? ""}`];
  }

  /** The text behind a value, when the JSON says it: `${aws_vpc.main.cidr_block}` is `10.0.0.0/16`. */
  literal(value: Json | undefined, from: string): string | undefined {
    const reference = this.one(value, from);
    const [, stack = "", address = "", path = ""] = /^(\w+)\/(\w+\.\w+)\.(.+)$/.exec(reference ?? "") ?? [];
    const found = this.stacks.get(stack)?.resources.find((resource) => resource.address === address);
    const written = found && valueAt(found.values, path);
    return written === undefined ? reference : this.literal(written, stack);
  }

  /** The only value a reference stands for. */
  one(value: Json | undefined, from: string): string | undefined {
    return this.resolve(value, from)[0];
  }
}
