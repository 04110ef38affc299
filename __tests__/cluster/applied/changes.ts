import { parseDocument } from "yaml";
import { StepError } from "../../emulator/processes";
import { applyReviewed, everythingRuns, planNothing } from "./commands";
import type { Site, SiteStep } from "./site";

/** What each step changes in the environment file, as its owner would, and takes back where the next one does not go on from it. */
export const CHANGES: readonly SiteStep[] = [
  {
    name: "a new app comes, with a volume and a load balancer",
    run: async (site) => {
      write(site, ["workloads", "apps", APP], newApp(site));
      await arrive(site);
      return balancerOf(site);
    },
  },
  {
    name: "another ingress group is another load balancer",
    run: async (site) => {
      const before = await balancerOf(site);
      write(site, ["workloads", "apps", APP, "ingress", "group"], "another-group");
      await arrive(site);
      const after = await balancerOf(site);
      if (before === after) throw new StepError(`the ingress is in another group, and still at ${before}`);
      return after;
    },
  },
  {
    name: "an app that the file no longer names goes",
    run: async (site) => {
      write(site, ["workloads", "apps", APP], undefined);
      await arrive(site);
      const left = (await site.cluster.api.list("v1", "Namespace")).filter(({ metadata }) => metadata.name === APP);
      const volumes = (await site.cluster.api.list("v1", "PersistentVolume")).filter(
        ({ spec }) => spec.claimRef?.namespace === APP,
      );
      const names = [...left, ...volumes].map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      if (names.length > 0) throw new StepError(`of the app is left: ${names.join(", ")}`);
    },
  },
  {
    name: "values of a chart change",
    unless: ({ environment }) => (environment.workloads?.monitoring?.prometheus ? undefined : "there is no Prometheus"),
    run: async (site) => {
      write(site, ["workloads", "monitoring", "prometheus", "retentionDays"], 11);
      await arrive(site);
      const flags = (await site.cluster.api.list("apps/v1", "Deployment"))
        .flatMap(({ spec }) => spec.template.spec.containers.flatMap(({ args = [] }: { args?: string[] }) => args))
        .filter((flag: string) => flag.startsWith("--storage.tsdb.retention.time="));
      if (site.hasCharts && !flags.includes("--storage.tsdb.retention.time=11d"))
        throw new StepError(`Prometheus runs with ${flags.join(", ") || "no retention"}`);
    },
  },
];

const APP = "rehearsal";

const newApp = ({ environment: { account, region } }: Site) => ({
  image: "public.ecr.aws/docker/library/nginx:1.29.3",
  port: 8080,
  replicas: 1,
  resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "100m", memory: "128Mi" } },
  liveness: { path: "/health" },
  readiness: { path: "/health" },
  runAsUser: 1000,
  podSecurity: "restricted",
  volumes: { "rehearsal-data": { sizeGb: 1, mountPath: "/data", reclaim: "Delete" } },
  service: { type: "ClusterIP", port: 80 },
  ingress: {
    scheme: "internal",
    targetType: "ip",
    certificateArn: `arn:aws:acm:${region}:${account}:certificate/12345678-1234-1234-1234-123456789012`,
    healthCheck: { path: "/health" },
  },
});

/** Writes a value into the environment file, or takes the key out. */
function write({ workspace }: Site, path: readonly string[], value: unknown): void {
  workspace.edit((text) => {
    const document = parseDocument(text);
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(value));
    return document.toString();
  });
}

async function arrive(site: Site): Promise<void> {
  await applyReviewed(site);
  await planNothing(site);
  await everythingRuns(site);
}

/** The host name of the new app's load balancer. */
async function balancerOf({ cluster: { api } }: Site): Promise<string> {
  const [ingress] = (await api.list("networking.k8s.io/v1", "Ingress")).filter(
    ({ metadata }) => metadata.namespace === APP,
  );
  return ingress?.status?.loadBalancer?.ingress?.[0]?.hostname ?? "";
}
