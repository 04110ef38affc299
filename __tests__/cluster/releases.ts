import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { chartFolder, renderChart } from "../../cli/manifests/charts";
import { helm } from "../../cli/manifests/helm";
import { KNOWN_LATER } from "../../reports/manifests";
import type { Values } from "../../reports/synthesized";
import { mustRun, type RunOptions } from "../emulator/processes";
import type { Block } from "../helpers";
import type { Place, PlacedRelease } from "./place";
import { standInsFor } from "./stand-ins";
import { workloadObject } from "./workloads";

/** How a release came to the cluster. */
export type Way = "installed" | "rendered" | "stand-in";

/** Installs a release of the project's own chart; of a public one what it renders, or as many pods of the same size. */
export async function bring(place: Place, release: PlacedRelease): Promise<Way> {
  const { api } = place.cluster;
  const chart = chartFolder(release, release.stackFolder);
  if (release.repository === undefined && "folder" in chart) {
    await installChart(place, release, chart.folder);
    return "installed";
  }
  if ("folder" in chart) {
    for (const object of objectsOf(release, chart.folder)) await api.apply(object);
    return "rendered";
  }
  const workloads = standInsFor(release);
  if (!workloads)
    throw new Error(`${release.address}: nothing stands in for ${release.chart}; write it in stand-ins.ts`);
  for (const workload of workloads) await api.apply(workloadObject(workload));
  return "stand-in";
}

/** The objects of a public chart with its definitions, without webhooks, which simulated pods would never answer. */
function objectsOf(release: PlacedRelease, folder: string): Values[] {
  const definitions = join(folder, "crds");
  const texts = [
    ...(existsSync(definitions) ? [readFileSync(join(definitions, "crds.yaml"), "utf8")] : []),
    renderChart(release, folder),
  ];
  return texts
    .flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Block | null))
    .flatMap((object) => (object?.kind === "List" ? object.items : (object ?? [])))
    .filter(({ kind }: Block) => !/WebhookConfiguration$/.test(kind))
    .map((object: Block) => inNamespace(object, release.namespace));
}

const CLUSTER_WIDE = /^(Cluster|CustomResourceDefinition|Namespace|StorageClass|PriorityClass|IngressClass|CSIDriver)/;
const inNamespace = (object: Block, namespace: string): Values => ({
  ...object,
  metadata: CLUSTER_WIDE.test(object.kind) ? object.metadata : { namespace, ...object.metadata },
});

/** Ids of subnets have a form that definitions ask for, and only AWS knows them. */
const withSubnets = (values: string): string =>
  values.replaceAll(/"subnets":\s*\[[^\]]*\]/g, (list) =>
    list.replaceAll(KNOWN_LATER, (_, place: number) => `subnet-${String(place).padStart(17, "0")}`),
  );

/** `helm upgrade --install` with the stack's values, as the provider waits for it. */
export async function installChart(place: Place, release: PlacedRelease, folder: string): Promise<void> {
  const values = join(place.folder, `${release.name}-values.json`);
  writeFileSync(values, withSubnets(release.values));
  const { name, namespace } = release;
  await mustRun(
    [
      helm(),
      "upgrade",
      "--install",
      name,
      folder,
      "--namespace",
      namespace,
      "--values",
      values,
      "--wait",
      "--wait-for-jobs",
      "--timeout",
      "60s",
    ],
    helmOptions(place),
  );
}

/** Helm on the journey's cluster, with nothing of the user's. */
export const helmOptions = ({ cluster, folder, log }: Place): RunOptions => ({
  cwd: folder,
  log,
  env: {
    ...process.env,
    KUBECONFIG: cluster.kubeconfig,
    HELM_CACHE_HOME: join(folder, "helm"),
    HELM_CONFIG_HOME: join(folder, "helm"),
    HELM_DATA_HOME: join(folder, "helm"),
  },
});
