import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";

const REGISTRY = "registry.terraform.io";

/** Local mirror of providers: the folder that holds `registry.terraform.io`, or none for the public registry. */
export const mirrorFolder = (): string | undefined => process.env.TERRAFORM_PROVIDER_MIRROR || undefined;

/** Version of the AWS provider to use instead of the pinned one, because a mirror may hold another. */
export const awsProviderVersion = (): string | undefined => process.env.AWS_PROVIDER_VERSION || undefined;

/**
 * Writes a configuration file for Terraform's command line that takes every provider from the mirror, and returns its name.
 * The user's own configuration is not touched. Without a mirror there is nothing to write.
 */
export function cliConfigFile(folder: string): string | undefined {
  const mirror = mirrorFolder();
  if (mirror === undefined) return undefined;
  if (!existsSync(join(mirror, REGISTRY))) {
    throw new UserError(`TERRAFORM_PROVIDER_MIRROR is ${mirror}, which holds no folder ${REGISTRY}; name its parent`);
  }
  const file = join(folder, "terraform.rc");
  writeFileSync(file, `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`);
  return file;
}

/** Why a provider cannot be had from the mirror, or nothing. Without a mirror the registry has everything. */
export function missingFromMirror(source: string, version: string): string | undefined {
  const mirror = mirrorFolder();
  if (mirror === undefined) return undefined;
  const folder = join(mirror, REGISTRY, source);
  if (!existsSync(folder)) return `${source} is not in the mirror`;
  const versions = readdirSync(folder).sort();
  return versions.includes(version)
    ? undefined
    : `${source} ${version} is not in the mirror, which has ${versions.join(", ")}`;
}
