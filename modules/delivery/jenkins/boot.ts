import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Most that EC2 hands to an instance, in bytes before base64. Source: Amazon EC2 user guide, "user data". */
export const MAX_BYTES = 16384;

/**
 * A template of this folder as an instance gets it: without its comments, for which there is no room. The program runs compiled, in
 * `dist` or as one file in it, and finds it in the folder that holds this.
 */
export function readTemplate(name: string, folder = __dirname): string {
  const file = join(folder, "modules/delivery/jenkins", name);
  const parent = dirname(folder);
  return existsSync(file) || parent === folder
    ? readFileSync(file, "utf8").replace(COMMENT, "")
    : readTemplate(name, parent);
}

const COMMENT = /^ *# .*\n/gm;

/** One line for each pair. */
export const linesOf = (pairs: Readonly<Record<string, string>>, between: string): string =>
  byName(pairs)
    .map(([name, value]) => `${name}${between}${value}`)
    .join("\n");

/** Sorted, so that the order in which an environment file is written does not replace an instance. */
export const byName = <T>(record: Readonly<Record<string, T>>): [string, T][] =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
