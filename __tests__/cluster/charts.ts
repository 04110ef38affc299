import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { helm } from "../../cli/manifests/helm";
import type { PlacedRelease } from "./place";
import { cacheFolder } from "./programs";

/** Seconds that one repository may take. */
const PATIENCE = 60;

/**
 * Fetches public charts from their repositories into the cache, once, unless `HELM_CHARTS_DIR` names a folder that holds them.
 * What cannot be had is played by stand-ins, and said at the end.
 */
export function fetchCharts(releases: readonly PlacedRelease[]): void {
  if (process.env.HELM_CHARTS_DIR) return;
  const charts = [...new Map(releases.map((one) => [one.chart, one])).values()].filter(({ repository }) => repository);
  const versions = charts.map(({ chart, version }) => `${chart}-${version}`).sort();
  const folder = join(cacheFolder(), "charts", createHash("sha256").update(versions.join()).digest("hex").slice(0, 16));
  mkdirSync(folder, { recursive: true });
  for (const { chart, repository = "", version } of charts) {
    if (existsSync(join(folder, chart))) continue;
    const args = ["pull", chart, "--repo", repository, "--version", String(version), "--untar", "--untardir", folder];
    const { status } = spawnSync(helm(), args, { timeout: PATIENCE * 1000, stdio: "ignore" });
    if (status !== 0) break; // whoever cannot reach one repository will not reach the next
  }
  if (readdirSync(folder).length > 0) process.env.HELM_CHARTS_DIR = folder;
}
