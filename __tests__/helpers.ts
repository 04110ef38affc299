import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, Testing } from "cdktf";
import { PlainNamesStack } from "../platform/names";
import { withoutCreationTraces } from "../platform/quick";

type Json = Record<string, unknown>;
/** Anything with a Terraform type: the class of a resource or data source. */
interface TerraformType {
  readonly tfResourceType: string;
}
// biome-ignore lint/suspicious/noExplicitAny: tests look into arbitrary synthesized JSON
export type Block = any;

/** An app that records no stack traces; its folder goes with what was synthesized for all tests. */
export const testApp = (): App =>
  Testing.app({ stackTraces: false, outdir: mkdtempSync(join(process.env.REAL_OUTPUT ?? tmpdir(), "app-")) });

/** Synthesizes whatever `build` adds to an empty stack. */
export function synth(build: (stack: PlainNamesStack) => void): Synthesized {
  return withoutCreationTraces(() => {
    const stack = new PlainNamesStack(testApp(), "sandbox");
    build(stack);
    return synthesized(stack);
  });
}

/** The Terraform JSON of one stack, synthesized alone. */
export function synthesized(stack: PlainNamesStack): Synthesized {
  return new Synthesized(JSON.parse(Testing.synth(stack)));
}

/** Typed access to the resources of one synthesized stack. */
export class Synthesized {
  constructor(readonly json: Block) {}

  /** Resources of a type by Terraform name. */
  all(type: TerraformType): Record<string, Block> {
    return this.json.resource?.[type.tfResourceType] ?? {};
  }

  /** The only resource of a type; fails when there are none or several. */
  only(type: TerraformType): Block {
    const found = this.all(type);
    const names = Object.keys(found);
    if (names.length !== 1) {
      throw new Error(`expected one ${type.tfResourceType}, found ${names.length}: ${names.join(", ")}`);
    }
    return found[names[0] as string];
  }

  /** Every resource address, sorted. */
  addresses(): string[] {
    return Object.entries((this.json.resource ?? {}) as Record<string, Json>)
      .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
      .sort();
  }

  /** Sorted `"<a> depends on <b>"` sentences of the explicit `depends_on` edges. */
  edges(): string[] {
    return Object.entries((this.json.resource ?? {}) as Record<string, Record<string, Block>>)
      .flatMap(([type, byName]) =>
        Object.entries(byName).flatMap(([name, block]) =>
          ((block.depends_on ?? []) as string[]).map((target) => `${type}.${name} depends on ${target}`),
        ),
      )
      .sort();
  }
}
