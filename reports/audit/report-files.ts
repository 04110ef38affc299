import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderReport } from "../html/report";
import type { SynthesizedEnvironment } from "../synthesized";
import { evidenceJson } from "./evidence";
import type { Audited } from "./report";
import { reportData } from "./report-data";

const SUMS = "SHA256SUMS";

/** Hashes of the synthesized files of an environment. */
export const hashInputs =
  (outdir: string) =>
  ({ stacks }: SynthesizedEnvironment) =>
    stacks.map(({ file }) => ({ file, sha256: sha256(readFileSync(join(outdir, file))) }));

/** Every file of an environment's audit, by its path in `audit/<environment>`. The same input gives the same bytes. */
export async function filesOf(audited: Audited): Promise<Map<string, string>> {
  const { data, pictures } = await reportData(audited);
  return new Map([
    ["index.html", renderReport(data)],
    ["architecture.svg", pictures.architecture],
    ["stacks.svg", pictures.stacks],
    ["evidence.json", evidenceJson(audited.evidence)],
  ]);
}

/** Writes the files of an audit and `SHA256SUMS` over them. What an earlier audit wrote, by its own list, goes first. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const name of listedIn(join(folder, SUMS))) rmSync(join(folder, name), { force: true });
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const sums = sorted.map(([name, content]) => `${sha256(content)}  ${name}\n`).join("");
  for (const [name, content] of [...sorted, [SUMS, sums] as const]) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** Names in a list of hashes; those that lead out of its folder are left alone. */
const listedIn = (sums: string): string[] =>
  existsSync(sums)
    ? readFileSync(sums, "utf8")
        .split("\n")
        .map((line) => line.slice(66))
        .filter((name) => name !== "" && !name.startsWith("/") && !name.split("/").includes(".."))
    : [];
