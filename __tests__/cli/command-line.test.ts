import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { CommanderError } from "commander";
import { type Command, command, type Given, TASKS } from "../../cli/command";
import { COMMANDS } from "../../cli/commands";
import { usageOf } from "../../cli/help";
import { PACKAGE } from "../../cli/places";
import { parserOf } from "../../cli/program";
import { EXIT } from "../../platform/exit";

const ROOT = resolve(__dirname, "../../..");
const PROGRAM = join(ROOT, "dist/cli/aws-platform.js");

/** Runs the program as a user does. */
const run = (...typed: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...typed], {
    cwd: ROOT,
    env: { PATH: process.env.PATH },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
};

/** What a command would be run with, and what is said, when something is typed; nothing of it is done. */
async function typing(commands: readonly Command[], ...typed: readonly string[]) {
  const ran: { name: string; given: Given }[] = [];
  const lines: string[] = [];
  const program = parserOf(commands, async ({ name }, given) => void ran.push({ name, given }));
  for (const parser of [program, ...program.commands]) {
    const keep = (text: string): void => void lines.push(text);
    parser.configureOutput({ writeOut: keep, writeErr: keep, outputError: () => undefined });
  }
  try {
    await program.parseAsync(typed, { from: "user" });
    return { ran, said: lines.join(""), code: EXIT.fine as number };
  } catch (error) {
    if (error instanceof CommanderError) return { ran, said: lines.join(""), code: error.exitCode };
    throw error;
  }
}

describe.each(COMMANDS.map((one) => [one.name, one] as const))("%s", (name, declared) => {
  test("says with --help how it is used, ends with 0 and does nothing", async () => {
    const { ran, said, code } = await typing(COMMANDS, name, "--help");
    expect({ ran, code }).toEqual({ ran: [], code: 0 });
    for (const part of ["Usage: ", "Examples:\n", "Exit codes:\n", "  70  "]) expect(said).toContain(part);
  });

  test("does nothing either when --help comes after words that are wrong", async () => {
    expect(await typing(COMMANDS, name, "--nothing", "x", "--help")).toMatchObject({ ran: [], code: 0 });
  });

  test("is told in one line, with an example", () => {
    expect(declared.summary).toMatch(/^[a-z].{10,90}[^.]$/);
    expect(declared.examples.length).toBeGreaterThan(0);
  });

  test("is in a file of its own name", () => {
    expect(existsSync(join(ROOT, "cli/commands", `${name.replace(":", "-")}.ts`))).toBe(true);
  });

  test("says of everything that may be typed what it is", () => {
    const described = [...(declared.arguments ?? []), ...Object.values(declared.options ?? {})];
    expect(described.filter(({ description }) => description.length < 4)).toEqual([]);
  });
});

describe("npm scripts", () => {
  const short = Object.entries(PACKAGE.scripts).flatMap(([script, line]) => {
    const [, called] = /node dist\/cli\/aws-platform\.js (\S+)$/.exec(line) ?? [];
    return called === undefined ? [] : [[script, called]];
  });

  test("are short names of the commands, under the same names", () => {
    expect(short.filter(([script, called]) => script !== called)).toEqual([]);
    expect(short.map(([script]) => script).sort()).toEqual(
      [...COMMANDS.map(({ name }) => name).filter((name) => name !== "completion"), "help"].sort(),
    );
  });

  test("besides them only build the program and remove it", () => {
    const others = Object.keys(PACKAGE.scripts).filter((script) => !short.some(([name]) => name === script));
    expect(others.sort()).toEqual(["build", "clean", "compile"]);
  });
});

