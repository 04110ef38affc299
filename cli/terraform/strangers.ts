import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { IMPORT_FILE } from "../../operations/recover/import-file";

/** What cdktf synthesizes of a stack. */
export const STACK = "cdk.tf.json";
/** Terraform's lock file of the providers. */
export const LOCK = ".terraform.lock.hcl";

/** Terraform's own folder of providers and settings. */
const OWN_FOLDER = ".terraform";
/** What a synthesized stack is made of, and what Terraform itself leaves there. */
const EXPECTED = new Set([
  STACK,
  "versions.tf",
  IMPORT_FILE,
  LOCK,
  OWN_FOLDER,
  "terraform.tfstate",
  "terraform.tfstate.backup",
]);
/** What Terraform or OpenTofu would read besides. */
const IS_READ = /\.(tf|tofu)(\.json)?$|\.tfvars(\.json)?$|\.tfrc$|\.tftest\./;

/** Where Terraform keeps which workspace somebody selected, and which folder it takes providers from instead of the registry. */
const WORKSPACE = join(OWN_FOLDER, "environment");
const PLUGIN_PATH = join(OWN_FOLDER, "plugin_path");

/** Files in a stack's folder that Terraform would read and that are no part of the stack: one of them can run a command. */
export function strangersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => !EXPECTED.has(name) && IS_READ.test(name));
  return [...files.sort(), ...[PLUGIN_PATH].filter((name) => existsSync(join(folder, name)))];
}

/**
 * What has the name of something that belongs to a stack, and is of another kind: a link leads to what others can write, and
 * whoever reads from a pipe waits for ever.
 */
export function misshapenIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => EXPECTED.has(entry.name))
    .filter((entry) => (entry.name === OWN_FOLDER ? !entry.isDirectory() : !entry.isFile()))
    .map(({ name }) => name)
    .sort();
}

/**
 * The workspace that somebody selected in a stack's folder, where that decides which state Terraform works on; a state of
 * HCP Terraform is in a workspace by its own name.
 */
export function workspaceIn(folder: string): string | undefined {
  const [selected, stack] = [WORKSPACE, STACK].map((name) => join(folder, name)) as [string, string];
  if (!existsSync(selected) || !existsSync(stack)) return undefined;
  const { terraform = {} } = JSON.parse(readFileSync(stack, "utf8"));
  const name = readFileSync(selected, "utf8").trim();
  const isOwn = terraform.cloud !== undefined || terraform.backend?.remote !== undefined;
  return isOwn || name === "" || name === "default" ? undefined : name;
}

/**
 * Throws when Terraform would read in a stack's folder what the stack is not made of, or work on another state. A folder that
 * is not there is not spoiled.
 * @param what what would be done, and is not: `plans/shop/network.plan is not applied`
 * @param instead what else can be done than to remove the files. @default nothing
 */
export function refuseStrangers(folder: string, what: string, instead = ""): void {
  const strangers = strangersIn(folder);
  const [are, them] = strangers.length > 1 ? ["are", "them"] : ["is", "it"];
  const or = instead === "" ? "" : `, or ${instead}`;
  if (strangers.length > 0)
    throw new UserError(
      `${what}: ${strangers.join(", ")} in ${folder} ${are} no part of the stack, and Terraform would read ${them}; remove ${them}${or}`,
    );
  const misshapen = misshapenIn(folder);
  if (misshapen.length > 0)
    throw new UserError(
      `${what}: ${misshapen.join(", ")} in ${folder} ${misshapen.length > 1 ? "are" : "is"} neither the file nor the folder that belongs there, but a link, a pipe or something else of that name; remove ${misshapen.length > 1 ? "them" : "it"}${or}`,
    );
  const workspace = workspaceIn(folder);
  if (workspace !== undefined)
    throw new UserError(
      `${what}: ${join(folder, WORKSPACE)} selects the workspace ${JSON.stringify(workspace.slice(0, 80))}, whose state is another one than the stack's; remove that file`,
    );
}
