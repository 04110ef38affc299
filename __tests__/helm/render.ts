import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { lintChart, type Rendered, renderChart } from "../../cli/manifests/charts";
import type { Block } from "../helpers";

/** Folder with one public chart per subfolder; the tests of a chart that is not there are skipped. */
const FOLDER = process.env.HELM_CHARTS_DIR;

/** `describe` for a public chart: skipped when `HELM_CHARTS_DIR` does not hold it. */
export const describeChart = (chart: string) =>
  FOLDER !== undefined && existsSync(join(FOLDER, chart, "Chart.yaml")) ? describe : describe.skip;

/** The objects that a public chart makes of a release's values, by kind and name; none when the chart is not there. */
export const renderRelease = (release: Block): Record<string, Block> =>
  FOLDER !== undefined && existsSync(join(FOLDER, release.chart, "Chart.yaml"))
    ? render(release, join(FOLDER, release.chart))
    : {};

/** The objects that the chart in a folder makes of a release's values, by kind and name. */
export function render(release: Block, folder: string): Record<string, Block> {
  const objects: Block[] = parseAllDocuments(renderChart(written(release), folder)).flatMap((document) =>
    itemsOf(document.toJS()),
  );
  return Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

/** A list stands for what is in it. */
const itemsOf = (object: Block): Block[] => (object?.kind === "List" ? object.items : (object ?? []));

/** What `helm lint --strict` says of the chart in a folder with a release's values; throws when it finds a fault. */
export const lint = (release: Block, folder: string): string => lintChart(written(release), folder);

/** Terraform's references become `known-later`. */
const written = ({ name, namespace, values }: Block): Rendered => ({
  name,
  namespace,
  values: values[0].replaceAll(/\$\{[^}]*\}/g, "known-later"),
});
