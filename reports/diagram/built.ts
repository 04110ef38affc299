import { lookUp } from "../audit/checks";
import { type Block, type Json, type SynthesizedEnvironment, targets } from "../synthesized";

/** The resources of an environment, and the way from one to another through references and outputs of stacks. */
export class Built {
  readonly resources: readonly Block[];

  constructor(readonly environment: SynthesizedEnvironment) {
    this.resources = environment.stacks.flatMap((stack) => stack.resources);
  }

  ofType(type: string): Block[] {
    return this.resources.filter((block) => block.type === type);
  }

  /** The resources that an argument of a block refers to, in order; of one type when it is given. */
  follow(block: Block, path: string, type?: string): Block[] {
    const { value } = lookUp(block, path);
    return this.followValue(value ?? null, block).filter((found) => type === undefined || found.type === type);
  }

  /** Resources that the expressions in any value of a block lead to. `element(list, 1)` is the second of them. */
  followValue(value: Json, block: Block): Block[] {
    const stack = this.environment.stacks.find(({ name }) => name === block.stack);
    if (!stack) return [];
    const [, list, index] = (typeof value === "string" && ELEMENT.exec(value)) || [];
    if (list === undefined) return targets(value, stack, this.environment);
    const found = targets(`\${${list}}`, stack, this.environment);
    return found.slice(Number(index), Number(index) + 1);
  }
}

const ELEMENT = /^\$\{element\((.+), (\d+)\)\}$/;

/** A text at a path; a number as a text; undefined when nothing or anything else is there. */
export function textAt(block: Block, path: string): string | undefined {
  const { value } = lookUp(block, path);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Unique name of a block within its environment. */
export const keyOf = ({ stack, address }: Pick<Block, "stack" | "address">): string => `${stack}/${address}`;
