import { Release } from "@cdktf/provider-helm/lib/release";
import { type ITerraformDependable, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";
import { sortedJson } from "./json";
import { NAMESPACES } from "./namespaces";

/** Where each chart comes from, or its folder in this project. */
const CHARTS = {
  prometheus: { repository: "https://prometheus-community.github.io/helm-charts", version: "29.27.0" },
  grafana: { repository: "https://grafana-community.github.io/helm-charts", version: "12.11.1" },
  "grafana-admin": { folder: "modules/monitoring/chart" },
} as const;

/** The charts that watch. */
export type Chart = keyof typeof CHARTS;

/**
 * Installs a chart into the main namespace under its own name. Terraform goes on when everything in it is ready, and
 * undoes an installation or upgrade that does not become ready within ten minutes.
 */
export const install = (scope: Construct, chart: Chart, values: object, dependsOn: ITerraformDependable[]): Release =>
  new Release(scope, chart, {
    name: chart,
    namespace: NAMESPACES.main.name,
    ...sourceOf(scope, chart),
    values: [sortedJson(values)],
    wait: true,
    waitForJobs: true,
    atomic: true,
    timeout: 600,
    maxHistory: 5,
    dependsOn,
  });

function sourceOf(scope: Construct, chart: Chart): { chart: string; repository?: string; version?: string } {
  const source = CHARTS[chart];
  if ("repository" in source) return { chart, ...source };
  return { chart: new TerraformAsset(scope, `${chart}-chart`, { path: source.folder }).path };
}
