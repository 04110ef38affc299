import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../environments/problem";

/**
 * Files of this user that Terraform or OpenTofu reads its own settings from: the one that `TF_CLI_CONFIG_FILE` names and no
 * other, or those of the home folder. Source: Terraform, "CLI Configuration File".
 */
function configFiles({ TF_CLI_CONFIG_FILE: named, APPDATA: windows }: NodeJS.ProcessEnv, home: string): string[] {
  if (named) return [named];
  const own = join(home, ".terraform.d");
  const further = existsSync(own) ? readdirSync(own).filter((name) => name.endsWith(".tfrc")) : [];
  return [
    ...[".terraformrc", ".tofurc"].map((name) => join(home, name)),
    ...(windows ? ["terraform.rc", "tofu.rc"].map((name) => join(windows, name)) : []),
    ...further.sort().map((name) => join(own, name)),
  ];
}

const OVERRIDES = /^[ \t]*dev_overrides\b/m;

/**
 * Throws when a provider would come from a folder of this machine, whatever version it is: no lock file knows that one.
 * @param what what would be done, and is not: `plans/shop/network.plan is not applied`
 * @param env the variables that the command sets for Terraform, before those of the caller
 */
export function refuseDevelopedProviders(
  what: string,
  env: NodeJS.ProcessEnv,
  caller = process.env,
  home = homedir(),
): void {
  const file = configFiles({ ...caller, ...env }, home).find(
    (name) => existsSync(name) && OVERRIDES.test(readFileSync(name, "utf8")),
  );
  if (file !== undefined)
    throw new UserError(
      `${what}: ${file} has dev_overrides, which take a provider from a folder that no lock file knows; remove them, or name another file in TF_CLI_CONFIG_FILE`,
    );
}