describe("help", () => {
  test.each([[[]], [["help"]], [["--help"]]])("lists every command by its task for %j, and ends with 0", (typed) => {
    const { status, stdout, stderr } = run(...typed);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const headings = [...stdout.matchAll(/^(\w+):$/gm)].map(([, heading = ""]) => heading.toLowerCase());
    expect(headings.slice(1)).toEqual([...TASKS]);
    for (const { name } of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${name} `, "m"));
  });

  test("explains one command", () => {
    expect(run("help", "apply").stdout).toMatch(/^Usage: npm run apply -- <plan>\n/);
  });

  test("says what exit codes mean, by one table and the command's own word", async () => {
    const { said } = await typing(COMMANDS, "plan", "--help");
    expect(said).toMatch(
      /Exit codes:\n {3}0 {2}fine\n {3}1 {2}what was given cannot be used; .*\n {3}2 {2}the review refuses: .*\n {2}70 {2}the program is at fault; /,
    );
  });
});

describe("what cannot be meant", () => {
  test.each<[string, readonly string[], string]>([
    [
      "a misspelled command",
      ["reveiw", "x"],
      "Unknown command 'reveiw'; did you mean review? npm run help lists the commands\n",
    ],
    [
      "a command that nothing is like",
      ["frobnicate"],
      "Unknown command 'frobnicate'; npm run help lists the commands\n",
    ],
    [
      "help of no command",
      ["help", "pla"],
      "Unknown command 'pla'; did you mean plan? npm run help lists the commands\n",
    ],
    [
      "a misspelled option",
      ["audit", "--reprot"],
      "Unknown option '--reprot'; did you mean --report?\nusage: npm run audit -- [options] [folder]\nnpm run audit -- --help explains it\n",
    ],
    [
      "an option that nothing is like",
      ["review", "--wrong", "x"],
      "Unknown option '--wrong'; it knows --html, --json, --junit, --sarif, --approvals\nusage: npm run review -- [options] <plan.json...>\nnpm run review -- --help explains it\n",
    ],
    [
      "an option where there are none",
      ["synth", "--fast"],
      "Unknown option '--fast'; synth has no options\nusage: npm run synth\nnpm run synth -- --help explains it\n",
    ],
    [
      "a missing word",
      ["apply"],
      "usage: npm run apply -- <plan>\n\nMissing required argument 'plan'; npm run apply -- --help explains it\n",
    ],
    [
      "a word too many",
      ["synth", "statuspage"],
      "Too many arguments for 'synth'. Expected 0 arguments but got 1.\nusage: npm run synth\nnpm run synth -- --help explains it\n",
    ],
    [
      "a word that is none of those there are",
      ["move-state", "statuspage", "s4"],
      "Command-argument value 's4' is invalid for argument 'place'. Allowed choices are s3, local.\nusage: npm run move-state -- <environment> [place]\nnpm run move-state -- --help explains it\n",
    ],
    [
      "an option without its value",
      ["review", "plan.json", "--html"],
      "Option '--html <file>' argument missing\nusage: npm run review -- [options] <plan.json...>\nnpm run review -- --help explains it\n",
    ],
  ])("%s ends with 1, with what is nearest", (_name, typed, stderr) => {
    expect(run(...typed)).toEqual({ status: 1, stdout: "", stderr });
  });
});

describe("what is typed", () => {
  const given = async (...typed: readonly string[]) => (await typing(COMMANDS, ...typed)).ran[0]?.given;

  test("reaches a command by name", async () => {
    expect(await given("review", "--html", "a.html", "one.json", "--approvals=b.yaml", "two.json")).toEqual({
      args: ["one.json", "two.json"],
      options: { html: "a.html", json: undefined, approvals: "b.yaml" },
    });
  });

  test("is passed on as it is to the tools of the repository", async () => {
    expect((await given("test", "vpc", "-t", "a subnet", "--verbose"))?.args).toEqual([
      "vpc",
      "-t",
      "a subnet",
      "--verbose",
    ]);
  });

  test("may hold a dash for standard input, and stay behind two dashes", async () => {
    expect((await given("review", "-"))?.args).toEqual(["-"]);
    expect((await given("review", "--", "--odd.json"))?.args).toEqual(["--odd.json"]);
  });
});

describe("a new command", () => {
  const greet = command({
    name: "greet",
    task: "check",
    summary: "greet an environment by its name",
    arguments: [{ name: "environment", description: "its name", kind: "environment", isRequired: true }],
    options: { loudly: { description: "in capital letters" } },
    examples: [["statuspage", "says hello"]],
    run: ({ args, options }) => [args, options.loudly],
  });
  const commands = [...COMMANDS, greet];

  test("is one file and one word in the list: help, suggestions and its own help come of themselves", async () => {
    expect((await typing(commands, "--help")).said).toMatch(
      /Check:\n(.*\n)* {2}greet +greet an environment by its name\n/,
    );
    expect((await typing(commands, "greet", "--help")).said).toMatch(
      /^Usage: aws-platform greet \[options\] <environment>\n/,
    );
    expect((await typing(commands, "greet", "a", "--loudly")).ran).toEqual([
      { name: "greet", given: { args: ["a"], options: { loudly: true } } },
    ]);
  });

  test("is typed by the program's name until there is a short name for it", () => {
    const parser = parserOf(commands, async () => undefined).commands.find((one) => one.name() === "greet");
    expect(parser && usageOf(parser)).toBe("aws-platform greet [options] <environment>");
  });
});

test.each([
  ["an argument", ["doctor", ""]],
  ["an option's value", ["new", "shop", "--region="]],
  ["nothing but spaces", ["diff", "a", " "]],
])("%s that is empty is a variable that is not set, and never what the command likes", (_, typed) => {
  const { status, stdout, stderr } = run(...typed);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(
    /^An argument is empty, like a variable that is not set; write it, or leave it out\nusage: .*\n.* explains it\n$/,
  );
});
