import { createHash } from "node:crypto";

/** How a text is spelled in a construct id: what is no letter, digit or dash becomes a dash. */
export const dashed = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, "-");

interface IdOptions {
  /** How a text is spelled. @default dots, slashes and the like become dashes */
  readonly spell?: (text: string) => string;
  /** Whether an id is another's already. @default none is */
  readonly isTaken?: (id: string) => boolean;
}

/**
 * A construct id for each of the texts that an environment file chose: the only place where they are made. Two that would be
 * spelled alike, like `team.a` and `team-a`, or one that is spelled like something else, get the beginning of their own hash
 * after it; so ids never collide, and an entry moves another only when both are spelled alike.
 */
export function idsOf(
  texts: readonly string[],
  { spell = dashed, isTaken = () => false }: IdOptions = {},
): ReadonlyMap<string, string> {
  const used = new Set<string>();
  const ids = new Map<string, string>();
  for (const text of [...new Set(texts)].sort()) {
    const plain = spell(text);
    const id = used.has(plain) || isTaken(plain) ? `${plain}-${hashOf(text)}` : plain;
    used.add(id);
    ids.set(text, id);
  }
  return ids;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 8);
