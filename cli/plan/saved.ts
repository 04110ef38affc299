import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UserError } from "../../environments/problem";
import { IMPORT_FILE } from "../../operations/recover/import-file";
import { PREVIEW_GUARD } from "../../reports/review";
import { sha256Sums } from "../../reports/sbom/sums";
import { isFile } from "../files";
import { spelled } from "../places";
import { LOCK } from "../terraform/strangers";

/** What belongs to one planned stack: the files of the plan, and those of the stack that it was made of. */
export interface SavedPlan {
  readonly environment: string;
  readonly stack: string;
  /** `plans/<environment>/<stack>.plan`; the others lie beside it. */
  readonly plan: string;
  /** The plan as `terraform show -json` writes it, for the review. */
  readonly json: string;
  /** Terraform's lock file at the time of the plan. */
  readonly lock: string;
  /** SHA-256 of everything that must not change before the plan is applied, in the format of `sha256sum`. */
  readonly hashes: string;
  /** Folder that Terraform runs in. */
  readonly folder: string;
}

/** Where the plan of a stack is kept. */
export function savedPlan(environment: string, stack: string, outdir: string): SavedPlan {
  const beside = (end: string) => join("plans", environment, `${stack}${end}`);
  return {
    environment,
    stack,
    plan: beside(".plan"),
    json: beside(".json"),
    lock: beside(".lock.hcl"),
    hashes: beside(".sha256"),
    folder: join(outdir, "stacks", `${environment}-${stack}`),
  };
}

/** The saved plan that a file name leads to; throws when it is none. */
export function readSavedPlan(file: string, outdir: string): SavedPlan {
  const saved = savedPlan(basename(dirname(resolve(file))), basename(file, ".plan"), outdir);
  refusePreview(file);
  const problem = problemOf([
    file,
    join(dirname(file), basename(saved.hashes)),
    join(dirname(file), basename(saved.lock)),
  ]);
  if (!file.endsWith(".plan") || problem !== undefined) {
    const why = problem ?? "its name does not end with .plan";
    throw new UserError(
      `${file} is not a plan that ${spelled("plan")} has saved: ${why}; write one like plans/statuspage/network.plan`,
    );
  }
  const at = (name: string) => join(dirname(file), basename(name));
  return { ...saved, plan: file, json: at(saved.json), lock: at(saved.lock), hashes: at(saved.hashes) };
}

/** Why files cannot be copied; undefined when they can. A link to one is one: what is behind it now is copied, and nothing later. */
function problemOf(files: readonly string[]): string | undefined {
  const missing = files.filter((name) => !existsSync(name));
  if (missing.length > 0) return `${missing.join(", ")} ${missing.length > 1 ? "do" : "does"} not exist`;
  const others = files.filter((name) => !isFile(name));
  return others.length > 0 ? `${others.join(", ")} ${others.length > 1 ? "are no files" : "is no file"}` : undefined;
}

/** A preview was planned with samples. Wherever it was copied to, the plan as JSON beside it says what it is. */
function refusePreview(file: string): void {
  const json = file.replace(/\.plan$/, ".json");
  if (isFile(json) && readFileSync(json, "utf8").includes(PREVIEW_GUARD))
    throw new UserError(
      `${file} is of a preview: its values are samples, and nothing of it is ever applied; make a plan with ${spelled("plan")}`,
    );
}

/** Writes the hashes of a plan that was just made. */
export const seal = (saved: SavedPlan): void =>
  writeFileSync(saved.hashes, Object.entries(contents(saved)).map(sumOf).join(""));

/** What has changed since the plan was sealed, one name each. */
export function changedSince(saved: SavedPlan): string[] {
  const sealed = readFileSync(saved.hashes, "utf8");
  return Object.entries(contents(saved))
    .filter((entry) => !sealed.includes(sumOf(entry)))
    .map(([name]) => name);
}

/** A file that is not there counts as an empty one, and so does an empty folder; what is neither is never as it was. */
const sumOf = ([name, path]: readonly [string, string]): string => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory()) return sha256Sums({ [name]: sumsBelow(path) });
  return sha256Sums({ [name]: found === undefined ? "" : bytesOf(path) });
};

/** The hash of everything below a folder, a line each. */
const sumsBelow = (folder: string): string =>
  readdirSync(folder)
    .sort()
    .map((name) => sumOf([name, join(folder, name)]))
    .join("");

/** What is no file is not read: whoever reads from a pipe waits for ever. */
const bytesOf = (path: string): Buffer | string => (isFile(path) ? readFileSync(path) : "no file");

/**
 * A copy of a saved plan and what lies beside it, in a folder that nobody else reads or writes: whatever happens to the files
 * from now on, what is hashed, reviewed and applied are the same bytes.
 * @param folder an empty folder of one's own.
 */
export function copyOf(saved: SavedPlan, folder: string): SavedPlan {
  const at = (file: string) => join(folder, basename(file));
  for (const file of [saved.plan, saved.lock, saved.hashes]) copyFileSync(file, at(file));
  return { ...saved, plan: at(saved.plan), json: at(saved.json), lock: at(saved.lock), hashes: at(saved.hashes) };
}

/** Where cdktf puts the files that a stack brings along: the project's own charts. */
const ASSETS = "assets";

/** What decides what an apply does, by the name it is sealed under. */
const contents = ({ plan, lock, folder, stack }: SavedPlan): Record<string, string> => ({
  [`${stack}.plan`]: plan,
  [`${stack}.lock.hcl`]: lock,
  "cdk.tf.json": join(folder, "cdk.tf.json"),
  "versions.tf": join(folder, "versions.tf"),
  [IMPORT_FILE]: join(folder, IMPORT_FILE),
  [ASSETS]: join(folder, ASSETS),
});

/** The lock file in the folder that Terraform runs in. */
export const lockIn = ({ folder }: SavedPlan): string => join(folder, LOCK);
