import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import type { Item } from "./item";

/** What this reads of npm's `package-lock.json`, lockfile version 2 or 3. */
export interface PackageLock {
  readonly version?: string;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  /** Only where it differs from the folder. */
  readonly name?: string;
  readonly version?: string;
  /** Subresource integrity; packages bundled in another one have none. */
  readonly integrity?: string;
  readonly license?: string;
  /** Needed to develop only. */
  readonly dev?: boolean;
  /** Needed by development packages, or optional for others. */
  readonly devOptional?: boolean;
}

const FOLDER = "node_modules/";

/** The packages that synthesis and the reports run with; none that only tests need. */
export const packagesOf = ({ packages }: PackageLock): Item[] =>
  Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path.startsWith(FOLDER) && !dev && !devOptional)
    .map(([path, found]) => packageItem(found.name ?? path.slice(path.lastIndexOf(FOLDER) + FOLDER.length), found));

function packageItem(fullName: string, { version, integrity, license }: LockedPackage): Item {
  const [scope, name] = fullName.startsWith("@") ? fullName.split("/") : [undefined, fullName];
  const purl = new PackageURL("npm", scope, name, version).toString();
  const [, base64] = /(?:^|\s)sha512-(\S+)/.exec(integrity ?? "") ?? [];
  return {
    ref: purl,
    type: ComponentType.Library,
    name: name ?? fullName,
    purl,
    ...(scope ? { group: scope } : {}),
    ...(version ? { version } : {}),
    ...(license ? { license } : {}),
    ...(base64 ? { hash: { algorithm: "SHA-512", digits: Buffer.from(base64, "base64").toString("hex") } } : {}),
  };
}
