import type { Kubernetes } from "../kubernetes";
import type { KubernetesObject } from "./object";
import { OF_HELM } from "./releases";

/** What a cluster has of everything that is looked at. */
export interface ClusterState {
  /** Helm's records, one for each revision of a release; their contents are not read. */
  readonly releases: readonly KubernetesObject[];
  readonly ingresses: readonly KubernetesObject[];
  /** Pods of the load balancer controller. */
  readonly controllerPods: readonly KubernetesObject[];
  readonly csiDrivers: readonly KubernetesObject[];
  /** Daemon sets of `kube-system`. */
  readonly daemonSets: readonly KubernetesObject[];
  readonly definitions: readonly KubernetesObject[];
}

const WHOLE = "application/json";
/** Without what is in it: a release's record holds all of its values. */
const METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
const CONTROLLER = encodeURIComponent("app.kubernetes.io/name=aws-load-balancer-controller");

const PATHS: Readonly<Record<keyof ClusterState, readonly [path: string, accept: string]>> = {
  releases: [`/api/v1/secrets?labelSelector=${encodeURIComponent(OF_HELM)}`, METADATA],
  ingresses: ["/apis/networking.k8s.io/v1/ingresses", WHOLE],
  controllerPods: [`/api/v1/namespaces/kube-system/pods?labelSelector=${CONTROLLER}`, WHOLE],
  csiDrivers: ["/apis/storage.k8s.io/v1/csidrivers", WHOLE],
  daemonSets: ["/apis/apps/v1/namespaces/kube-system/daemonsets", WHOLE],
  definitions: ["/apis/apiextensions.k8s.io/v1/customresourcedefinitions", METADATA],
};

/** Pods of the load balancer controller. */
export const readControllerPods = (get: Kubernetes["get"]): Promise<readonly KubernetesObject[]> =>
  readOne("controllerPods", get);

async function readOne(key: keyof ClusterState, get: Kubernetes["get"]): Promise<readonly KubernetesObject[]> {
  const answer = (await get(...PATHS[key])) as { readonly items: readonly KubernetesObject[] } | undefined;
  return answer?.items ?? [];
}

/** Asks for everything at once. */
export async function readCluster(get: Kubernetes["get"]): Promise<ClusterState> {
  const entries = await Promise.all(
    Object.keys(PATHS).map(async (key) => [key, await readOne(key as keyof ClusterState, get)] as const),
  );
  return Object.fromEntries(entries) as unknown as ClusterState;
}
