import type { HelpConfiguration, Command as Parser } from "commander";
import { EXIT } from "../platform/exit";
import { styled, wrapped } from "../platform/terminal";
import type { Command } from "./command";
import { isInRepository, spelled } from "./places";

const { stdout } = process;
const title = (text: string): string => styled("bold", text, stdout);

/** What exit codes mean for every command. */
const TABLE: Readonly<Record<number, string>> = {
  [EXIT.fine]: "fine",
  [EXIT.unusable]: "what was given cannot be used; the message says what to write instead",
  [EXIT.fault]: "the program is at fault; the message says where its details are",
};

/** How the parser writes help: commands as they are typed here, titles in bold. */
export const HELP: HelpConfiguration = {
  styleTitle: title,
  styleSubcommandTerm: (text) => styled("cyan", text, stdout),
  subcommandTerm: (parser: Parser) => parser.name(),
  commandUsage: usageOf,
};

/** The line that says how something is called. */
export function usageOf(parser: Parser): string {
  const words = parser.registeredArguments.map((argument) => {
    const named = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${named}>` : `[${named}]`;
  });
  if (parser.parent === null)
    return isInRepository ? "npm run <command> [-- arguments]" : "aws-platform <command> [arguments]";
  return spelled(parser.name(), ...(parser.options.length > 0 ? ["[options]"] : []), ...words);
}

/** The end of a command's own help: examples, and what its exit codes mean. */
export function endOf({ name, examples, exitCodes }: Command): string {
  const rows = examples.map(([typed, meaning]) => [spelled(name, ...(typed ? [typed] : [])), meaning] as const);
  const width = Math.max(0, ...rows.map(([typed]) => typed.length));
  const codes = Object.entries({ ...TABLE, ...exitCodes }).map(
    ([code, meaning]) => `  ${code.padStart(2)}  ${meaning}`,
  );
  return wrapped(
    [
      ...(rows.length > 0
        ? ["", title("Examples:"), ...rows.map(([typed, meaning]) => `  ${typed.padEnd(width)}  ${meaning}`)]
        : []),
      ...["", title("Exit codes:"), ...codes],
    ].join("\n"),
    stdout,
  );
}
