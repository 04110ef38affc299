import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ending, Move } from "../../platform/moves";
import type { SynthesizedEnvironment } from "../../reports/synthesized";
import { appendEntries } from "../append-entries";
import type { Addresses } from "./compare";

/** Folder of the registry: `<stack id>.txt` with an address of a managed resource on each line. */
export const REGISTRY = "addresses";

/** The addresses that environments have. */
export const addressesOf = (environments: readonly SynthesizedEnvironment[]): Addresses =>
  new Map(
    environments.flatMap(({ stacks }) =>
      stacks.map(({ id, resources }): [string, string[]] => [id, resources.map(({ address }) => address).sort()]),
    ),
  );

/** The registered addresses of every stack of some environments, those of stacks that are no longer there too. */
export function readRegistry(environments: readonly string[], folder = REGISTRY): Addresses {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".txt")) : [];
  const ids = files.map((file) => file.slice(0, -".txt".length)).sort();
  const isWanted = (id: string) => environments.includes(id.slice(0, id.lastIndexOf("-")));
  return new Map(ids.filter(isWanted).map((id) => [id, linesOf(join(folder, `${id}.txt`))]));
}

const linesOf = (file: string): string[] => readFileSync(file, "utf8").split(/\r?\n/).filter(Boolean);

/** Writes the addresses of stacks; a stack without any has an empty file. */
export function writeRegistry(addresses: Addresses, folder = REGISTRY): void {
  mkdirSync(folder, { recursive: true });
  for (const [id, all] of addresses) writeFileSync(join(folder, `${id}.txt`), all.map((one) => `${one}\n`).join(""));
}

/** The text of the register of moves with more entries at its end. */
export const withMoves = (text: string, moves: readonly Move[], ended: readonly Ending[] = []): string =>
  appendEntries(appendEntries(text, "moved", moves), "ended", ended);
