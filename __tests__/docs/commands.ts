import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { KINDS } from "../../operations/leftovers/kinds";
import { NAMED } from "../../operations/names";

/** One command of a page, on one line, with a word in the place of each `<placeholder>`. */
export interface Documented {
  readonly file: string;
  readonly command: string;
}

/** Pages whose commands are promises. */
const PAGES = ["docs/day-2", "docs/upgrade", "docs/runbooks"].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

const asLines = (block: string): string[] =>
  block
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.replaceAll(/<[^<>\n]+>/g, "placeholder").trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

/** Commands in blocks of shell, and commands of AWS, npm and Terraform in the text. */
export function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const inline = [...text.replaceAll(/```[\s\S]*?```/g, "").matchAll(/`((?:aws|npm run|terraform|kubectl) [^`]+)`/g)];
  return [...blocks.flatMap(asLines), ...inline.flatMap(([, command = ""]) => asLines(command))];
}

export const documented = (): Documented[] =>
  PAGES.flatMap((file) => commandsIn(readFileSync(file, "utf8")).map((command) => ({ file, command })));

/** Commands that the program prints for people to run: what removes a leftover, and what frees a name. */
export const printed = (): Documented[] =>
  [
    ...KINDS.map(({ remove }) => ({ file: "operations/leftovers/kinds.json", command: remove })),
    ...NAMED.flatMap(({ remove, cure = "" }) =>
      [remove, cure].map((command) => ({ file: "operations/names.json", command })),
    ),
  ]
    .filter(({ command }) => command.startsWith("aws ") && !/^aws [^,:]*, (of|with) /.test(command))
    .map(({ file, command }) => ({ file, command: command.split(/, |: /)[0] ?? "" }));
