import { readFileSync } from "node:fs";
import { resolve } from "node:path";

/** The text of a file beside the sources of this folder, whichever folder the program is started in. */
export const readOwnFile = (name: string): string =>
  readFileSync(resolve(__dirname, "../../../reports/html", name), "utf8");
