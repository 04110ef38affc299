import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../environments/load";
import { UserError } from "../../environments/problem";
import type { Environment } from "../../environments/schema";
import { EXIT, type ExitCode } from "../../platform/exit";
import { wrapped } from "../../platform/terminal";
import { addressesOf, REGISTRY, registryTexts, sizesOf } from "../addresses/registry";
import { environmentNames, environmentsFolder, spelled } from "../places";
import { withTemporaryFolder } from "../temporary-folder";
import { setText } from "./edit-yaml";
import { nameProblem, takenBy } from "./names";
import { registerText, waiversUnder, withoutEnvironment } from "./registers";
import { tryOut } from "./try-out";
import { writeAll } from "./write-all";

/** The environment of a name; throws with those there are. */
export function environmentOf(name: string, folder: string): Environment {
  const known = environmentNames(folder);
  if (!known.includes(name))
    throw new UserError(
      `${folder} has no environment ${name}; ${known.length > 0 ? `write one of ${known.join(", ")}` : "it has none"}`,
    );
  const [found] = loadEnvironments({ folder, names: name }).environments;
  if (!found) throw new Error(`${name} was not loaded`);
  return found;
}

/**
 * Removes the file of an environment, its addresses, and what the registers say of it. Nobody here can see whether it is in
 * AWS still, so somebody has to say that it is not. Returns the exit code.
 */
export function removeEnvironment(name: string, isDestroyed: boolean): ExitCode {
  const folder = environmentsFolder();
  const file = join(folder, `${name}.yaml`);
  const addresses = registered(name);
  const registers = withoutEnvironment(name);
  const isThere = existsSync(file);
  const isSpokenOf = isThere || addresses.length > 0 || registers.size > 0;
  if (!isSpokenOf) environmentOf(name, folder); // says which there are
  refuseDeployed(name, file, isDestroyed);
  writeAll(new Map<string, string | undefined>([...registers, ...gone(addresses), [file, undefined]]));
  console.log(
    [
      `${name} is out: ${[...(isThere ? [file] : []), ...addresses.map((one) => join(REGISTRY, one)), ...registers.keys()].join(", ")}`,
      `What may be left of it in AWS: ${spelled("leftovers", name)}, in the commit before this one`,
    ].join("\n"),
  );
  return EXIT.fine;
}

/**
 * Calls an environment that was never deployed otherwise. One that was keeps its name: it is in the names of nearly everything
 * that AWS has of it. Returns the exit code.
 */
export async function renameEnvironment(name: string, to: string, isNeverDeployed: boolean): Promise<ExitCode> {
  const folder = environmentsFolder();
  const { cluster, tags } = environmentOf(name, folder);
  const problem = nameProblem(to) ?? takenBy(to, folder);
  if (problem) throw new UserError(problem);
  const file = join(folder, `${name}.yaml`);
  if (!isNeverDeployed)
    throw new UserError(
      `${name} is part of nearly every name that AWS has of it, and AWS renames nothing: another name is another environment. If ${name} was never deployed, say so: ${spelled("rename", name, to, "--never-deployed")}. If it was, make ${to} beside it (${spelled("new", to)}), move the data (docs/day-2/restore-database.md), and end ${name} (docs/day-2/remove-environment.md)`,
    );
  refuseDeployed(name, file, true);
  const before = readFileSync(file, "utf8");
  const text = [
    ["name"],
    ...(cluster?.name === name ? [["cluster", "name"]] : []),
    ...(tags.Environment === name ? [["tags", "Environment"]] : []),
  ].reduce((now, path) => setText(now, path, to), before);
  const { synthesized } = await withTemporaryFolder("rename", (temporary) =>
    tryOut({ name: to, text, folder, instead: name, temporary }),
  );
  const registers = withoutEnvironment(name);
  if (registers.has("waivers.yaml"))
    registers.set("waivers.yaml", waiversUnder(registerText("waivers.yaml"), name, to));
  writeAll(
    new Map<string, string | undefined>([
      ...registers,
      ...gone(registered(name)),
      ...registryTexts(addressesOf([synthesized]), sizesOf([synthesized])),
      [join(folder, `${to}.yaml`), text],
      [file, undefined],
    ]),
  );
  console.log(
    wrapped(
      `${name} is ${to} now: ${join(folder, `${to}.yaml`)}, its addresses and waivers. Images, repositories and users that have the old name in them keep it: they are yours to change\n\nNext: ${spelled("audit")}`,
      process.stdout,
    ),
  );
  return EXIT.fine;
}

const registered = (name: string): string[] =>
  existsSync(REGISTRY)
    ? readdirSync(REGISTRY).filter((one) => one.endsWith(".txt") && one.slice(0, one.lastIndexOf("-")) === name)
    : [];

const gone = (addresses: readonly string[]): [string, undefined][] =>
  addresses.map((one) => [join(REGISTRY, one), undefined]);

/** What can be seen here speaks against it; what is in AWS nobody sees from here. */
function refuseDeployed(name: string, file: string, isGone: boolean): void {
  if (!isGone)
    throw new UserError(
      `nothing here can see whether ${name} is deployed, and without its file nobody can destroy it. Destroy it first (docs/day-2/remove-environment.md); when it is, or when it never was deployed: ${spelled("remove", name, "--destroyed")}`,
    );
  if (!existsSync(file)) return;
  const { state } = environmentOf(name, environmentsFolder());
  if (state.backend === "s3" && state.bootstrap === "s3")
    throw new UserError(
      `${file} says state.bootstrap: s3, so ${name} was deployed and its bucket keeps its states. A destroy ends with ${spelled("move-state", name, "local")}; nothing was written`,
    );
  const states = join("terraform.state", name);
  const kept = (existsSync(states) ? readdirSync(states) : []).filter(
    (one) => one.endsWith(".tfstate") && hasResources(join(states, one)),
  );
  if (kept.length > 0)
    throw new UserError(
      `${kept.map((one) => join(states, one)).join(", ")} still has resources: destroy them first; nothing was written`,
    );
}

/** Whether a state has something, or cannot be read, which is no proof that it has nothing. */
function hasResources(file: string): boolean {
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as { resources?: unknown[] }).resources?.length !== 0;
  } catch {
    return true;
  }
}
