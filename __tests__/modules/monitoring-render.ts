import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import type { Block } from "../helpers";

/** Folder with one chart per subfolder; without it nothing is rendered. */
const FOLDER = process.env.HELM_CHARTS_DIR;

/** Whether a chart can be rendered here. */
export const isThere = (chart: string): boolean =>
  FOLDER !== undefined && existsSync(join(FOLDER, chart, "Chart.yaml"));

/** The objects that a chart makes of some values, by kind and name. Terraform's references become `known-later`. */
export function render(chart: string, values: string, folder = join(FOLDER ?? "", chart)): Record<string, Block> {
  const { status, stdout, stderr } = spawnSync(
    process.env.HELM ?? "helm",
    ["template", chart, folder, "--namespace", "monitoring", "--values", "-"],
    { input: values.replaceAll(/\$\{[^}]*\}/g, "known-later"), encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  if (status !== 0) throw new Error(`helm template ${chart} failed: ${stderr}`);
  const objects: Block[] = parseAllDocuments(stdout).flatMap((document) => document.toJS() ?? []);
  return Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}
