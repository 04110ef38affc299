import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { UserError } from "../../environments/problem";
import { EXIT, type ExitCode } from "../../platform/exit";
import { type ReleaseManifest, releasesOf } from "../../reports/manifests";
import type { ListedChart } from "../../reports/sbom";
import { readEnvironments, toGroup, type Values } from "../../reports/synthesized";
import { synthesizeHere } from "../synthesize";
import { withTemporaryFolder } from "../temporary-folder";
import { findImages } from "./chart-images";
import { chartFolder, renderChart } from "./charts";

const FILE = "reports/sbom/chart-images.json";
const COMMAND = "HELM_CHARTS_DIR=<folder of the charts, unpacked> npm run chart-images -- --accept";

/** Compares the list of the images of public charts with the charts, or writes it. Returns the exit code. */
export async function listImages(isAccepted: boolean): Promise<ExitCode> {
  const releases = await withTemporaryFolder("chart-images", async (outdir) => {
    await synthesizeHere({ CDKTF_OUTDIR: outdir });
    return readEnvironments(outdir).flatMap((environment) =>
      environment.stacks.flatMap((stack) => releasesOf(stack, environment)),
    );
  });
  const text = `${JSON.stringify({ command: COMMAND, charts: chartsOf(releases) }, undefined, 2)}\n`;
  if (isAccepted) writeFileSync(FILE, text);
  const isSame = readFileSync(FILE, "utf8") === text;
  console.log(isSame ? `${FILE} says what the charts say` : `${FILE} says something else; write it with ${COMMAND}`);
  return isSame ? EXIT.fine : EXIT.unusable;
}

/** What every public chart can run, by name and version. */
export function chartsOf(releases: readonly ReleaseManifest[]): Record<string, ListedChart> {
  const isOf = (key: string) => (one: ReleaseManifest) => one.repository && `${one.chart}@${one.version}` === key;
  const keys = releases.flatMap(({ chart, version, repository }) => (repository ? [`${chart}@${version}`] : []));
  return Object.fromEntries([...new Set(keys)].sort().map((key) => [key, listedChart(releases.filter(isOf(key)))]));
}

function listedChart(releases: readonly ReleaseManifest[]): ListedChart {
  const [first] = releases;
  if (first?.repository === undefined) throw new UserError("no release of the chart");
  const place = chartFolder(first, "");
  if ("missing" in place) throw new UserError(`${first.chart}: ${place.missing}`);
  const { version } = parse(readFileSync(join(place.folder, "Chart.yaml"), "utf8"));
  if (version !== first.version)
    throw new UserError(`${place.folder} holds ${first.chart} ${version}; unpack ${first.version} there`);
  const values = releases.map((release) => toGroup(parse(release.values)));
  const render = (own: Values): string => renderChart({ ...first, values: JSON.stringify(own) }, place.folder);
  return {
    repository: first.repository,
    settings: [...new Set(values.flatMap(Object.keys))].sort(),
    images: findImages(place.folder, values[0] ?? {}, render),
  };
}
