import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readDocument } from "./document";
import { literal } from "./literal";
import { formatProblem, type KeyPath, type LocatedProblem, refusal, UserError } from "./problem";
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

/** Folder and selection; both come from environment variables, `ENVIRONMENTS_DIR` and `ENVIRONMENT`. */
export interface Selection {
  /** Folder of the environment files. @default "environments" */
  readonly folder?: string | undefined;
  /** Names separated by commas. @default every environment of the folder */
  readonly names?: string | undefined;
}

/**
 * Reads the selected environment files. Throws one `UserError` that lists every problem of every file,
 * each with file, line, key, value and what to write instead.
 */
export function loadEnvironments({ folder, names }: Selection = {}): LoadedEnvironments {
  const files = select(folder || "environments", names);
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
function select(folder: string, names: string | undefined): string[] {
  const found = list(folder);
  const misnamed = found.filter((name) => name.endsWith(".yml"));
  if (misnamed.length > 0) {
    throw new UserError(
      `${misnamed.map((name) => join(folder, name)).join(", ")}: the ending .yml is not read; rename to .yaml`,
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
    throw new UserError(
      `ENVIRONMENT names ${unknown.join(", ")}, which ${folder} does not have; write one of ${known.join(", ")}`,
    );
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
  const others = [...shape.problems, ...checkAll(shape.value, { isWhole, file })];
  const problems = [...texts, ...others.filter(({ path }) => !texts.some((text) => isAt(text.path, path)))];
  return {
    file,
    lineOf: source.lineOf,
    environment: shape.value,
    problems: problems.map((problem) => ({ ...problem, file, line: source.lineOf(problem.path) })),
  };
}

/** Whether two paths name the same place. */
const isAt = (a: KeyPath, b: KeyPath): boolean => a.join("\0") === b.join("\0");
