import { existsSync, readFileSync } from "node:fs";
import { MOVES_FILE } from "../../platform/moves";
import { environmentOf } from "../stack-ids";
import { changeEntries, removeEntries } from "./edit-yaml";

/** The text of a register; none where there is no such file. */
export const registerText = (file: string): string => (existsSync(file) ? readFileSync(file, "utf8") : "");

/** Registers that speak of environments, and what their entries name. */
const SPEAK = [
  { file: "waivers.yaml", list: "waivers", about: ({ environment }: Entry) => environment },
  { file: "approvals.yaml", list: "approvals", about: ({ stack }: Entry) => environmentOf(String(stack)) },
  { file: MOVES_FILE, list: "removed", about: ({ stack }: Entry) => environmentOf(String(stack)) },
  { file: MOVES_FILE, list: "ended", about: ({ stack }: Entry) => environmentOf(String(stack)) },
] as const;

type Entry = Readonly<Record<string, unknown>>;

/** Every register without what it says of an environment, by file; those that say nothing of it are left out. */
export function withoutEnvironment(name: string): Map<string, string> {
  const changed = new Map<string, string>();
  for (const { file, list, about } of SPEAK) {
    const text = changed.get(file) ?? registerText(file);
    const left = removeEntries(text, list, (entry) => about(entry) === name);
    if (left !== text) changed.set(file, left);
  }
  return changed;
}

/** What became of an environment's addresses. */
interface Changed {
  readonly environment: string;
  /** What is made now: the stack's id, a space, and the address. */
  readonly made: ReadonlySet<string>;
  /** What an address that is not made any more is now. */
  readonly becameOf: (address: string) => string;
}

/** The waivers of an environment as they fit what is made now: they follow a name, and go with what is gone. */
export function waiversAfter(text: string, { environment, made, becameOf }: Changed): string {
  const isMade = (stack: unknown, address: string) => made.has(`${environment}-${stack} ${address}`);
  const followed = changeEntries(text, "waivers", (entry) => {
    const address = String(entry.address);
    const isGone = entry.environment === environment && !isMade(entry.stack, address);
    return isGone && isMade(entry.stack, becameOf(address)) ? { address: becameOf(address) } : undefined;
  });
  return removeEntries(
    followed,
    "waivers",
    (entry) => entry.environment === environment && !isMade(entry.stack, String(entry.address)),
  );
}

/** The waivers of an environment under another name of it. */
export const waiversUnder = (text: string, environment: string, to: string): string =>
  changeEntries(text, "waivers", (entry) => (entry.environment === environment ? { environment: to } : undefined));
