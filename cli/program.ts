import { Argument, CommanderError, Option as ParsedOption, Command as Parser } from "commander";
import { UserError } from "../environments/problem";
import { EXIT } from "../platform/exit";
import { answerShell, QUESTION } from "./answer-shell";
import { type Command, type Given, type Option, TASKS } from "./command";
import { endOf, HELP } from "./help";
import { emptyMistake, mistakeOf } from "./mistakes";
import { fromUser, isRepository, PACKAGE } from "./places";

/** Runs what was typed, and returns the exit code. Help and the version end with 0 and do nothing. */
export async function runCommandLine(commands: readonly Command[], typed: readonly string[]): Promise<unknown> {
  if (typed[0] === QUESTION && typed[1] === "--") return answerShell(usableOf(commands), typed.slice(2));
  let code: unknown;
  const program = parserOf(commands, async (command, given) => {
    code = await command.run(given);
  });
  refuseEmpty(commands, program, typed);
  try {
    await program.parseAsync(asAsked(commands, typed), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== EXIT.fine) throw new UserError(mistakeOf(error, program, commands, typed));
  }
  return code;
}

/** Nobody types nothing: a word is empty when it stands for a variable that is not set, and what it would mean is a guess. */
function refuseEmpty(commands: readonly Command[], program: Parser, typed: readonly string[]): void {
  const command = commands.find(({ name }) => name === typed[0]);
  const isEmpty = typed.slice(1).some((word) => word.trim() === "" || /^--[a-z-]+=$/.test(word));
  if (isEmpty && command && !command.passesOnTo) throw new UserError(emptyMistake(program, command.name));
}

/** Help by its other names: no word at all, and `help` before a command's. Of a command that is not there, there is none. */
function asAsked(commands: readonly Command[], typed: readonly string[]): string[] {
  const [first, second] = typed;
  if (first === undefined) return ["--help"];
  if (first === "help") return asAsked(commands, second === undefined ? [] : [second, "--help"]);
  const isKnown = first.startsWith("-") || usableOf(commands).some(({ name }) => name === first);
  return isKnown ? withValues(commands, typed) : [first];
}

type Run = (command: Command, given: Given) => Promise<void>;

/** The parser of every command that works here; `run` gets what was typed. */
export function parserOf(commands: readonly Command[], run: Run): Parser {
  const program = new Parser("aws-platform")
    .description(PACKAGE.description)
    .version(PACKAGE.version, "-V, --version", "say the version")
    .helpOption("-h, --help", "say how it is used, and do nothing")
    .configureHelp(HELP)
    .configureOutput({ outputError: () => undefined, writeErr: (text) => process.stdout.write(text) })
    .exitOverride();
  program.addHelpCommand(
    new Parser("help")
      .argument("[command]")
      .description("list the commands, or explain one")
      .helpGroup(headingOf("maintain")),
  );
  for (const task of TASKS)
    for (const one of usableOf(commands).filter((command) => command.task === task)) add(program, one, run);
  return program;
}

/** Those that work here: an installed package has no sources. */
const usableOf = (commands: readonly Command[]): Command[] =>
  commands.filter(({ isOfRepository }) => isRepository || !isOfRepository);

const headingOf = (task: string): string => `${task[0]?.toUpperCase()}${task.slice(1)}:`;

function add(program: Parser, command: Command, run: Run): void {
  const { name, task, summary, description, arguments: words = [], options = {}, passesOnTo } = command;
  const parser = program.command(name).helpGroup(headingOf(task)).summary(summary);
  parser.description(description ? `${sentence(summary)}\n\n${description}` : sentence(summary));
  parser.addHelpText("after", () => endOf(command));
  for (const { name: word, description: about, kind, isRequired, isRepeated } of words) {
    const named = `${word}${isRepeated ? "..." : ""}`;
    const argument = new Argument(isRequired ? `<${named}>` : `[${named}]`, about);
    parser.addArgument(typeof kind === "string" ? argument : argument.choices(kind));
  }
  for (const [long, option] of Object.entries(options)) {
    const parsed = new ParsedOption(flagsOf(long, option), option.description);
    const kind = option.value?.kind;
    parser.addOption(kind === undefined || typeof kind === "string" ? parsed : parsed.choices(kind));
  }
  if (passesOnTo) parser.argument("[arguments...]", `of ${passesOnTo}, as they are`).allowUnknownOption();
  parser.action(() => run(command, givenOf(command, parser)));
}

const sentence = (summary: string): string => `${summary[0]?.toUpperCase()}${summary.slice(1)}.`;

const flagsOf = (long: string, { value, alone }: Option): string =>
  value ? `--${long} ${alone === undefined ? `<${value.name}>` : `[${value.name}]`}` : `--${long}`;

/** What was typed, with paths as they are meant. */
function givenOf({ arguments: words = [], options = {} }: Command, parser: Parser): Given {
  const values = parser.opts();
  const typedAs = (long: string, { value }: Option): string | boolean | undefined => {
    const typed = values[long.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
    return value ? typed && asMeant(value.kind, typed) : typed === true;
  };
  return {
    args: parser.args.map((typed, i) => asMeant((words[i] ?? words.at(-1))?.kind, typed)),
    options: Object.fromEntries(Object.entries(options).map(([long, option]) => [long, typedAs(long, option)])),
  } as Given;
}

const asMeant = (kind: unknown, typed: string): string =>
  kind === "file" || kind === "folder" ? fromUser(typed) : typed;

/** Options that may stand alone get the value that this means, so that they never take the next word for it. */
function withValues(commands: readonly Command[], typed: readonly string[]): string[] {
  const options = commands.find(({ name }) => name === typed[0])?.options ?? {};
  const end = typed.includes("--") ? typed.indexOf("--") : typed.length;
  return typed.map((word, i) => {
    const alone = i < end && word.startsWith("--") ? options[word.slice(2)]?.alone : undefined;
    return alone === undefined ? word : `${word}=${alone}`;
  });
}
