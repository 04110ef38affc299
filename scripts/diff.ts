import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../environments/load";
import { UserError } from "../environments/problem";
import { compareEnvironments } from "../reports/diff/compare";
import { renderDifference, type Sides } from "../reports/diff/markdown";
import { readEnvironments, type SynthesizedEnvironment } from "../reports/synthesized";
import { runCommand, withTemporaryFolder } from "./command";
import { exportRevision, isRevision } from "./diff/revision";
import { synthesize } from "./terraform/commands";

const USAGE = `usage: npm run diff -- <environment> <environment>
       npm run diff -- <git revision> [<git revision>]

Says what differs in the synthesized JSON, resource by resource: between two environments, or between two revisions, environment
by environment. One revision is compared with the files as they are now.`;

/** Prints what differs. */
async function main(names: readonly string[]): Promise<void> {
  const [a, b, ...more] = names;
  if (!a || more.length > 0 || names.some((name) => name.startsWith("-"))) throw new UserError(USAGE);
  const known = environmentNames();
  const environments = names.filter((name) => known.includes(name));
  const unknown = names.filter((name) => !known.includes(name) && !isRevision(name));
  if (unknown.length > 0)
    throw new UserError(
      unknown
        .map((name) => `${name} is neither an environment (${known.join(", ")}) nor a revision that git knows`)
        .join("\n"),
    );
  if (environments.length > 0 && environments.length < 2)
    throw new UserError(
      `${environments[0]} is an environment and ${names.length > 1 ? "the other is a revision" : "has nothing to be compared with"}; name two environments or two revisions\n${USAGE}`,
    );
  const text = await withTemporaryFolder("diff", (folder) =>
    b && environments.length === 2 ? ofEnvironments(a, b, folder) : ofRevisions(a, b, folder),
  );
  console.log(text);
}

const folderOfFiles = (): string => process.env.ENVIRONMENTS_DIR || "environments";

const environmentNames = (): string[] =>
  loadEnvironments({ folder: folderOfFiles() }).environments.map(({ name }) => name);

function ofEnvironments(a: string, b: string, folder: string): string {
  synthesize(a === b ? a : `${a},${b}`, folder);
  const found = readEnvironments(folder);
  const [first, second] = [a, b].map((name) => found.find((one) => one.name === name) ?? nothing(name));
  return renderDifference(`${a} and ${b}`, { a, b }, compareEnvironments(first ?? nothing(a), second ?? nothing(b)));
}

/** Environments that only one revision has are compared with nothing. */
function ofRevisions(a: string, b: string | undefined, folder: string): string {
  const sides: Sides = { a, b: b ?? "the files as they are now" };
  const [before, after] = [synthesizeRevision(a, join(folder, "a")), synthesizeRevision(b, join(folder, "b"))];
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  const of = (all: readonly SynthesizedEnvironment[], name: string) =>
    all.find((one) => one.name === name) ?? nothing(name);
  return names
    .map((name) => renderDifference(name, sides, compareEnvironments(of(before, name), of(after, name))))
    .join("\n\n");
}

const nothing = (name: string): SynthesizedEnvironment => ({ name, stacks: [] });

/** Every environment of a revision, synthesized by the code of that revision. */
function synthesizeRevision(revision: string | undefined, folder: string): SynthesizedEnvironment[] {
  const outdir = join(folder, "cdktf.out");
  const project = revision === undefined ? process.cwd() : join(folder, "project");
  if (revision !== undefined) exportRevision(revision, project);
  if (!existsSync(join(project, "cdktf.json")))
    throw new UserError(`${revision} is no revision of this project: it has no cdktf.json`);
  synthesize("", outdir, project);
  return readEnvironments(outdir);
}

void runCommand(main);
