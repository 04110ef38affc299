/** Where progress is written to: a terminal or a log. */
export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Says what is being done: one line that changes on a terminal, one line for each step in a log. */
export interface Progress {
  step(text: string): void;
  /** Takes the changing line away. */
  end(): void;
}

const CLEAR_LINE = "\r\u001B[2K";

export const progressOn = (output: Output): Progress =>
  output.isTTY
    ? { step: (text) => output.write(`${CLEAR_LINE}${text} …`), end: () => output.write(CLEAR_LINE) }
    : { step: (text) => output.write(`${text}\n`), end: () => undefined };
