import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { EXIT, type ExitCode } from "../../platform/exit";
import { MOVES_FILE, type Move, readMoves, stackName } from "../../platform/moves";
import { readEnvironments } from "../../reports/synthesized";
import { environmentsFolder } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { synthesize } from "../terraform/commands";
import { type Comparison, compare } from "./compare";
import { addressesOf, readRegistry, withMoves, writeRegistry } from "./registry";
import { refusals, sentencesOf } from "./sentences";

/**
 * The addresses of resources are promises: none disappears without a word. Compares those of the environments that are named,
 * or of all, with the registry, or accepts what is proposed. Returns the exit code.
 */
export async function checkAddresses(names: readonly string[], isAccepted: boolean): Promise<ExitCode> {
  const folder = environmentsFolder();
  const { environments } = loadEnvironments({ folder, names: names.join() });
  const moves = readMoves();
  const made = await withTemporaryFolder("addresses", async (outdir) => {
    await synthesize(environments.map(({ name }) => name).join(), outdir);
    return addressesOf(readEnvironments(outdir));
  });
  const found = compare(readRegistry(environments.map(({ name }) => name)), made, moves);
  if (isAccepted) return accept(found, made);
  const sentences = sentencesOf(found);
  console.log(
    sentences.length > 0
      ? sentences.join("\n")
      : `${count(made)} addresses of ${made.size} stacks are as they are registered`,
  );
  return sentences.length > 0 ? EXIT.unusable : EXIT.fine;
}

/** Writes what was proposed. Nothing is written while an address is gone and nobody has said why. */
function accept(found: Comparison, made: ReturnType<typeof addressesOf>): ExitCode {
  const open = refusals(found);
  if (open.length > 0) throw new UserError(open.join("\n"));
  const moves = movesOf(found);
  if (moves.length > 0) {
    const text = existsSync(MOVES_FILE) ? readFileSync(MOVES_FILE, "utf8") : "";
    writeFileSync(MOVES_FILE, withMoves(text, moves));
  }
  writeRegistry(made);
  for (const { stack, from, to } of moves) console.log(`${stack}: ${from} is moved to ${to}`);
  console.log(`${count(made)} addresses of ${made.size} stacks are registered`);
  return EXIT.fine;
}

/** The same move of several environments is one. */
function movesOf({ gone }: Comparison): Move[] {
  const moves = gone.flatMap(({ stack, address, proposed }): [string, Move][] =>
    proposed ? [[`${stackName(stack)} ${address}`, { stack: stackName(stack), from: address, to: proposed }]] : [],
  );
  return [...new Map(moves).values()];
}

const count = (addresses: ReturnType<typeof addressesOf>): number => [...addresses.values()].flat().length;
