import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { EXIT, type ExitCode } from "../../platform/exit";
import { wrapped } from "../../platform/terminal";
import { inWords } from "../../reports/cost";
import { takenBy } from "../change/names";
import { environmentNames, environmentsFolder, isInRepository, spelled } from "../places";
import type { Typed } from "./answers";
import { EXAMPLE } from "./file";
import { type Ask, gather } from "./gather";
import { type Made, make, write } from "./make";

/**
 * Makes an environment of what is given, and asks for the rest on a terminal. Everything is tried out before anything is
 * written. Returns the exit code.
 */
export async function makeEnvironment(name: string, given: Typed): Promise<ExitCode> {
  const folder = environmentsFolder();
  const taken = takenBy(name, folder);
  if (taken) throw new UserError(taken);
  const others = environmentNames(folder).length > 0 ? loadEnvironments({ folder }).environments : [];
  const answers = await withTerminal((ask) =>
    gather(name, given, { ranges: others.map(({ network }) => network.cidr) }, ask, console.log),
  );
  const made = await make(answers, folder);
  const file = join(folder, `${name}.yaml`);
  write(made, file);
  console.log(wrapped(saidOf(made, file, name), process.stdout));
  return EXIT.fine;
}

/** Questions are for people: in a pipeline nobody answers. */
async function withTerminal<T>(use: (ask: Ask | undefined) => Promise<T>): Promise<T> {
  if (!process.stdin.isTTY || !process.stdout.isTTY || process.env.CI) return use(undefined);
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const left = new Promise<never>((_, fail) => {
    lines.once("close", () =>
      fail(new UserError("the questions ended before they were answered; nothing was written")),
    );
  });
  left.catch(() => undefined); // it closes in the end, too
  try {
    return await use((question) => Promise.race([lines.question(question), left]));
  } finally {
    lines.close();
  }
}

/** What was written, what is left to decide, and how it goes on. */
function saidOf(
  { text, waivers, synthesized: { stacks }, audited, left, warnings }: Made,
  file: string,
  name: string,
): string {
  const count = stacks.flatMap(({ resources }) => resources).length;
  const examples = text
    .split("\n")
    .flatMap((line, i) => (line.includes(EXAMPLE) ? [`  ${file}:${i + 1}  ${line.trim()}`] : []));
  const verdict = left.length === 0 ? "the audit finds nothing to mend" : "the audit finds what is left to decide";
  const blocks = [
    [
      `${file} is written: ${stacks.length} stacks, ${inWords(audited.cost.monthly)} a month; ${verdict}`,
      `addresses/ has its ${count} addresses`,
      ...waivers.map(
        ({ rule, address, owner, expires }) =>
          `waivers.yaml waives ${rule} of ${address} until ${expires}; ${owner} answers for it`,
      ),
      ...warnings.map((warning) => `warning: ${warning}`),
    ],
    left.length > 0 ? ["Left to decide before the audit passes:", ...left.map((sentence) => `  ${sentence}`)] : [],
    examples.length > 0 ? ["Left to write before it is deployed, because nobody here knows it:", ...examples] : [],
    [
      "Next:",
      `  ${spelled(isInRepository ? "test" : "synth")}`,
      `  ${spelled("audit")}`,
      `  ${spelled("doctor", name)}`,
    ],
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
