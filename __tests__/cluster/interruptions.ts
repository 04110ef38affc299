import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { helm } from "../../cli/manifests/helm";
import { ROOT } from "../../cli/places";
import { clusterFindings, readCluster } from "../../operations/cluster";
import type { Values } from "../../reports/synthesized";
import { mustRun, StepError, signal, start } from "../emulator/processes";
import { playLoadBalancerController } from "./load-balancer";
import type { Place } from "./place";
import { helmOptions } from "./releases";
import type { Step } from "./step";
import { waitFor } from "./wait";

const RELEASE = "interrupted";
const NAMESPACE = "default";

/** What is left behind when somebody pulls the plug, and whether the cure that is named cures it. */
export const interruptions: readonly Step[] = [
  {
    name: "an installation that is killed is named, and cured",
    run: async (place) => {
      await killWhile(place, "pending-install", 1);
      await expectFinding(
        place,
        `release ${RELEASE} in ${NAMESPACE} is pending-install`,
        `helm uninstall ${RELEASE} --namespace ${NAMESPACE}`,
      );
      await mustRun([helm(), "uninstall", RELEASE, "--namespace", NAMESPACE], helmOptions(place));
      await expectNothing(place);
    },
  },
  {
    name: "an upgrade that is killed is named, and cured",
    run: async (place) => {
      await mustRun(install(place, 1, "0"), helmOptions(place));
      await killWhile(place, "pending-upgrade", 2);
      await expectFinding(
        place,
        `release ${RELEASE} in ${NAMESPACE} is pending-upgrade`,
        `helm rollback ${RELEASE} --namespace ${NAMESPACE}`,
      );
      await mustRun([helm(), "rollback", RELEASE, "--namespace", NAMESPACE], helmOptions(place));
      await expectNothing(place);
      await mustRun([helm(), "uninstall", RELEASE, "--namespace", NAMESPACE], helmOptions(place));
    },
  },
  {
    name: "a deletion without a controller is named, and cured",
    run: async (place) => {
      const { api } = place.cluster;
      const metadata = { name: "abandoned", namespace: NAMESPACE };
      const ingress: Values = { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata };
      const backend = { service: { name: "none", port: { number: 80 } } };
      await api.apply({ ...ingress, spec: { ingressClassName: "alb", defaultBackend: backend } });
      await waitFor("its finalizer", async () => (await api.get(ingress))?.metadata.finalizers?.length, {
        seconds: 20,
      });
      await place.controller?.end();
      const controller: Values = {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: { name: "aws-load-balancer-controller", namespace: "kube-system" },
      };
      await api.patch(controller, { spec: { replicas: 0 } });
      await api.remove(ingress);
      await waitFor(
        "no pod of the controller",
        async () => (await readCluster(asker(place))).controllerPods.length === 0,
      );
      await expectFinding(
        place,
        "ingress abandoned in default is being deleted",
        "kubectl patch ingress abandoned --namespace default",
      );
      await api.patch(ingress, { metadata: { finalizers: null } });
      await waitFor("the ingress is gone", async () => !(await api.get(ingress)), { seconds: 10 });
      await api.patch(controller, { spec: { replicas: 2 } });
      place.controller = await playLoadBalancerController(place.cluster, place.folder);
    },
  },
];

const asker =
  ({ cluster: { api } }: Place) =>
  (path: string, accept = "application/json") =>
    api.ask("GET", path, undefined, { accept });

async function expectFinding(place: Place, sentence: string, cure: string): Promise<void> {
  const findings = clusterFindings(await readCluster(asker(place)));
  const found = findings.find((one) => one.sentence.startsWith(sentence) && one.cure.includes(cure));
  if (!found)
    throw new StepError(
      `nothing says "${sentence} …", with the cure "${cure}", but: ${findings.map((one) => one.sentence).join("; ") || "nothing"}`,
    );
}

async function expectNothing(place: Place): Promise<void> {
  const findings = clusterFindings(await readCluster(asker(place)));
  if (findings.length > 0) throw new StepError(`after the cure there is still: ${findings[0]?.sentence}`);
}

/** Kills Helm with the signal that nobody can handle, once its record says how far it is. */
async function killWhile(place: Place, status: string, revision: number): Promise<void> {
  const child = start(install(place, revision, "60"), helmOptions(place));
  await waitFor(status, async () => {
    const { releases } = await readCluster(asker(place));
    return releases.some(({ metadata }) => metadata.labels?.name === RELEASE && metadata.labels.status === status);
  });
  signal(child, "SIGKILL");
  await new Promise((settle) => child.once("close", settle));
}

/** A chart whose hook takes as long as it is told: a pod that no node has room for never starts. */
function install(place: Place, revision: number, waits: string): string[] {
  const folder = join(place.folder, RELEASE);
  cpSync(join(ROOT, "__tests__/cluster/charts/slow"), folder, { recursive: true });
  writeFileSync(join(folder, "values.yaml"), `revision: ${revision}\nwaits: ${waits !== "0"}\n`);
  return [helm(), "upgrade", "--install", RELEASE, folder, "--namespace", NAMESPACE, "--wait", "--timeout", "60s"];
}
