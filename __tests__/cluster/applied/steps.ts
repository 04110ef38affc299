import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../../cli/places";
import { approve, command, recoverCommand } from "../../emulator/kills/kill";
import { ended, mustRun, StepError, signal, start } from "../../emulator/processes";
import { aws, ids, synthesize } from "../../emulator/step";
import { deploy, destroy, plan, unexplained } from "../../emulator/terraform";
import type { Block } from "../../helpers";
import { nodesOf } from "../nodes";
import { bringEksPods, everyPodRuns } from "../pods";
import { waitFor } from "../wait";
import { CHANGES } from "./changes";
import { apply, applyReviewed, everythingRuns, idOf, planNothing, STACK } from "./commands";
import type { Site, SiteStep } from "./site";

const BELOW = [["network"], ["cluster", "data"], ["delivery"]];

/** From an empty account to one without workloads again, by the commands that a deployer runs. */
export const SITE_STEPS: readonly SiteStep[] = [
  {
    name: "deploy what the workloads stand on",
    run: async ({ workspace }) => {
      const zone = (await aws(workspace, "zone", "example.com")).trim();
      workspace.edit((text) =>
        text
          .replace(/^state:.*\n(?: +.*\n)*/m, "state: { backend: local }\n")
          .replace(/zoneId: \w+/g, `zoneId: ${zone}`),
      );
      await synthesize(workspace);
      for (const wave of BELOW) await deploy(workspace, ids(workspace, wave));
    },
  },
  {
    name: "nodes, and what EKS runs on them",
    run: async (site) => {
      const { api } = site.cluster;
      for (const node of nodesOf(site.environment, "max")) await api.create(node);
      await api.apply(parse(readFileSync(join(ROOT, "__tests__/cluster/crds/secret-provider-class.yaml"), "utf8")));
      await bringEksPods(api);
      await everyPodRuns({ cluster: site.cluster, patience: 90 });
      await site.playController();
    },
  },
  {
    name: "kill the first apply while it installs a chart",
    run: async (site) => {
      await killWhile(site, async () => (await pendingReleases(site)).includes("prometheus"));
      const { output } = await recoverCommand(site.workspace, STACK, "--dry-run");
      return `objects that exist and no state knows: ${output.match(/ = /g)?.length ?? 0}`;
    },
  },
  { name: "recover, and apply that plan", run: recoverAll },
  { name: "plan again: nothing to change", run: planNothing },
  { name: "every pod runs, every claim has a volume", run: everythingRuns },
  {
    name: "roll out a new image, and one pod more",
    run: async (site) => {
      site.workspace.edit((text) =>
        text.replace(/^( +image: [^@\s]+:)[\w.-]+$/gm, "$1changed").replace(/^( +replicas: )2\b/gm, "$13"),
      );
      await applyReviewed(site);
      await planNothing(site);
      await everythingRuns(site);
      const images = (await site.cluster.api.list("apps/v1", "Deployment")).map((one) => imageOf(one));
      const isOfPipeline = site.environment.delivery !== undefined; // which owns the image, so Terraform leaves it
      if (!isOfPipeline && !images.some((image) => image.endsWith(":changed")))
        throw new StepError(`images are ${images.join(", ")}`);
    },
  },
  {
    name: "put back what was changed by hand",
    run: async (site) => {
      const { api } = site.cluster;
      const [service] = (await api.list("v1", "Service")).filter(({ metadata }) => isOwn(site, metadata.namespace));
      if (!service) throw new StepError("there is no service");
      await api.patch(service, { spec: { selector: { app: "another" } } });
      const [drift, ...more] = unexplained(await plan(site.workspace, idOf(site)));
      if (!drift?.startsWith("kubernetes_service_v1.") || more.length > 0)
        throw new StepError(`a selector was changed by hand, and the plan says: ${[drift, ...more].join("; ")}`);
      await applyReviewed(site);
      await planNothing(site);
    },
  },
  {
    name: "leave a restart by kubectl alone",
    run: async (site) => {
      const { api } = site.cluster;
      const restartedAt = { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z" };
      for (const deployment of await api.list("apps/v1", "Deployment"))
        if (isOwn(site, deployment.metadata.namespace))
          await api.patch(deployment, { spec: { template: { metadata: { annotations: restartedAt } } } });
      await everythingRuns(site);
      await planNothing(site);
    },
  },
  ...CHANGES,
  {
    name: "refuse a smaller volume before the API does",
    unless: ({ environment }) =>
      Object.values(environment.workloads?.apps ?? {}).some(({ volumes }) => Object.keys(volumes ?? {}).length > 0)
        ? undefined
        : "no app has a volume",
    run: async (site) => {
      let written = "";
      site.workspace.edit((text) => {
        written = text;
        return text.replace(/sizeGb: 10\b/, "sizeGb: 9");
      });
      const { code, output } = await command(site.workspace, "plan", site.environment.name, STACK);
      site.workspace.edit(() => written);
      if (
        code === 0 ||
        !/smaller|cannot be destroyed|kubernetes_persistent_volume_claim_v1\S+ is replaced/.test(output)
      )
        throw new StepError(`a smaller volume is planned with exit code ${code}: ${output.slice(-500)}`);
    },
  },
  {
    name: "destroy the workloads: nothing is left, no finalizer is stuck",
    run: async (site) => {
      const { api } = site.cluster;
      site.workspace.edit((text) => `${text.replace(/^deletionProtection:.*\n/m, "")}\ndeletionProtection: false\n`);
      await destroy(site.workspace, [idOf(site)]);
      const left = (await api.list("v1", "Namespace")).filter(({ metadata }) => isOwn(site, metadata.name));
      const ingresses = await api.list("networking.k8s.io/v1", "Ingress");
      const names = [...left, ...ingresses].map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      if (names.length > 0) throw new StepError(`after the destroy is left: ${names.join(", ")}`);
      const kept = await api.list("v1", "PersistentVolume");
      return kept.length > 0 ? `${kept.length} volumes are kept` : "";
    },
  },
];

const imageOf = ({ spec }: Block): string => spec.template.spec.containers[0].image;

/** Namespaces of the environment's applications. */
const isOwn = ({ environment }: Site, namespace: string): boolean =>
  Object.entries(environment.workloads?.apps ?? {}).some(([name, app]) => (app.namespace ?? name) === namespace);

/** Releases that Helm is installing at this moment. */
const pendingReleases = async ({ cluster: { api } }: Site): Promise<string[]> =>
  (await api.list("v1", "Secret"))
    .filter(({ metadata: { labels } }) => labels?.owner === "helm" && labels.status === "pending-install")
    .map(({ metadata: { labels } }) => labels.name);

/** Starts an apply, and kills it as soon as something is so. */
async function killWhile(site: Site, isSo: () => Promise<boolean>): Promise<void> {
  const options = { ...site.workspace.options, cwd: site.workspace.stackFolder(idOf(site)) };
  await mustRun(["terraform", "init", "-input=false", "-no-color"], options);
  const child = start(["terraform", "apply", "-auto-approve", "-input=false", "-no-color"], options);
  child.stdin?.end();
  const end = ended(child);
  await Promise.race([end, waitFor("the moment to kill Terraform", isSo, { seconds: 300 })]);
  signal(child, "SIGKILL");
  const { code } = await end;
  if (code !== null) throw new StepError(`terraform apply ended with exit code ${code} before it was killed`);
}

/** Does what `recover` says until there is nothing left to say, and applies the plans that it makes. */
async function recoverAll(site: Site): Promise<string> {
  const { workspace } = site;
  const first = await recoverCommand(workspace, STACK);
  const isUnfinished = first.output.includes("Releases that were not finished");
  if (isUnfinished && first.code === 0) throw new StepError("recover plans although a release is not finished");
  const { code, output } = isUnfinished ? await recoverCommand(workspace, STACK, "--forget-releases") : first;
  if (code !== 0 && code !== 2) throw new StepError(`recover ended with exit code ${code}: ${output.slice(-1500)}`);
  await approve(workspace, STACK);
  await apply(site);
  return isUnfinished ? "a release was forgotten" : "no release was caught half-way";
}
