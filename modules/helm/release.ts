import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Release } from "@cdktf/provider-helm/lib/release";
import { type ITerraformDependable, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import { CHARTS, type ChartName } from "./charts";
import { sortedJson } from "./json";

export interface ReleaseProps {
  /** Name of the release. Changing it installs a new one and takes the old one away. @default the construct's id */
  readonly name?: string;
  /** A chart of the table, or the folder of one in this project, from its root. Its values decide what is installed. */
  readonly chart: ChartName | { readonly folder: string };
  readonly namespace: string;
  /** Values of the chart. Keys are sorted, so building them in another order changes nothing. */
  readonly values: object;
  /** What must exist before it is installed, and outlives it when it is destroyed. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * Installs a chart as a release. Terraform goes on when everything in it is ready, and undoes an installation or
 * upgrade that is not ready within ten minutes.
 */
export const installChart = (scope: Construct, id: string, props: ReleaseProps): Release =>
  new Release(scope, id, {
    name: props.name ?? id,
    namespace: props.namespace,
    ...sourceOf(scope, id, props.chart),
    values: [sortedJson(props.values)],
    wait: true,
    waitForJobs: true,
    atomic: true,
    timeout: 600,
    maxHistory: 5,
    dependsOn: [...props.dependsOn],
  });

const sourceOf = (scope: Construct, id: string, chart: ReleaseProps["chart"]) =>
  typeof chart === "string"
    ? { chart, ...CHARTS[chart] }
    : { chart: new TerraformAsset(scope, `${id}-chart`, { path: join(rootAbove(__dirname), chart.folder) }).path };

/** The project's folder, wherever the program was compiled to and started from. */
const rootAbove = (folder: string): string =>
  existsSync(join(folder, "package.json")) ? folder : rootAbove(dirname(folder));
