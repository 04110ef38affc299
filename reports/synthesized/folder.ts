import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { NotTerraform, readRootModule, terraformFilesIn } from "./root-module";
import type { RootModule } from "./types";

/** A folder that cannot be taken for root modules: one sentence each. */
export class UnreadableFolder extends Error {}

/** A root module and where it lies. */
interface Place {
  readonly id: string;
  readonly folder: string;
  /** Relative to the output folder. */
  readonly at: string;
}

/** Reports are written to a folder of a part of this name. */
const STACK_ID = /^[A-Za-z0-9_][\w.-]*$/;

/**
 * The root modules in a folder, as a deployer would run Terraform in them: those of its manifest, those that lie in
 * `stacks` besides, and the folder itself when it holds Terraform files.
 * @param onlyListed Whether a manifest decides alone; an earlier run of cdktf may have left others. @default false
 * @throws UnreadableFolder with every problem at once
 */
export async function readFolder(folder: string, onlyListed = false): Promise<RootModule[]> {
  const places = placesIn(folder, onlyListed);
  if (places.length === 0)
    throw new UnreadableFolder(`${folder} holds no stacks; name a folder that was synthesized, like cdktf.out`);
  const problems: string[] = [];
  const modules: RootModule[] = [];
  for (const { id, folder: own, at } of places)
    try {
      if (!STACK_ID.test(id))
        throw new UnreadableFolder(
          `${JSON.stringify(id.slice(0, 80))} in ${folder} is no name of a stack; it is an environment and a stack, like shop-network`,
        );
      if (!isFolder(own) || terraformFilesIn(own).length === 0)
        throw new NotTerraform(join(own, "cdk.tf.json"), "cannot be read (ENOENT); synthesize it again");
      modules.push(await readRootModule(id, own, at));
    } catch (error) {
      if (!(error instanceof NotTerraform || error instanceof UnreadableFolder)) throw error;
      problems.push(error.message);
    }
  if (problems.length > 0) throw new UnreadableFolder(problems.join("\n"));
  return modules;
}

function placesIn(folder: string, onlyListed: boolean): Place[] {
  const manifest = join(folder, "manifest.json");
  const stacks = join(folder, "stacks");
  const listed = existsSync(manifest) ? listedIn(manifest) : undefined;
  const lying = onlyListed && listed ? [] : foldersIn(stacks);
  const ids = [...new Set([...(listed ?? []), ...lying])].sort();
  const below = ids.map((id) => ({ id, folder: join(stacks, id), at: `stacks/${id}` }));
  const own = isFolder(folder) && terraformFilesIn(folder).length > 0;
  return own ? [...below, { id: basename(resolve(folder)), folder, at: "" }] : below;
}

/** The names that a manifest lists. */
function listedIn(manifest: string): string[] {
  try {
    const { stacks } = JSON.parse(readFileSync(manifest, "utf8"));
    return typeof stacks === "object" && stacks !== null ? Object.keys(stacks) : [];
  } catch {
    throw new UnreadableFolder(`${manifest} is not JSON, or was cut off; synthesize it again`);
  }
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

const foldersIn = (folder: string): string[] =>
  isFolder(folder) ? readdirSync(folder).filter((name) => isFolder(join(folder, name))) : [];
