import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../environments/problem";
import type { ReleaseManifest } from "../../reports/manifests";
import { spelled } from "../places";
import { hasHelm, helm } from "./helm";

/** What decides which objects a release makes. */
export type Rendered = Pick<ReleaseManifest, "name" | "namespace" | "values">;

/** Folder of a release's chart: beside its stack, or in `HELM_CHARTS_DIR`, which holds public charts, one per subfolder. */
export function chartFolder({ chart, repository, version }: ReleaseManifest, stackFolder: string): ChartPlace {
  if (!hasHelm())
    return { missing: `charts are rendered with Helm; fetch it with ${spelled("helm")}, or name one with HELM` };
  if (repository === undefined) return { folder: join(stackFolder, chart) };
  const charts = process.env.HELM_CHARTS_DIR;
  const folder = charts && join(charts, chart);
  if (folder && existsSync(join(folder, "templates"))) return { folder };
  return {
    missing: folder
      ? `HELM_CHARTS_DIR holds no templates of ${chart}; unpack version ${version} of ${repository} there`
      : `name with HELM_CHARTS_DIR a folder that holds ${chart} ${version} of ${repository}, unpacked`,
  };
}

/** Where a chart is, or how to get it. */
export type ChartPlace = { readonly folder: string } | { readonly missing: string };

/** The objects of a release as YAML, hooks included: what `helm template` makes of the chart in a folder. */
export const renderChart = (release: Rendered, folder: string): string =>
  runHelm(["template", release.name, folder], release);

/** What `helm lint --strict` says of the chart in a folder with a release's values. */
export const lintChart = (release: Rendered, folder: string): string => runHelm(["lint", folder, "--strict"], release);

function runHelm(args: readonly string[], { namespace, values }: Rendered): string {
  const { status, stdout, stderr } = spawnSync(helm(), [...args, "--namespace", namespace, "--values", "-"], {
    input: values,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new UserError(`helm ${args.join(" ")} failed: ${stdout}${stderr}`);
  return stdout;
}
