import type { CommanderError, Command as Parser } from "commander";
import type { Command } from "./command";
import { usageOf } from "./help";
import { isRepository, spelled } from "./places";

/** What is wrong with a command line, what is nearest to it, and how it is written. */
export function mistakeOf(
  error: CommanderError,
  program: Parser,
  commands: readonly Command[],
  typed: readonly string[],
): string {
  const parser = program.commands.find((one) => one.name() === typed[0]);
  if (parser === undefined) return unknownCommand(error, commands, typed[0] ?? "");
  const usage = `usage: ${usageOf(parser)}`;
  const end = `${spelled(parser.name(), "--help")} explains it`;
  return error.code === "commander.missingArgument"
    ? `${usage}\n\n${said(error)}; ${end}`
    : `${said(error)}${error.code === "commander.unknownOption" ? optionsOf(error, parser) : ""}\n${usage}\n${end}`;
}

/** A word that is there and says nothing. */
export function emptyMistake(program: Parser, name: string): string {
  const parser = program.commands.find((one) => one.name() === name);
  const usage = parser === undefined ? "" : `\nusage: ${usageOf(parser)}`;
  return `An argument is empty, like a variable that is not set; write it, or leave it out${usage}\n${spelled(name, "--help")} explains it`;
}

function unknownCommand(error: CommanderError, commands: readonly Command[], name: string): string {
  if (!isRepository && commands.some((one) => one.name === name && one.isOfRepository))
    return `${name} works on the sources of aws-platform; run it in a clone of its repository`;
  const unknown = said(error);
  return `${unknown}${unknown.endsWith("?") ? "" : ";"} ${spelled("help")} lists the commands`;
}

/** The parser's own sentence, with what is nearest in the same line. */
const said = ({ message }: CommanderError): string => {
  const text = message.replace(/^error: /, "").replace(/\n\(Did you mean (.*)\?\)$/s, "; did you mean $1?");
  return `${text[0]?.toUpperCase()}${text.slice(1)}`;
};

/** The options there are, when none is near. */
function optionsOf({ message }: CommanderError, parser: Parser): string {
  if (message.includes("Did you mean")) return "";
  const options = parser.options.map(({ long }) => long);
  return options.length > 0 ? `; it knows ${options.join(", ")}` : `; ${parser.name()} has no options`;
}
