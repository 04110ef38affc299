import type { Values } from "../../../reports/synthesized";
import { approveAll, command, planNothing as nothingIsLeft } from "../../emulator/kills/kill";
import { StepError } from "../../emulator/processes";
import type { Block } from "../../helpers";
import { everyClaimIsBound, everyPodRuns, servicesWithoutPods } from "../pods";
import { waitFor } from "../wait";
import type { Site } from "./site";

export const STACK = "workloads";
export const idOf = ({ environment }: Site): string => `${environment.name}-${STACK}`;

/** Plans the workloads, approves what the review wants approved, and applies that plan. */
export async function applyReviewed(site: Site): Promise<void> {
  await command(site.workspace, "plan", site.environment.name, STACK);
  await approveAll(site.workspace, STACK);
  await apply(site);
}

/** Applies the plan that was made last. */
export async function apply({ workspace, environment }: Site): Promise<void> {
  const { code, output } = await command(workspace, "apply", `plans/${environment.name}/${STACK}.plan`);
  if (code !== 0) throw new StepError(`apply ended with exit code ${code}: ${output.slice(-1500)}`);
}

/** Plans, and nothing may be left to change. */
export const planNothing = (site: Site): Promise<void> => nothingIsLeft(site.workspace, idOf(site), "planned again");

/** Every pod runs, every claim has a volume, every service pods, every ingress a host name. */
export async function everythingRuns({ cluster }: Site): Promise<string> {
  const pods = await everyPodRuns({ cluster, patience: 90 });
  const volumes = await everyClaimIsBound(cluster.api);
  const [first] = await servicesWithoutPods(cluster.api);
  if (first) throw new StepError(first);
  const hostOf = ({ status }: Values & Block) => status.loadBalancer?.ingress?.[0]?.hostname;
  await waitFor("every ingress has a host name", async () =>
    (await cluster.api.list("networking.k8s.io/v1", "Ingress")).every(hostOf),
  );
  return `${pods}, ${volumes} volumes`;
}
