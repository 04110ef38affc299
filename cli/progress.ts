import type { Ora } from "ora";
import { isColourful, styled } from "../platform/terminal";

/** Says on standard error what long work is at: a spinner on a terminal, plain lines in a log. */
export interface Progress {
  /** A step that nobody needs to read of afterwards. */
  step<T>(text: string, work: () => T | Promise<T>): Promise<T>;
  /** Work on one stack. Its name and the time it took stay on a line of their own. */
  stack<T>(id: string, work: () => Promise<T>): Promise<T>;
  /** Work whose own last line, printed with `print`, says how it went. */
  during<T>(id: string, work: () => T | Promise<T>): Promise<T>;
  /** Prints a line of the result on standard output, between what moves. */
  print(line: string): void;
}

/** What plain lines are written to. */
type Output = Pick<NodeJS.WriteStream, "write">;

/** Progress on a terminal, where there is one and no CI, else in plain lines. */
export async function startProgress(output: NodeJS.WriteStream = process.stderr): Promise<Progress> {
  if (!output.isTTY || process.env.CI) return plainProgress(output);
  const { default: ora } = await import("ora");
  const color = isColourful(output) ? "cyan" : false;
  return spinningProgress(ora({ stream: output, color, discardStdin: false }), output);
}

/** One line for each step as it begins, and one for each stack as it ends. */
export const plainProgress = (output: Output): Progress => ({
  async step(text, work) {
    output.write(`${text}\n`);
    return await work();
  },
  async stack(id, work) {
    const started = performance.now();
    let outcome = "failed after ";
    try {
      const result = await work();
      outcome = "";
      return result;
    } finally {
      output.write(`${id}  ${outcome}${secondsSince(started)}\n`);
    }
  },
  during: async (_id, work) => await work(),
  print: (line) => console.log(line),
});

/** The same on a terminal: what is at work now turns, what has ended stays above it, and nothing turns on after a failure. */
export function spinningProgress(
  spinner: Pick<Ora, "start" | "stop">,
  output: NodeJS.WriteStream,
  log: (line: string) => void = console.log,
): Progress {
  const atWork: string[] = [];
  const show = () => (atWork.length > 0 ? spinner.start(`${atWork.join(", ")} …`) : spinner.stop());
  const above = (write: () => void) => {
    spinner.stop();
    write();
    show();
  };
  const during: Progress["during"] = async (id, work) => {
    atWork.push(id);
    show();
    try {
      return await work();
    } finally {
      atWork.splice(atWork.indexOf(id), 1);
      show();
    }
  };
  return {
    during,
    step: during,
    async stack(id, work) {
      const started = performance.now();
      let mark = styled("red", "✖", output);
      try {
        const result = await during(id, work);
        mark = styled("green", "✔", output);
        return result;
      } finally {
        above(() => output.write(`${mark} ${id}  ${secondsSince(started)}\n`));
      }
    },
    print: (line) => above(() => log(line)),
  };
}

/** Time since a moment of `performance.now()`, for example `3.1 s`. */
export const secondsSince = (moment: number): string => `${((performance.now() - moment) / 1000).toFixed(1)} s`;
