import { readdirSync, readFileSync, statSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import { isFile } from "../files";

/**
 * Files of this user that Terraform or OpenTofu reads its own settings from: the one that `TF_CLI_CONFIG_FILE` names and no
 * other, or those of the home folder. Source: Terraform, "CLI Configuration File".
 */
function configFiles({ TF_CLI_CONFIG_FILE: named, APPDATA: windows }: NodeJS.ProcessEnv, home: string): string[] {
  if (named) return [named];
  const own = join(home, ".terraform.d");
  const further = statSync(own, { throwIfNoEntry: false })?.isDirectory()
    ? readdirSync(own).filter((name) => /\.tfrc(\.json)?$/.test(name))
    : [];
  return [
    ...[".terraformrc", ".tofurc"].map((name) => join(home, name)),
    ...(windows ? ["terraform.rc", "tofu.rc"].map((name) => join(windows, name)) : []),
    ...further.sort().map((name) => join(own, name)),
  ];
}

/** Words in quotes, which may hold the signs of a comment, and comments. Source: the lexer of HCL 1, in which these files are written. */
const QUOTED_OR_COMMENT = /("(?:\\.|[^"\\])*")|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?\*\//g;

const hasOverrides = (file: string): boolean =>
  /\bdev_overrides\b/.test(readFileSync(file, "utf8").replaceAll(QUOTED_OR_COMMENT, (_, quoted = "") => quoted));

/** The folder that Terraform takes for the user's: an empty `HOME` is none. */
const homeFolder = (): string => homedir() || userInfo().homedir;

/**
 * Throws when a provider would come from a folder of this machine, whatever version it is: no lock file knows that one.
 * @param what what would be done, and is not: `plans/shop/network.plan is not applied`
 * @param env the variables that the command sets for Terraform, before those of the caller
 */
export function refuseDevelopedProviders(
  what: string,
  env: NodeJS.ProcessEnv,
  caller = process.env,
  home = homeFolder(),
): void {
  const file = configFiles({ ...caller, ...env }, home).find((name) => isFile(name) && hasOverrides(name));
  if (file !== undefined)
    throw new UserError(
      `${what}: ${file} has dev_overrides, which take a provider from a folder that no lock file knows; remove them, or name another file in TF_CLI_CONFIG_FILE`,
    );
}
