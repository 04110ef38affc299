import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { chartFolder } from "../../../cli/manifests/charts";
import { releasesOf } from "../../../reports/manifests";
import { readEnvironments } from "../../../reports/synthesized";
import { standInsFor } from "../stand-ins";
import { workloadObject } from "../workloads";

/**
 * Makes of every release of a public chart one of a folder of this machine: the chart itself where `HELM_CHARTS_DIR` holds it, but
 * for webhooks, which simulated pods would never answer; else one of the same name and version with as many pods of the same
 * size. Runs after every synthesis.
 */
const output = process.env.CDKTF_OUTDIR || "cdktf.out";
for (const environment of readEnvironments(output))
  for (const stack of environment.stacks) {
    const file = join(output, "stacks", stack.id, "cdk.tf.json");
    const json = JSON.parse(readFileSync(file, "utf8"));
    for (const release of releasesOf(stack, environment)) {
      if (release.repository === undefined) continue;
      const found = chartFolder(release, join(output, "stacks", stack.id));
      const block = json.resource.helm_release[release.address.replace(/^helm_release\./, "")];
      block.chart = "folder" in found ? withoutWebhooks(found.folder) : standInChart(release);
      delete block.repository;
      delete block.version;
    }
    writeFileSync(file, JSON.stringify(json, null, 2));
  }

function withoutWebhooks(chart: string): string {
  const folder = resolve("charts", basename(chart));
  cpSync(chart, folder, { recursive: true });
  for (const name of readdirSync(join(folder, "templates"))) {
    const file = join(folder, "templates", name);
    if (statSync(file).isFile() && readFileSync(file, "utf8").includes("WebhookConfiguration")) rmSync(file);
  }
  return folder;
}

/** A chart that makes the pods which a public one would, whatever its values say besides. */
function standInChart(release: Parameters<typeof standInsFor>[0]): string {
  const folder = resolve("charts", release.chart);
  mkdirSync(join(folder, "templates"), { recursive: true });
  const chart = { apiVersion: "v2", name: release.chart, version: release.version };
  writeFileSync(join(folder, "Chart.yaml"), JSON.stringify(chart));
  const objects = (standInsFor(release) ?? []).map((workload) => JSON.stringify(workloadObject(workload)));
  writeFileSync(join(folder, "templates/pods.yaml"), objects.join("\n---\n"));
  return folder;
}
