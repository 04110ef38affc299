import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import { compareEnvironments } from "../../reports/diff/compare";
import { renderDifference, type Sides } from "../../reports/diff/markdown";
import { environmentsOf, parseModule, readEnvironments, type SynthesizedEnvironment } from "../../reports/synthesized";
import { environmentsFolder, fromUser } from "../places";
import { startProgress } from "../progress";
import { readModules } from "../read-modules";
import { withTemporaryFolder } from "../temporary-folder";
import { synthesize } from "../terraform/commands";
import { exportRevision, isRevision } from "./revision";

/**
 * Prints what differs between two environments, two folders of synthesized JSON, or two revisions; of one revision, from the
 * files as they are now.
 */
export async function diff(a: string, b: string | undefined): Promise<void> {
  const names = b === undefined ? [a] : [a, b];
  if (b !== undefined && names.every(isFolder)) {
    console.log(ofEach({ a, b }, await readEach(a), await readEach(b)));
    return;
  }
  const [folder] = names.filter(isFolder);
  const other = names.find((name) => !isFolder(name));
  if (folder !== undefined)
    throw new UserError(
      `${folder} is a folder of synthesized stacks and ${other === undefined ? "has nothing to be compared with" : `${other} is none`}; name two folders, two environments or two revisions`,
    );
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
      `${environments[0]} is an environment and ${names.length > 1 ? "the other is a revision" : "has nothing to be compared with"}; name two environments or two revisions`,
    );
  const text = await withTemporaryFolder("diff", (folder) =>
    b && environments.length === 2 ? ofEnvironments(a, b, folder) : ofRevisions(a, b, folder),
  );
  console.log(text);
}

const environmentNames = (): string[] =>
  loadEnvironments({ folder: environmentsFolder() }).environments.map(({ name }) => name);

async function ofEnvironments(a: string, b: string, folder: string): Promise<string> {
  await synthesize(a === b ? a : `${a},${b}`, folder);
  const found = readEnvironments(folder);
  const [first, second] = [a, b].map((name) => found.find((one) => one.name === name) ?? nothing(name));
  return renderDifference(`${a} and ${b}`, { a, b }, compareEnvironments(first ?? nothing(a), second ?? nothing(b)));
}

async function ofRevisions(a: string, b: string | undefined, folder: string): Promise<string> {
  const sides: Sides = { a, b: b ?? "the files as they are now" };
  const progress = await startProgress();
  const before = await progress.step(`synthesizing ${sides.a}`, () => synthesizeRevision(a, join(folder, "a")));
  const after = await progress.step(`synthesizing ${sides.b}`, () => synthesizeRevision(b, join(folder, "b")));
  return ofEach(sides, before, after);
}

/** Whether a name is a folder that was synthesized into, such as one that was handed over. */
const isFolder = (name: string): boolean => existsSync(join(fromUser(name), "stacks"));

const readEach = async (name: string): Promise<SynthesizedEnvironment[]> =>
  environmentsOf((await readModules(fromUser(name))).map(parseModule));

/** Environment by environment. */
function ofEach(
  sides: Sides,
  before: readonly SynthesizedEnvironment[],
  after: readonly SynthesizedEnvironment[],
): string {
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort();
  const of = (all: readonly SynthesizedEnvironment[], name: string) =>
    all.find((one) => one.name === name) ?? nothing(name);
  return names
    .map((name) => renderDifference(name, sides, compareEnvironments(of(before, name), of(after, name))))
    .join("\n\n");
}

/** What an environment is compared with that only one side has. */
const nothing = (name: string): SynthesizedEnvironment => ({ name, stacks: [] });

/** Every environment of a revision, synthesized by the code of that revision. */
async function synthesizeRevision(revision: string | undefined, folder: string): Promise<SynthesizedEnvironment[]> {
  const outdir = join(folder, "cdktf.out");
  const project = revision === undefined ? process.cwd() : join(folder, "project");
  if (revision !== undefined) exportRevision(revision, project);
  if (!existsSync(resolve(project, environmentsFolder())))
    throw new UserError(`${revision} is no revision of this project: it has no folder ${environmentsFolder()}`);
  await synthesize("", outdir, project);
  return readEnvironments(outdir);
}
