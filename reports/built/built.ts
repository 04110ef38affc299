import { type Block, type Json, known, type Stack, type SynthesizedEnvironment, targets } from "../synthesized";
import { lookUp } from "./look-up";

/** The resources of an environment, and the way from one to another through references and outputs of stacks. */
export class Built {
  readonly resources: readonly Block[];
  private readonly byType = new Map<string, Block[]>();
  private readonly stacks: ReadonlyMap<string, Stack>;

  constructor(readonly environment: SynthesizedEnvironment) {
    this.resources = environment.stacks.flatMap((stack) => stack.resources);
    this.stacks = new Map(environment.stacks.map((stack) => [stack.name, stack]));
    for (const block of this.resources) {
      const same = this.byType.get(block.type);
      if (same) same.push(block);
      else this.byType.set(block.type, [block]);
    }
  }

  ofType(type: string): readonly Block[] {
    return this.byType.get(type) ?? [];
  }

  /** The resources that an argument of a block refers to, in order; of one type when it is given. */
  follow(block: Block, path: string, type?: string): Block[] {
    const { value } = lookUp(block, path);
    return this.followValue(value ?? null, block).filter((found) => type === undefined || found.type === type);
  }

  /** Resources that the expressions in any value of a block lead to. `element(list, 1)` is the second of them. */
  followValue(value: Json, block: Block): Block[] {
    const stack = this.stackOf(block);
    if (!stack) return [];
    const [, list, index] = (typeof value === "string" && ELEMENT.exec(value)) || [];
    if (list === undefined) return targets(value, stack, this.environment);
    const found = targets(`\${${list}}`, stack, this.environment);
    return found.slice(Number(index), Number(index) + 1);
  }

  /** A value of a block with what the JSON says about the expression in it; undefined when only AWS knows it. */
  known(value: Json | undefined, block: Block): string | undefined {
    const stack = this.stackOf(block);
    const found = stack && known(value, stack, this.environment);
    return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
  }

  private stackOf(block: Block): Stack | undefined {
    return this.stacks.get(block.stack);
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
