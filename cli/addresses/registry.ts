import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Ending, Move } from "../../platform/moves";
import { growingSizes } from "../../reports/built/sizes";
import type { SynthesizedEnvironment } from "../../reports/synthesized";
import { appendEntries } from "../append-entries";
import { environmentOf } from "../stack-ids";
import type { Addresses } from "./compare";
import type { Sizes } from "./sizes";

/**
 * Folder of the registry: `<stack id>.txt` with an address of a managed resource on each line, and behind it the sizes that can
 * only grow: `aws_ebs_volume.delivery_jenkins_machine_data size=50`.
 */
export const REGISTRY = "addresses";

/** The addresses that environments have. */
export const addressesOf = (environments: readonly SynthesizedEnvironment[]): Addresses =>
  new Map(
    environments.flatMap(({ stacks }) =>
      stacks.map(({ id, resources }): [string, string[]] => [id, resources.map(({ address }) => address).sort()]),
    ),
  );

/** The sizes of volumes and disks that environments have, and that can only grow. */
export const sizesOf = (environments: readonly SynthesizedEnvironment[]): Sizes =>
  new Map(
    environments.flatMap(({ stacks }) =>
      stacks.map(({ id, resources }): [string, ReadonlyMap<string, ReadonlyMap<string, string>>] => [
        id,
        new Map(
          resources.map((one) => [one.address, growingSizes(one)] as const).filter(([, sizes]) => sizes.size > 0),
        ),
      ]),
    ),
  );

/** The registered addresses of every stack of some environments, those of stacks that are no longer there too. */
export const readRegistry = (environments: readonly string[], folder = REGISTRY): Addresses =>
  new Map(registered(environments, folder).map(([id, lines]) => [id, lines.map(([address]) => address)]));

/** The registered sizes of the same stacks. */
export const readSizes = (environments: readonly string[], folder = REGISTRY): Sizes =>
  new Map(
    registered(environments, folder).map(([id, lines]) => [
      id,
      new Map(lines.filter(([, sizes]) => sizes.length > 0).map(([address, sizes]) => [address, new Map(sizes)])),
    ]),
  );

type Line = readonly [address: string, sizes: readonly (readonly [path: string, size: string])[]];

function registered(environments: readonly string[], folder: string): [string, Line[]][] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(".txt")) : [];
  const ids = files.map((file) => file.slice(0, -".txt".length)).sort();
  const isWanted = (id: string) => environments.includes(environmentOf(id));
  return ids.filter(isWanted).map((id) => [id, linesOf(join(folder, `${id}.txt`))]);
}

const linesOf = (file: string): Line[] =>
  readFileSync(file, "utf8")
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => {
      const [address = "", ...sizes] = line.split(" ");
      return [address, sizes.map((size) => [size.slice(0, size.indexOf("=")), size.slice(size.indexOf("=") + 1)])];
    });

/** Writes the addresses of stacks with their sizes; a stack without any has an empty file. */
export function writeRegistry(addresses: Addresses, sizes: Sizes = new Map(), folder = REGISTRY): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of registryTexts(addresses, sizes, folder)) writeFileSync(file, text);
}

/** The files of the register as they are to be, by their paths. */
export const registryTexts = (addresses: Addresses, sizes: Sizes = new Map(), folder = REGISTRY): Map<string, string> =>
  new Map(
    [...addresses].map(([id, all]) => {
      const lines = all.map((address) => [address, ...spelledSizes(sizes.get(id)?.get(address))].join(" "));
      return [join(folder, `${id}.txt`), lines.map((line) => `${line}\n`).join("")];
    }),
  );

const spelledSizes = (sizes: ReadonlyMap<string, string> = new Map()): string[] =>
  [...sizes].map(([path, size]) => `${path}=${size}`);

/** The text of the register of moves with more entries at its end. */
export const withMoves = (text: string, moves: readonly Move[], ended: readonly Ending[] = []): string =>
  appendEntries(appendEntries(text, "moved", moves), "ended", ended);
