import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** What a newcomer adds: a new file, and a change of one that is there, which the copy must still compile and show. */
interface Addition {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly list: string;
  readonly change: (text: string) => string;
}

/** Begins a line of a file that is written: here it imports nothing. */
const IMPORT = "import";

const afterImports = (line: string) => (text: string) => text.replace(/^import /m, `${line}\nimport `);

const ADDITIONS: readonly Addition[] = [
  {
    what: "rule",
    file: "reports/rules/bucket/bucket-named.ts",
    text: `import { attribute, forType } from "../checks";
${IMPORT} type { Rule } from "../rule";
${IMPORT} { isSet } from "../values";

export const bucketNamed: Rule = {
  id: "bucket-named",
  severity: "low",
  requirement: "A bucket has a name.",
  why: "Nobody finds it otherwise.",
  controls: { "nist-800-53-r5": ["AC-6"] },
  fix: "Write bucket.",
  check: forType("aws_s3_bucket", attribute("bucket", isSet)),
};
`,
    list: "reports/rules/index.ts",
    change: (text) => `${text}export { bucketNamed } from "./bucket/bucket-named";\n`,
  },
  {
    what: "chapter",
    file: "reports/audit/chapters/greeting.ts",
    text: `import { markup } from "../../html/markup";
${IMPORT} { chapter } from "./chapter";

export const greeting = chapter({
  id: "greeting",
  title: "Greeting",
  lead: "Who is greeted?",
  view: ({ environment }) => ({ who: environment.name }),
  render: ({ who }) => markup\`<p>Good day, \${who}.</p>\`,
});
`,
    list: "reports/audit/chapters/index.ts",
    change: (text) =>
      afterImports('import { greeting } from "./greeting";')(text).replace("] as const", "  greeting,\n] as const"),
  },
  {
    what: "command",
    file: "cli/commands/greet.ts",
    text: `import { command } from "../command";

export const greet = command({
  name: "greet",
  task: "check",
  summary: "say good day",
  examples: [["", "once"]],
  run: () => console.log("Good day."),
});
`,
    list: "cli/commands.ts",
    change: (text) =>
      afterImports('import { greet } from "./commands/greet";')(text).replace(/\n\];/, "\n  greet,\n];"),
  },
];

/** What a copy needs to be compiled and run. */
const SOURCES = [
  ...[
    "main.ts",
    "pins.json",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
    "CHANGELOG.md",
    "environments",
    "platform",
  ],
  ...["contracts", "modules", "stacks", "reports", "operations", "cli", "scripts"],
];

describe("in a copy of this repository", () => {
  const copy = mkdtempSync(join(tmpdir(), "additions-"));
  afterAll(() => rmSync(copy, { recursive: true }));

  for (const source of SOURCES) cpSync(source, join(copy, source), { recursive: true });
  symlinkSync(resolve("node_modules"), join(copy, "node_modules"));
  for (const { file, text, list, change } of ADDITIONS) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
    writeFileSync(join(copy, list), change(readFileSync(list, "utf8")));
  }
  const settings = JSON.parse(readFileSync("tsconfig.json", "utf8")) as { include: string[] };
  const include = settings.include.filter((name) => name !== "__tests__");
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify({ ...settings, include }));
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: copy, env: { PATH: process.env.PATH }, encoding: "utf8" });
  const compiled = run(resolve("node_modules/typescript/bin/tsc"), "-p", copy);

  test("a rule, a chapter and a command, each a file and a line in a list, compile", () => {
    expect(`${compiled.stdout}${compiled.stderr}`).toBe("");
  });

  test("the rule is applied", () => {
    const said = run("-p", "require('./dist/reports/rules/judge').RULES.some(({ id }) => id === 'bucket-named')");
    expect(said.stdout.trim()).toBe("true");
  });

  test("the chapter is shown", () => {
    const said = run("-p", "require('./dist/reports/audit/chapters').CHAPTERS.at(-1).title");
    expect(said.stdout.trim()).toBe("Greeting");
  });

  test("the command runs, and is in the list of commands", () => {
    expect(run("dist/cli/aws-platform.js", "greet").stdout).toBe("Good day.\n");
    expect(run("dist/cli/aws-platform.js").stdout).toMatch(/^ {2}greet +say good day$/m);
  });
});
