import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { EXIT, type ExitCode } from "../../platform/exit";
import { type Ending, MOVES_FILE, type Move, readMoves, removalReasonProblem, stackName } from "../../platform/moves";
import { readEnvironments } from "../../reports/synthesized";
import { environmentsFolder } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { synthesize } from "../terraform/commands";
import { type Addresses, type Comparison, compare, type Gone } from "./compare";
import { addressesOf, readRegistry, readSizes, sizesOf, withMoves, writeRegistry } from "./registry";
import { refusals, sentencesOf } from "./sentences";
import { type Sizes, shrunk, shrunkSentence } from "./sizes";

/** What is accepted of what is proposed. */
export interface Accepted {
  /** Whether the registry and the moves are written. */
  readonly accept: boolean;
  /** Why what is destroyed goes. @default it is not accepted */
  readonly removed?: string | undefined;
}

/**
 * The addresses of resources are promises: none disappears without a word. Compares those of the environments that are named,
 * or of all, with the registry, or accepts what is proposed. Returns the exit code.
 */
export async function checkAddresses(names: readonly string[], accepted: Accepted): Promise<ExitCode> {
  if (accepted.removed !== undefined) checkReason(accepted.removed, accepted.accept);
  const folder = environmentsFolder();
  const { environments } = loadEnvironments({ folder, names: names.join() });
  const moves = readMoves();
  const made = await withTemporaryFolder("addresses", async (outdir) => {
    await synthesize(environments.map(({ name }) => name).join(), outdir);
    const synthesized = readEnvironments(outdir);
    return { addresses: addressesOf(synthesized), sizes: sizesOf(synthesized) };
  });
  const known = environments.map(({ name }) => name);
  const found = compare(readRegistry(known), made.addresses, moves, environments);
  const smaller = shrunk(readSizes(known), made.sizes).map(shrunkSentence);
  if (accepted.accept) return accept(found, smaller, made, accepted.removed);
  const sentences = [...smaller, ...sentencesOf(found)];
  console.log(
    sentences.length > 0
      ? sentences.join("\n")
      : `${count(made.addresses)} addresses of ${made.addresses.size} stacks are as they are registered`,
  );
  return sentences.length > 0 ? EXIT.unusable : EXIT.fine;
}

/** What the environments have. */
interface Made {
  readonly addresses: Addresses;
  readonly sizes: Sizes;
}

/** A reason becomes a comment in HCL that people read years later. */
function checkReason(reason: string, isAccepted: boolean): void {
  if (!isAccepted) throw new UserError("--removed says why addresses go, which --accept writes down; add --accept");
  const problem = removalReasonProblem(reason);
  if (problem) throw new UserError(`--removed: ${problem}`);
}

/**
 * Writes what was proposed. Nothing is written while an address is gone and nobody has said why.
 * @param smaller what would have to shrink, a sentence each: nobody can accept that
 * @param reason why everything goes that is destroyed
 */
function accept(
  found: Comparison,
  smaller: readonly string[],
  { addresses, sizes }: Made,
  reason: string | undefined,
): ExitCode {
  const { left, ended } = reason === undefined ? { left: found, ended: [] } : endedOf(found, reason);
  const open = [...smaller, ...refusals(left)];
  if (open.length > 0) throw new UserError(open.join("\n"));
  const moves = movesOf(found);
  if (moves.length + ended.length > 0) {
    const text = existsSync(MOVES_FILE) ? readFileSync(MOVES_FILE, "utf8") : "";
    writeFileSync(MOVES_FILE, withMoves(text, moves, ended));
  }
  writeRegistry(addresses, sizes);
  for (const { stack, from, to } of moves) console.log(`${stack}: ${from} is moved to ${to}`);
  for (const ending of ended) console.log(`${ending.stack}: ${ending.addresses.length} addresses end`);
  console.log(`${count(addresses)} addresses of ${addresses.size} stacks are registered`);
  return EXIT.fine;
}

/** What is destroyed for one reason, by stack, and what is left to be explained. */
export function endedOf(found: Comparison, reason: string): { left: Comparison; ended: Ending[] } {
  const isDestroyed = ({ proposed, candidates, elsewhere }: Gone) =>
    proposed === undefined && candidates.length === 0 && elsewhere === undefined;
  const all = [...found.unnamed.flatMap(({ addresses }) => addresses), ...found.gone.filter(isDestroyed)];
  const stacks = [...new Set(all.map(({ stack }) => stack))].sort();
  return {
    left: { ...found, unnamed: [], gone: found.gone.filter((one) => !isDestroyed(one)) },
    ended: stacks.map((stack) => ({
      stack,
      addresses: all.filter((one) => one.stack === stack).map(({ address }) => address),
      reason,
    })),
  };
}

/** The same move of several environments is one. */
function movesOf({ gone }: Comparison): Move[] {
  const moves = gone.flatMap(({ stack, address, proposed }): [string, Move][] =>
    proposed ? [[`${stackName(stack)} ${address}`, { stack: stackName(stack), from: address, to: proposed }]] : [],
  );
  return [...new Map(moves).values()];
}

const count = (addresses: Addresses): number => [...addresses.values()].flat().length;
