import type { ResourceChange } from "../../reports/plan";
import { blocksIn, isGroup, type Json, toList, type Values, valueAt } from "../../reports/synthesized";
import { NoAnswer } from "../aws";
import type { Kubernetes } from "../kubernetes";

/** Kinds whose pods a pipeline rolls out, and where they are in the API. */
const WORKLOADS: Readonly<Record<string, string>> = {
  kubernetes_daemon_set_v1: "daemonsets",
  kubernetes_deployment: "deployments",
  kubernetes_deployment_v1: "deployments",
  kubernetes_stateful_set_v1: "statefulsets",
};

/** What became of comparing the images of a plan with those that run. */
export interface Rollouts {
  /** Images that somebody has rolled out since the plan was made, and that it would put back: a sentence each. */
  readonly since: readonly string[];
  /** Workloads whose running image nobody could ask for, and why. */
  readonly unasked: readonly string[];
}

/** Compares the images that a plan changes with those that run now. Asks only about workloads whose image the plan changes. */
export async function rolloutsSince(
  changes: readonly ResourceChange[],
  { get }: Pick<Kubernetes, "get">,
): Promise<Rollouts> {
  const asked = await Promise.all(
    changes.flatMap(({ type, address, before, after }) => {
      const kind = Object.hasOwn(WORKLOADS, type) ? WORKLOADS[type] : undefined;
      const [was, is] = [imagesIn(before), imagesIn(after)];
      return kind && before && changed(was, is).length > 0 ? [compare(address, kind, before, was, is, get)] : [];
    }),
  );
  return { since: asked.flatMap(({ since }) => since), unasked: asked.flatMap(({ unasked }) => unasked) };
}

type Images = ReadonlyMap<string, string>;

async function compare(
  address: string,
  kind: string,
  before: Values,
  was: Images,
  is: Images,
  get: Kubernetes["get"],
): Promise<Rollouts> {
  const { namespace = "default", name } = (toList(before.metadata)[0] ?? {}) as Values;
  try {
    const live = await get(`/apis/apps/v1/namespaces/${namespace}/${kind}/${name}`);
    const running = liveImages(live);
    const since = changed(was, is).flatMap((container) => {
      const now = running.get(container);
      return now === undefined || now === was.get(container) || now === is.get(container)
        ? []
        : [
            `${address}: ${now} was rolled out since this was planned, and ${is.get(container)} would take its place; write it into the environment file, or plan again`,
          ];
    });
    return { since, unasked: [] };
  } catch (error) {
    if (error instanceof NoAnswer) return { since: [], unasked: [`${address}: ${error.message}`] };
    throw error;
  }
}

/** Containers whose image differs. */
const changed = (was: Images, is: Images): string[] => [...is.keys()].filter((name) => is.get(name) !== was.get(name));

/** Images by container, as Terraform's providers write pods. */
function imagesIn(values: Values | null): Images {
  const pod = values ? valueAt(values, "spec.template.spec") : undefined;
  const [one] = toList(pod);
  return imagesOf(isGroup(one) ? blocksIn(one, "container") : []);
}

/** Images by container, as the API answers them. */
function liveImages(live: unknown): Images {
  const containers = live === undefined ? undefined : valueAt(live as Json, "spec.template.spec.containers");
  return imagesOf(toList(containers).filter(isGroup));
}

const imagesOf = (containers: readonly Values[]): Images =>
  new Map(containers.map(({ name, image }) => [String(name), String(image)]));
