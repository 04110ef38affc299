import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { isDeeper } from "./depth";
import { readHcl } from "./hcl";
import { readJson } from "./json";
import type { GivenVariable, RootModule, SourceFile, UnreadFile } from "./types";
import { toGroup } from "./values";

/** A file that is no Terraform, or cannot be read: a sentence about it. */
export class NotTerraform extends Error {
  constructor(
    readonly file: string,
    readonly why: string,
  ) {
    super(`${file} ${why}`);
  }
}

/** Deepest nesting that is read: pod templates nest some fifteen levels. */
const MOST_LEVELS = 100;

/** How the files of a folder are read; the first pattern that fits decides. Whatever fits none Terraform leaves alone. */
const WAYS: readonly [pattern: RegExp, way: "blocks" | "variables" | string][] = [
  [/^[.#]|~$/, "ignored"],
  [/\.tofu(\.json)?$/, "OpenTofu reads it instead of Terraform's file; write one file that both read."],
  [/^(terraform|.*\.auto)\.tfvars(\.json)?$/, "variables"],
  [/\.tf(\.json)?$/, "blocks"],
];

const OVERRIDE = /(^|_)override\.tf(\.json)?$/;

/** Names of files that Terraform reads in a folder, and of those that only OpenTofu does. */
export const terraformFilesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && !["ignored", undefined].includes(wayOf(entry.name)))
    .map(({ name }) => name)
    .sort(inOrder);

/** Of two values for a variable the later counts: `terraform.tfvars`, the same as JSON, then the others by their names. */
const inOrder = (a: string, b: string): number => rankOf(a) - rankOf(b) || (a < b ? -1 : 1);
const rankOf = (name: string): number => Number(/\.auto\.tfvars(\.json)?$/.test(name));

const wayOf = (name: string): string | undefined => WAYS.find(([pattern]) => pattern.test(name))?.[1];

/**
 * Reads all that Terraform reads in a folder: JSON and HCL, override files, and files of variables.
 * @param at The folder, relative to the output folder; its files are named so.
 * @throws NotTerraform for the first file that is neither JSON nor HCL
 */
export async function readRootModule(id: string, folder: string, at: string): Promise<RootModule> {
  const files: SourceFile[] = [];
  const unread: UnreadFile[] = [];
  const hashes: { file: string; sha256: string }[] = [];
  const variables: Record<string, GivenVariable> = {};
  for (const name of terraformFilesIn(folder)) {
    const way = wayOf(name) ?? "";
    const file = at === "" ? name : `${at}/${name}`;
    if (way !== "blocks" && way !== "variables") {
      unread.push({ file, why: way });
      continue;
    }
    const text = readText(join(folder, name));
    hashes.push({ file, sha256: createHash("sha256").update(text).digest("hex") });
    const source = await readSource(join(folder, name), text.toString("utf8"), file);
    if (way === "variables")
      for (const [key, value] of Object.entries(toGroup(source.json))) variables[key] = { value, file };
    else files.push({ ...source, isOverride: OVERRIDE.test(name) });
  }
  return { id, files: files.sort(mainFirst), variables, unread, hashes, assets: assetsIn(folder) };
}

/** What cdktf writes comes first: it is the file of the stack. */
const mainFirst = (a: SourceFile, b: SourceFile): number => Number(isMain(b)) - Number(isMain(a));
const isMain = ({ file }: SourceFile): boolean => /(^|\/)cdk\.tf\.json$/.test(file);

function readText(path: string): Buffer {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new NotTerraform(path, `cannot be read (${(error as NodeJS.ErrnoException).code}); synthesize it again`);
  }
  if (!isUtf8(bytes)) throw new NotTerraform(path, "is no text in UTF-8; write it so");
  return bytes;
}

async function readSource(path: string, text: string, file: string): Promise<SourceFile> {
  if (isDeeper(text, MOST_LEVELS))
    throw new NotTerraform(path, `is nested deeper than ${MOST_LEVELS} levels; synthesize it again`);
  try {
    if (!path.endsWith(".json")) return { file, json: await readHcl(path, text) };
    const { value, repeated } = readJson(text);
    if (typeof value === "object" && value !== null) return { file, json: value, repeated };
  } catch (error) {
    throw new NotTerraform(
      path,
      path.endsWith(".json")
        ? "is not JSON, or was cut off; synthesize it again"
        : `is not HCL: ${(error as Error).message.split("\n")[0]}`,
    );
  }
  throw new NotTerraform(path, "is JSON, but no object; synthesize it again");
}

/** More than this is no chart. */
const MOST_ASSETS = 500;
const MOST_BYTES = 2 ** 20;

/** Where Terraform keeps the hashes of providers. */
const LOCK = ".terraform.lock.hcl";

/**
 * The texts beside a stack: charts that cdktf copied and Terraform's lock file, by their path. A file that is too large, or
 * one too many, is null. Links are not followed.
 */
function assetsIn(folder: string): Record<string, string | null> {
  const lock = filesBelow(folder, { recursive: false }).includes(LOCK)
    ? { [LOCK]: readFileSync(join(folder, LOCK), "utf8") }
    : {};
  const names = filesBelow(join(folder, "assets"), { recursive: true });
  const texts = names.map((name, i) => {
    const path = join(folder, "assets", name);
    const isRead = i < MOST_ASSETS && statSync(path).size <= MOST_BYTES;
    return [`assets/${name}`, isRead ? readFileSync(path, "utf8") : null];
  });
  return { ...lock, ...Object.fromEntries(texts) };
}

/** Files in a folder, or at any depth of it, sorted; none where there is no folder. */
const filesBelow = (folder: string, { recursive }: { readonly recursive: boolean }): string[] =>
  existsSync(folder) && lstatSync(folder).isDirectory()
    ? readdirSync(folder, { recursive, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
        .sort()
    : [];
