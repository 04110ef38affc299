import type { Findings } from "./search";

/** Name of the file with the import blocks, beside the `cdk.tf.json` of a stack. Made by `recover`, gone after the apply. */
export const IMPORT_FILE = "recover.tf";

const HEADER = `# What exists and is in no state: written by "recover", planned, reviewed, and removed when the plan is applied.
# Never committed.
`;

/** Terraform's import blocks for what was found of one stack; empty when there is nothing to import. */
export function importBlocks(stack: string, { found }: Findings): string {
  const own = found.filter((one) => one.stack === stack);
  return own.length === 0
    ? ""
    : HEADER +
        own
          .map(({ address, candidate }) => `\nimport {\n  to = ${address}\n  id = ${quoted(candidate.id)}\n}\n`)
          .join("");
}

/** A text as HCL writes one: nothing in it is an expression. */
const quoted = (text: string): string => JSON.stringify(text).replace(/[$%]\{/g, (start) => `${start[0]}${start}`);
