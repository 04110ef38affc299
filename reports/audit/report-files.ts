import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { drawArchitecture } from "../diagram/architecture";
import { drawStacks } from "../diagram/stack-graph";
import { toVersions } from "../hcl";
import { drawSvg } from "../html/picture";
import { writeWhole } from "../html/write-whole";
import { billOfMaterials, type PackageLock, sha256Of, sumsOf } from "../sbom";
import { canonicalJson, type RootModule, type Stack, type SynthesizedEnvironment } from "../synthesized";
import { renderReport, reportData } from "./document";
import { evidenceJson } from "./evidence";
import { exportsOf } from "./exports";
import type { Audited, Inputs } from "./report";
import { hclOf } from "./report-hcl";
import { checkovBaseline, checkovSettings, trivyIgnore } from "./waivers-export";

const SUMS = "SHA256SUMS";

/** What the audit of each environment is made from, out of all root modules. */
export const inputsOf = (modules: readonly RootModule[]) => {
  const packageLock = readJson(PACKAGE_LOCK) as PackageLock;
  const byId = new Map(modules.map((module) => [module.id, module]));
  return ({ stacks }: SynthesizedEnvironment): Inputs => {
    const own = stacks.flatMap(({ id }) => byId.get(id) ?? []);
    return {
      hashes: own.flatMap(({ hashes = [] }) => hashes),
      files: Object.fromEntries(own.map((module) => [module.id, canonicalJson(module)])),
      assets: Object.fromEntries(own.map(({ id, assets = {} }) => [id, assets])),
      packageLock,
    };
  };
};

/** A copy that the build makes: npm leaves the original out of a package. */
const PACKAGE_LOCK = resolve(__dirname, "../../package-lock.json");
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

/** What makes each file of an environment's audit: of a large one they are a hundred megabytes together, so one is made after the other. */
export type Makers = readonly (readonly [path: string, make: () => string])[];

/** Every file of an environment's audit, by its path in `audit/<environment>`. The same input gives the same bytes. */
export const filesOf = async (audited: Audited): Promise<Map<string, string>> =>
  new Map((await makersOf(audited)).map(([path, make]) => [path, make()]));

/** The same, before they are made. */
export async function makersOf(audited: Audited): Promise<Makers> {
  const { environment, findings, inputs } = audited;
  const [architecture, graph] = [drawArchitecture(environment), drawStacks(environment)];
  const [architectureSvg, graphSvg] = [await drawSvg("architecture", architecture), await drawSvg("graph", graph)];
  const drawings = {
    architecture: { title: architecture.title, svg: architectureSvg.inline, facts: architecture.facts },
    stacks: { title: graph.title, svg: graphSvg.inline, facts: graph.facts },
  };
  const data = await reportData({ ...audited, drawings });
  const source = { ...inputs, environment, date: audited.date };
  return [
    ["index.html", () => renderReport(data)],
    ["architecture.svg", () => architectureSvg.file],
    ["stacks.svg", () => graphSvg.file],
    ["evidence.json", () => evidenceJson(audited.evidence)],
    ["cost.json", () => `${JSON.stringify(audited.cost, undefined, 2)}\n`],
    ["bom.json", () => `${JSON.stringify(billOfMaterials(source), undefined, 2)}\n`],
    ["bom-1.7.json", () => `${JSON.stringify(billOfMaterials(source, "1.7"), undefined, 2)}\n`],
    ["checkov.baseline", () => checkovBaseline(findings, audited.differences)],
    ["checkov.yaml", () => checkovSettings(findings, audited.differences)],
    [".trivyignore.yaml", () => trivyIgnore(findings, audited.differences)],
    ...exportsOf(audited),
    ...environment.stacks.flatMap((stack) => hclFiles(stack, audited)),
  ];
}

/** A stack as a root module of HCL that stands alone: the same plan, with its charts and what became of addresses. */
function hclFiles(stack: Stack, { inputs, findings }: Audited): Makers {
  const json = inputs.files[stack.id] ?? {};
  const versions = toVersions(json);
  return [
    [`hcl/${stack.name}/main.tf`, () => hclOf(stack, json, findings)],
    ...(versions === "" ? [] : [[`hcl/${stack.name}/versions.tf`, () => versions] as const]),
    ...Object.entries(inputs.assets?.[stack.id] ?? {}).flatMap(([path, text]) =>
      text === null ? [] : [[`hcl/${stack.name}/${path}`, () => String(text)] as const],
    ),
  ];
}

/** Writes the files of an audit and `SHA256SUMS` over them. What an earlier audit wrote, by its own list, and this one does not goes last. */
export function writeFiles(folder: string, files: Makers | ReadonlyMap<string, string>): void {
  const before = listedIn(join(folder, SUMS));
  const hashes = new Map<string, string>();
  for (const [name, made] of files) {
    const content = typeof made === "string" ? made : made();
    hashes.set(name, sha256Of(content));
    writeBelow(folder, name, content);
  }
  writeBelow(folder, SUMS, sumsOf([...hashes]));
  for (const name of before) if (!hashes.has(name)) rmSync(join(folder, name), { force: true });
}

function writeBelow(folder: string, name: string, content: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeWhole(path, content);
}

/** Names in a list of hashes; those that lead out of its folder are left alone. */
const listedIn = (sums: string): string[] =>
  existsSync(sums)
    ? readFileSync(sums, "utf8")
        .split("\n")
        .map((line) => line.slice(66))
        .filter((name) => name !== "" && !name.startsWith("/") && !name.split("/").includes(".."))
    : [];
