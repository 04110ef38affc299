import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { readDocument } from "./document";
import { literal } from "./literal";
import { formatProblem, type KeyPath, type LocatedProblem, type Problem, refusal, UserError } from "./problem";
import { checkAll } from "./rules";
import { type Environment, environmentSchema } from "./schema";
import { checkShape } from "./shape";
import { textProblems } from "./text-problem";

/** An environment file, and on which of its lines each key is. */
export interface Source {
  readonly file: string;
  readonly lineOf: (path: KeyPath) => number;
}

/** What `loadEnvironments` found. */
export interface LoadedEnvironments {
  readonly environments: readonly Environment[];
  /** Where each environment is written, by its name. */
  readonly sources: Readonly<Record<string, Source>>;
  /** Sentences worth reading that do not stop the run. */
  readonly warnings: readonly string[];
}

/** Folder, from the variable `ENVIRONMENTS_DIR`, and selection. */
export interface Selection {
  /** Folder of the environment files. @default "environments" */
  readonly folder?: string | undefined;
  /** Names separated by commas. @default every environment of the folder */
  readonly names?: string | undefined;
  /** Variable that the names are from, so that a message can name it. @default none: the user typed them behind a command */
  readonly variable?: string | undefined;
}

/**
 * Reads the selected environment files. Throws one `UserError` that lists every problem of every file,
 * each with file, line, key, value and what to write instead.
 */
export function loadEnvironments({ folder, names, variable }: Selection = {}): LoadedEnvironments {
  const files = select(folder || "environments", names, variable);
  const checked = files.map(checkFile);
  const usable = checked.flatMap(({ file, environment, lineOf }) =>
    environment ? [{ file, environment, lineOf }] : [],
  );
  const problems = checked.flatMap((check) => check.problems);
  const mistakes = problems.filter(({ isWarning }) => !isWarning);
  if (mistakes.length > 0) throw refusal(mistakes);
  return {
    environments: usable.map(({ environment }) => literal(environment)),
    sources: Object.fromEntries(usable.map(({ environment, file, lineOf }) => [environment.name, { file, lineOf }])),
    warnings: problems.map(formatProblem),
  };
}

/** The files to read, sorted by name. */
function select(folder: string, names: string | undefined, variable: string | undefined): string[] {
  const found = list(folder);
  const misnamed = found.filter((name) => /\.ya?ml$/i.test(name) && !name.endsWith(".yaml"));
  if (misnamed.length > 0) {
    throw new UserError(
      `${misnamed.map((name) => join(folder, name)).join(", ")}: the ending ${extname(misnamed[0] as string)} is not read; rename to .yaml`,
    );
  }
  const known = found.filter((name) => name.endsWith(".yaml")).map((name) => name.slice(0, -".yaml".length));
  if (known.length === 0)
    throw new UserError(
      `${folder} holds no environment file; the command new makes one, like ${join(folder, "shop.yaml")}`,
    );
  const wanted = [
    ...new Set(
      (names ?? "")
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ];
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const said = variable
      ? `${variable} names ${unknown.join(", ")}, which ${folder} does not have`
      : `there is no environment ${unknown.join(" or ")} in ${folder}`;
    throw new UserError(`${said}; write one of ${known.join(", ")}`);
  }
  return (wanted.length > 0 ? known.filter((name) => wanted.includes(name)) : known).map((name) =>
    join(folder, `${name}.yaml`),
  );
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `the folder ${folder} cannot be read (${code}); set ENVIRONMENTS_DIR to the folder of your environment files`,
    );
  }
}

interface CheckedFile {
  readonly file: string;
  readonly problems: readonly LocatedProblem[];
  readonly environment?: Environment;
  readonly lineOf: (path: KeyPath) => number;
}

function checkFile(file: string): CheckedFile {
  const source = readDocument(file);
  if ("problems" in source) {
    return { file, lineOf: () => 1, problems: source.problems.map((problem) => ({ ...problem, file })) };
  }
  const shape = checkShape(environmentSchema, source);
  const isWhole = shape.problems.length === 0;
  const texts = [...textProblems(source.value)];
  const shapes = without(texts, shape.problems);
  const groups = shapes.filter(({ path }) => source.textAt(path) === undefined); // a text in the place of another is judged further
  const rest = without([...texts, ...groups], checkAll(shape.value, { isWhole, file }));
  const problems = [...texts, ...shapes, ...rest];
  return {
    file,
    lineOf: source.lineOf,
    environment: shape.value,
    problems: problems.map((problem) => ({ ...problem, file, line: source.lineOf(problem.path) })),
  };
}

/** Problems but for those in a place where others have been found already: they follow from these. */
function without(others: readonly Problem[], problems: readonly Problem[]): readonly Problem[] {
  const places = new Set(others.map(({ path }) => path.join("\0")));
  return problems.filter(({ path }) => !places.has(path.join("\0")));
}
