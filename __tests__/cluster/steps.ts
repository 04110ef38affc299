import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../../cli/places";
import { sortedJson } from "../../modules/helm";
import { toGroup, type Values } from "../../reports/synthesized";
import { StepError } from "../emulator/processes";
import type { Block } from "../helpers";
import { ApiError } from "./api";
import { changes } from "./changes";
import { leavesNothing } from "./destroy";
import { interruptions } from "./interruptions";
import { playLoadBalancerController } from "./load-balancer";
import { nodesOf } from "./nodes";
import type { Place } from "./place";
import { bringEksPods, everyClaimIsBound, everyPodRuns, servicesWithoutPods } from "./pods";
import { bring } from "./releases";
import type { Step } from "./step";
import { waitFor } from "./wait";
import type { Workload } from "./workloads";

/** What EKS runs with a priority of its own; the others are as late on a node that joins as its applications are. */
const isCritical = ({ priorityClassName }: Workload): boolean => priorityClassName !== undefined;
const isController = (place: Place) => place.releases.filter(({ namespace }) => namespace === "kube-system");

/** From an empty cluster to one where everything runs. */
const ARRIVAL: readonly Step[] = [
  {
    name: "nodes, and what EKS runs on them",
    run: async (place) => {
      const { api } = place.cluster;
      const nodes = nodesOf(place.environment, "max");
      for (const node of nodes) await api.create(node);
      for (const name of ["secret-provider-class", "ingress-class-params"]) await api.apply(definition(name));
      await waitFor("nodes are ready", async () => (await api.list("v1", "Node")).every(isReady), { seconds: 30 });
      await bringEksPods(api, isCritical);
      await everyPodRuns(place);
      return `${nodes.length} nodes`;
    },
  },
  {
    name: "controllers, and the webhook answers",
    run: async (place) => {
      const ways = await Promise.all(isController(place).map((release) => bring(place, release)));
      place.controller = await playLoadBalancerController(place.cluster, place.folder);
      await waitFor("the webhook answers", () => place.cluster.api.apply(TRIAL, { dryRun: true }), { seconds: 20 });
      return ways.join(", ");
    },
  },
  {
    name: "every object is admitted, with strict fields",
    run: async (place) => {
      for (const { address, object } of inOrder(place.objects)) await admit(place, address, object);
      return `${place.objects.length} objects`;
    },
  },
  {
    name: "every release is installed",
    run: async (place) => {
      const releases = place.releases.filter((release) => !isController(place).includes(release));
      const ways: string[] = [];
      for (const release of releases) ways.push(await bring(place, release));
      const count = (way: string) => ways.filter((one) => one === way).length;
      return ["installed", "rendered", "stand-in"]
        .flatMap((way) => (count(way) ? `${count(way)} ${way}` : []))
        .join(", ");
    },
  },
  {
    name: "what every node needs comes last",
    run: async ({ cluster: { api } }) => bringEksPods(api, (workload) => !isCritical(workload)),
  },
  { name: "every pod runs", run: everyPodRuns },
  {
    name: "every claim has a volume",
    run: async (place) => `${await everyClaimIsBound(place.cluster.api)} volumes`,
  },
  {
    name: "every service has pods, every ingress a host name",
    run: async ({ cluster: { api } }) => {
      const [first] = await servicesWithoutPods(api);
      if (first) throw new StepError(first);
      await waitFor(
        "every ingress has a host name",
        async () => (await api.list("networking.k8s.io/v1", "Ingress")).every(hostOf),
        {
          seconds: 20,
        },
      );
    },
  },
  {
    name: "applied again: nothing changes",
    run: async ({ cluster: { api }, objects }) => {
      for (const { address, object } of objects) {
        const before = await api.get(object);
        const after = await api.apply(object);
        if (essence(before) !== essence(after)) throw new StepError(`${address} changes when it is applied again`);
      }
    },
  },
];

/** What everybody's journey is; a planted fault stops it where it must. */
export const JOURNEY: readonly Step[] = [...ARRIVAL, ...changes, ...interruptions, leavesNothing];

const isReady = ({ status }: Block): boolean =>
  status.conditions?.some(({ type, status: is }: Block) => type === "Ready" && is === "True");
const hostOf = ({ status }: Block): string => status.loadBalancer?.ingress?.[0]?.hostname;

/** An object without the API's own book-keeping, which an empty list in the request is enough to change. */
const essence = (object: Block = {}): string => {
  const { managedFields: _, resourceVersion: __, ...metadata } = object.metadata ?? {};
  return sortedJson({ ...object, metadata });
};

/** An ingress that is never made: a dry run asks the webhook too. */
const TRIAL: Values = {
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: { name: "trial", namespace: "default" },
  spec: { defaultBackend: { service: { name: "none", port: { number: 80 } } } },
};

const definition = (name: string): Values =>
  parse(readFileSync(join(ROOT, "__tests__/cluster/crds", `${name}.yaml`), "utf8"));

/** What others are made in comes first. */
const inOrder = (objects: Place["objects"]): Place["objects"] => {
  const first = ["Namespace", "StorageClass", "PriorityClass", "ServiceAccount"];
  const rank = (kind: unknown) => (first.includes(String(kind)) ? first.indexOf(String(kind)) : first.length);
  return [...objects].sort((a, b) => rank(a.object.kind) - rank(b.object.kind));
};

async function admit({ cluster: { api } }: Place, address: string, object: Values): Promise<void> {
  try {
    await api.apply(object);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    throw new StepError(`${address} (${object.kind} ${toGroup(object.metadata).name}): ${error.message}`);
  }
}
