import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { UserError } from "../../environments/problem";
import { terraformProduct } from "../../platform/terraform";

/** Folder of a mirror that holds the providers. */
const registry = (): string => terraformProduct().registry;
/** Providers that come from the mirror, and from nowhere else, when there is one. */
const NAMESPACE = "hashicorp/";

/** Local mirror of providers: the folder that holds `registry.terraform.io`, or none for the public registry. */
export const mirrorFolder = (): string | undefined =>
  process.env.TERRAFORM_PROVIDER_MIRROR ? resolve(process.env.TERRAFORM_PROVIDER_MIRROR) : undefined;

/** Version of the AWS provider to use instead of the pinned one, because a mirror may hold another. */
export const awsProviderVersion = (): string | undefined => process.env.AWS_PROVIDER_VERSION || undefined;

/**
 * Writes a configuration file for Terraform's command line that takes the providers from the mirror, and returns its name.
 * The user's own configuration is not touched. Without a mirror there is nothing to write.
 */
export function cliConfigFile(folder: string, mirror = mirrorFolder()): string | undefined {
  if (mirror === undefined) return undefined;
  if (!existsSync(join(mirror, registry()))) {
    throw new UserError(`TERRAFORM_PROVIDER_MIRROR is ${mirror}, which holds no folder ${registry()}; name its parent`);
  }
  const file = join(folder, "terraform.rc");
  writeFileSync(file, mirrorConfig(mirror));
  return file;
}

/** Variables that make Terraform take the providers from the mirror, by a configuration file in the folder. */
export function mirrorEnvironment(folder: string): NodeJS.ProcessEnv {
  const cliConfig = cliConfigFile(folder);
  return cliConfig ? { TF_CLI_CONFIG_FILE: cliConfig } : {};
}

/** Terraform's command-line configuration for a mirror (`provider_installation` in its documentation). */
export function mirrorConfig(mirror: string): string {
  const pattern = `["${registry()}/${NAMESPACE}*"]`;
  return `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = ${pattern}
  }
  direct {
    exclude = ${pattern}
  }
}
`;
}

/** Why a provider cannot be had from the mirror, or nothing. Without a mirror the registry has everything. */
export function missingFromMirror(source: string, version: string, mirror = mirrorFolder()): string | undefined {
  if (mirror === undefined || !source.startsWith(NAMESPACE)) return undefined;
  const versions = versionsInMirror(source, mirror);
  if (versions.length === 0) return `${source} is not in the mirror`;
  return versions.includes(version)
    ? undefined
    : `${source} ${version} is not in the mirror, which has ${versions.join(", ")}`;
}

/**
 * Versions of a provider that the mirror holds for this machine's platform, as folders
 * (`5.100.0/linux_amd64`) or as archives (`terraform-provider-aws_5.100.0_linux_amd64.zip`).
 */
export function versionsInMirror(source: string, mirror: string): string[] {
  const folder = join(mirror, registry(), source);
  if (!existsSync(folder)) return [];
  const archive = new RegExp(`^terraform-provider-.*_(.+)_${PLATFORM}\\.zip$`);
  return readdirSync(folder)
    .flatMap((name) => (existsSync(join(folder, name, PLATFORM)) ? name : (archive.exec(name)?.[1] ?? [])))
    .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
}

/** This machine in the names of Terraform: `linux_amd64`. */
export const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}_${
  process.arch === "x64" ? "amd64" : process.arch === "ia32" ? "386" : process.arch
}`;
