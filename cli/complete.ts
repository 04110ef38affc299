import type { Command, Kind } from "./command";

/** What a shell is told: words to choose from, each with what it is, and whether files are meant. */
export interface Completion {
  readonly words: readonly (readonly [word: string, description: string])[];
  readonly isFile: boolean;
}

/** Names that only the project knows: of its environments, and of their stacks. */
export type Names = (kind: "environment" | "stack") => readonly string[];

/** What may come next after some words, the last of which is being typed. Pure. */
export function complete(commands: readonly Command[], typed: readonly string[], names: Names): Completion {
  const [name = "", ...rest] = typed;
  if (rest.length === 0)
    return chosen(
      name,
      commands.map((one) => [one.name, one.summary]),
    );
  const command = commands.find((one) => one.name === name);
  return command ? ofCommand(command, rest, names) : { words: [], isFile: false };
}

function ofCommand(
  { arguments: words = [], options = {} }: Command,
  typed: readonly string[],
  names: Names,
): Completion {
  const last = typed.at(-1) ?? "";
  const before = typed.at(-2) ?? "";
  const valued = options[before.replace(/^--/, "")];
  if (before.startsWith("--") && valued?.value && valued.alone === undefined)
    return ofKind(valued.value.kind, last, names);
  if (last.startsWith("-"))
    return chosen(last, [
      ...Object.entries(options).map(([long, { description }]) => [`--${long}`, description] as const),
      ["--help", "say how it is used"] as const,
    ]);
  const place = typed
    .slice(0, -1)
    .filter((word, i, all) => !word.startsWith("-") && !takesValue(options[all[i - 1]?.slice(2) ?? ""])).length;
  const argument = words[place] ?? (words.at(-1)?.isRepeated ? words.at(-1) : undefined);
  return argument ? ofKind(argument.kind, last, names) : { words: [], isFile: false };
}

const takesValue = (option: NonNullable<Command["options"]>[string] | undefined): boolean =>
  option?.value !== undefined && option.alone === undefined;

function ofKind(kind: Kind, typed: string, names: Names): Completion {
  if (kind === "file" || kind === "folder") return { words: [], isFile: true };
  if (kind === "text") return { words: [], isFile: false };
  const all = typeof kind === "string" ? names(kind) : kind;
  return chosen(
    typed,
    all.map((word) => [word, typeof kind === "string" ? kind : ""]),
  );
}

const chosen = (typed: string, words: Completion["words"]): Completion => ({
  words: words.filter(([word]) => word.startsWith(typed)),
  isFile: false,
});
