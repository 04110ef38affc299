import type { Command } from "./command";
import { complete, type Names } from "./complete";
import { environmentNames } from "./places";

/** The word that the script of `completion` asks with: `complete -- <words>`. */
export const QUESTION = "complete";

/** Tells the script that files may follow, or that nothing else does (`ShellCompDirective` of @bomb.sh/tab). */
const FILES = 0;
const NOTHING_ELSE = 4;

/** Answers a shell in the lines that the script of `completion` reads: a word and what it is, and at the end how to go on. */
export function answerShell(commands: readonly Command[], typed: readonly string[]): void {
  const { words, isFile } = complete(commands, typed, namesHere);
  for (const [word, description] of words) console.log(`${word}\t${description}`);
  console.log(`:${isFile ? FILES : NOTHING_ELSE}`);
}

const STACKS = ["bootstrap", "network", "cluster", "data", "delivery", "workloads"];

const namesHere: Names = (kind) => (kind === "stack" ? STACKS : environmentNames());
