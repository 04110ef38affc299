import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { MissingError, UserError } from "../../environments/problem";

/** Whether git knows a name as a commit. Throws where git is not there, which is no word against the name. */
export function isRevision(name: string): boolean {
  const { status, error } = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
  if (error)
    throw new MissingError(
      "git is not on this machine, so no revision can be looked up; install it: https://git-scm.com/downloads",
    );
  return status === 0 && !name.startsWith("-");
}

/** Puts the files of a revision into a folder, with the packages that are installed now. */
export function exportRevision(revision: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const archive = git("archive", "--format=tar", revision);
  const unpacked = spawnSync("tar", ["-xf", "-"], { cwd: folder, input: archive.stdout });
  if (archive.status !== 0 || unpacked.status !== 0)
    throw new UserError(
      `the files of ${revision} cannot be had from git: ${archive.stderr}${unpacked.stderr ?? ""}`.trim(),
    );
  if (existsSync("node_modules")) symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "dir");
  const lock = (project: string) => {
    const file = join(project, "package-lock.json");
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  if (lock(folder) !== lock("."))
    console.error(`${revision} asks for other packages; it is synthesized with those that are installed now`);
}

const git = (...args: readonly string[]) => spawnSync("git", args, { maxBuffer: 2 ** 30 });
