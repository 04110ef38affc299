import { ComponentType } from "@cyclonedx/cyclonedx-library/Enums";
import { PackageURL } from "packageurl-js";
import { entryOf } from "../synthesized";
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
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** Versions of Node.js and npm that it runs with. */
  readonly engines?: Readonly<Record<string, string>>;
}

type Packages = PackageLock["packages"];

const FOLDER = "node_modules/";

/** The packages that synthesis and the reports run with, the program itself and Node.js; none that only tests need. */
export function packagesOf({ version, packages }: PackageLock): Item[] {
  const run = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path.startsWith(FOLDER) && !dev && !devOptional,
  );
  return [...programItems(version, packages), ...run.map(([path, found]) => packageItem(path, found, packages))];
}

/** Reference of the program that synthesizes and audits. */
export const PROGRAM = "program:aws-platform";

function programItems(version: string | undefined, packages: Packages): Item[] {
  const range = packages[""]?.engines?.node ?? "any";
  const node = `program:node@${range}`;
  return [
    {
      ref: PROGRAM,
      type: ComponentType.Application,
      name: "aws-platform",
      supplier: "aws-platform",
      purl: new PackageURL("generic", undefined, "aws-platform", version).toString(),
      ...(version ? { version } : {}),
      facts: { kind: "program" },
      needs: [node, ...needsOf("", packages)],
    },
    {
      ref: node,
      type: ComponentType.Platform,
      name: "node",
      supplier: "OpenJS Foundation",
      version: range,
      purl: new PackageURL("generic", undefined, "node").toString(),
      facts: { kind: "program", version: "whichever of these runs the program" },
    },
  ];
}

function packageItem(path: string, found: LockedPackage, packages: Packages): Item {
  const { version, integrity, license } = found;
  const [scope, name] = nameOf(path, found);
  const [, base64] = /(?:^|\s)sha512-(\S+)/.exec(integrity ?? "") ?? [];
  const purl = purlOf(path, found);
  return {
    ref: purl,
    type: ComponentType.Library,
    name,
    supplier: `the authors of ${scope ? `${scope}/` : ""}${name}`,
    purl,
    needs: needsOf(path, packages),
    isComplete: true,
    ...(scope ? { group: scope } : {}),
    ...(version ? { version } : {}),
    ...(license ? { license } : {}),
    ...(base64 ? { hash: { algorithm: "SHA-512", digits: Buffer.from(base64, "base64").toString("hex") } } : {}),
  };
}

/** Scope and name. */
function nameOf(path: string, { name = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length) }: LockedPackage) {
  const [first = "", second] = name.split("/");
  return second === undefined ? ([undefined, first] as const) : ([first, second] as const);
}

function purlOf(path: string, found: LockedPackage): string {
  const [scope, name] = nameOf(path, found);
  return new PackageURL("npm", scope, name, found.version).toString();
}

/** Package URLs of what a package depends on, found as Node.js finds it: beside it, or in a folder further up. */
function needsOf(path: string, packages: Packages): string[] {
  const { dependencies = {}, optionalDependencies = {} } = packages[path] ?? {};
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => {
    const place = placesUpFrom(path).find((folder) => entryOf(packages, `${folder}${FOLDER}${name}`));
    const found = place === undefined ? undefined : packages[`${place}${FOLDER}${name}`];
    return found && !found.dev && !found.devOptional ? [purlOf(`${place}${FOLDER}${name}`, found)] : [];
  });
}

/** `node_modules/a/node_modules/b/`, `node_modules/a/` and the root. */
function placesUpFrom(path: string): string[] {
  if (path === "") return [""];
  const above = path.slice(0, Math.max(path.lastIndexOf(FOLDER), 0)).replace(/\/$/, "");
  return [`${path}/`, ...placesUpFrom(above)];
}
