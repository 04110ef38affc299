/** Where in an environment file something is, as keys from the top, for example `["network", "nat"]`. */
export type KeyPath = readonly (string | number)[];

/** One thing wrong with an environment file. */
export interface Problem {
  readonly path: KeyPath;
  /** What is wrong, with the value; what to write instead. */
  readonly message: string;
  /** A warning is printed and the run goes on. @default false */
  readonly isWarning?: boolean;
}

/** A problem whose place in a file is known. */
export interface LocatedProblem extends Problem {
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** A mistake of the user, not of the program: shown as its message alone, with exit code 1. */
export class UserError extends Error {}

/** Something is not on this machine, so that nothing was done: the message names it and where it is had, with exit code 3. */
export class MissingError extends UserError {}

/** `environments/shop.yaml:9  network.nat: is missing; …` */
export const formatProblem = ({ file, line, path, message }: LocatedProblem): string =>
  `${file}:${line}  ${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`.replaceAll(UNSEEN, spelledOut);

/** Characters that would break the line, move the cursor or change the order of what is read. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const spelledOut = (character: string): string => `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** Every problem of every file in one message, in the order of the files and their lines. */
export function refusal(problems: readonly LocatedProblem[]): UserError {
  const files = [...new Set(problems.map(({ file }) => file))];
  const sections = files.map((file) => {
    const own = problems.filter((problem) => problem.file === file).sort((a, b) => a.line - b.line);
    return [
      `${file.replaceAll(UNSEEN, spelledOut)} cannot be used:`,
      ...own.map((problem) => `  ${formatProblem(problem)}`),
    ].join("\n");
  });
  return new UserError(sections.join("\n"));
}
