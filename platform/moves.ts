import { existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { UserError } from "../environments/problem";
import { address, matching, readRegister, sentence } from "../environments/register";

/** Register of addresses that became others or went. */
export const MOVES_FILE = "addresses/moves.yaml";

const stackOf = (pattern: RegExp, what: string, example: string) =>
  matching(pattern, `is not ${what}`, `it like ${example}`).describe(`${what}, like ${example}`);

const move = z.strictObject({
  /** The stack of every environment: a move of a resource that was never there does nothing. */
  stack: stackOf(/^[a-z]+$/, "the name of a stack without its environment", "data"),
  from: address.describe("the address until now"),
  to: address.describe("the address from now on"),
});

const reason = sentence("why it goes")
  .refine((text) => !/[\r\n]/.test(text), { error: "has several lines; write one, it becomes a comment" })
  .describe("why it goes, in one line");

/** Why a text is no reason for a removal, or nothing. */
export const removalReasonProblem = (text: string): string | undefined =>
  reason.safeParse(text).error?.issues[0]?.message;

const removal = z.strictObject({
  /** The stack of one environment: what goes from one may stay in another. */
  stack: stackOf(/^[a-z][a-z0-9-]*-[a-z]+$/, "the id of a stack", "statuspage-data"),
  address: address.describe("the address until now"),
  destroy: z.boolean().describe("true when Terraform destroys it, false when it goes on without Terraform"),
  reason,
});

const ending = z.strictObject({
  /** The stack of one environment. */
  stack: stackOf(/^[a-z][a-z0-9-]*-[a-z]+$/, "the id of a stack", "statuspage-data"),
  addresses: z.array(address).min(1, { error: "is empty; write the addresses that end" }).describe("the addresses"),
  reason,
});

const register = z.strictObject({
  moved: z.array(move).nullish(),
  removed: z.array(removal).nullish(),
  ended: z.array(ending).nullish(),
});

/** A resource whose address became another one. */
export type Move = z.infer<typeof move>;
/** A resource that is no longer declared, on purpose, and the block that says what becomes of it. */
export type Removal = z.infer<typeof removal>;
/**
 * Resources that an environment file no longer names, and why. They need no block: Terraform destroys what is not declared,
 * and the review of its plan judges that. It is a record; the same name may come back.
 */
export type Ending = z.infer<typeof ending>;
/** What became of addresses that were registered once. */
export interface Moves {
  readonly moved: readonly Move[];
  readonly removed: readonly Removal[];
  /** @default none */
  readonly ended?: readonly Ending[];
}

/** The register of the project; an empty one when there is none. Throws a `UserError` with everything that is wrong. */
export const readMoves = (file = MOVES_FILE): Moves =>
  existsSync(file) ? parseMoves(readFileSync(file, "utf8"), file) : { moved: [], removed: [] };

/** Reads the text of a register. Throws a `UserError` with everything that is wrong with it. */
export function parseMoves(text: string, file: string): Moves {
  const read = readRegister(text, file, register);
  if ("problems" in read) throw new UserError(read.problems.join("\n"));
  const { moved, removed, ended } = read.value;
  const moves = { moved: moved ?? [], removed: removed ?? [], ...(ended && { ended }) };
  const problems = contradictions(moves).map(
    ({ index, message }) => `${read.placeOf(["moved", index])}  moved.${index}: ${message}`,
  );
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  return moves;
}

function contradictions({ moved }: Moves): { readonly index: number; readonly message: string }[] {
  return moved.flatMap((one, index) => {
    const { stack, from, to } = one;
    const twice = moved.findIndex((other) => other.stack === stack && other.from === from) < index;
    const messages = [
      ...(typeOf(from) === typeOf(to)
        ? []
        : [
            `${from} cannot become ${to}: Terraform moves nothing from one type to another; name the old one under removed`,
          ]),
      ...(twice ? [`${from} moves twice; leave one entry of it`] : []),
      ...(endOf(moved, one) === undefined ? [`${from} moves in a circle; end it at the address of today`] : []),
    ];
    return messages.map((message) => ({ index, message }));
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
