import { existsSync, readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { UserError } from "../environments/problem";

/** Register of addresses that became others or went. */
export const MOVES_FILE = "addresses/moves.yaml";

const matching = (pattern: RegExp, wrong: string, write: string) =>
  z.string().refine((text) => pattern.test(text), {
    error: ({ input }) => `"${String(input).slice(0, 80)}" is not ${wrong}; write it like ${write}`,
  });
const address = matching(
  /^[a-z][a-z0-9_]*\.[a-zA-Z_][\w-]*$/,
  "the address of a resource",
  "aws_db_instance.data_database_main",
);

const move = z.strictObject({
  /** The stack of every environment: a move of a resource that was never there does nothing. */
  stack: matching(/^[a-z]+$/, "the name of a stack without its environment", "data"),
  from: address,
  to: address,
});

const removal = z.strictObject({
  /** The stack of one environment: what goes from one may stay in another. */
  stack: matching(/^[a-z][a-z0-9-]*-[a-z]+$/, "the id of a stack", "statuspage-data"),
  address,
  destroy: z.boolean({ error: "write true (Terraform destroys it) or false (it goes on without Terraform)" }),
  reason: z.string().refine((text) => text.trim().length >= 20 && !/[\r\n]/.test(text), {
    error: "write why, in one line of 20 characters or more",
  }),
});

const entries = <T extends z.ZodType>(entry: T) => z.array(entry, { error: "write a list of entries" }).nullish();

const register = z
  .strictObject({ moved: entries(move), removed: entries(removal) })
  .transform(({ moved, removed }) => ({ moved: moved ?? [], removed: removed ?? [] }));

/** A resource whose address became another one. */
export type Move = z.infer<typeof move>;
/** A resource that is no longer declared, on purpose. */
export type Removal = z.infer<typeof removal>;
/** What became of addresses that were registered once. */
export type Moves = Readonly<z.infer<typeof register>>;

/** The register of the project; an empty one when there is none. Throws a `UserError` with everything that is wrong. */
export const readMoves = (file = MOVES_FILE): Moves =>
  existsSync(file) ? parseMoves(readFileSync(file, "utf8"), file) : { moved: [], removed: [] };

/** Reads the text of a register. Throws a `UserError` with everything that is wrong with it. */
export function parseMoves(text: string, file: string): Moves {
  const document = parseDocument(text, { prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new UserError(`${file} is not readable as YAML: ${error.message}`);
  const result = register.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
  const problems = result.success
    ? contradictions(result.data)
    : result.error.issues.map(({ path, message }) => `${path.map(String).join(".") || "top"}: ${message}`);
  if (problems.length > 0) throw new UserError(problems.map((problem) => `${file}  ${problem}`).join("\n"));
  return (result as { data: Moves }).data;
}

function contradictions({ moved }: Moves): string[] {
  return moved.flatMap((one, i) => {
    const { stack, from, to } = one;
    const twice = moved.findIndex((other) => other.stack === stack && other.from === from) < i;
    return [
      ...(typeOf(from) === typeOf(to)
        ? []
        : [`moved.${i}: ${from} cannot become ${to}: Terraform moves nothing from one type to another`]),
      ...(twice ? [`moved.${i}: ${from} moves twice; leave one entry of it`] : []),
      ...(endOf(moved, one) === undefined
        ? [`moved.${i}: ${from} moves in a circle; end it at the address of today`]
        : []),
    ];
  });
}

const typeOf = (of: string): string => of.split(".")[0] ?? "";

/** Where a chain of moves ends; undefined when it never does. */
export function endOf(moved: readonly Move[], { stack, from, to }: Move): string | undefined {
  const seen = [from];
  let end: string = to;
  for (;;) {
    if (seen.includes(end)) return undefined;
    seen.push(end);
    const next = moved.find((one) => one.stack === stack && one.from === end);
    if (!next) return end;
    end = next.to;
  }
}

/** `data` of `statuspage-data`: names of stacks have no dash. */
export const stackName = (stackId: string): string => stackId.slice(stackId.lastIndexOf("-") + 1);

/**
 * The entries of a stack as Terraform's own blocks, in HCL. An entry that does not fit what the stack declares today is left
 * out: Terraform refuses to move or remove what is still declared.
 */
export function moveBlocks({ moved, removed }: Moves, stackId: string, addresses: ReadonlySet<string>): string {
  const moves = moved.filter(
    (one) => one.stack === stackName(stackId) && !addresses.has(one.from) && addresses.has(endOf(moved, one) ?? ""),
  );
  const removals = removed.filter((one) => one.stack === stackId && !addresses.has(one.address));
  return [
    ...moves.map(({ from, to }) => `\nmoved {\n  from = ${from}\n  to   = ${to}\n}\n`),
    ...removals.map(
      ({ address: from, destroy, reason }) =>
        `\n# ${reason}\nremoved {\n  from = ${from}\n  lifecycle {\n    destroy = ${destroy}\n  }\n}\n`,
    ),
  ].join("");
}
