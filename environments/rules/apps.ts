import type { Problem } from "../problem";
import { mebibytes, millicores } from "../quantities";
import type { Environment } from "../schema";
import { checkContainer } from "./container";
import { checkIngress, checkIngressGroups } from "./ingress";
import { checkNodePorts, checkService } from "./services";

type Apps = NonNullable<Environment["workloads"]>["apps"];
type App = Apps[string];

/** Namespaces that Kubernetes and this platform use themselves. */
const TAKEN_NAMESPACES = ["default", "monitoring", "monitoring-nodes", "database-users"];
const isTaken = (namespace: string): boolean => TAKEN_NAMESPACES.includes(namespace) || namespace.startsWith("kube-");

/** Applications: images, sizes, volumes, ports and ways in. */
export function* checkApps(environment: Environment): Generator<Problem> {
  const apps = environment.workloads?.apps ?? {};
  for (const [name, app] of Object.entries(apps)) {
    const path = ["workloads", "apps", name];
    yield* checkContainer(path, app);
    yield* checkResources(path, app);
    yield* checkMemory(path, app);
    yield* checkReplicas(path, app);
    yield* checkWiring(path, app, environment);
    yield* checkNodes(path, app, environment);
    yield* checkService(path, name, app, environment);
    yield* checkIngress(path, app, environment);
    const namespace = app.namespace ?? name;
    if (isTaken(namespace)) {
      const key = app.namespace ? [...path, "namespace"] : path;
      yield {
        path: key,
        message: `"${namespace}" is a namespace of the platform itself; write a namespace of the app's own`,
      };
    }
  }
  yield* checkNames(environment);
  yield* checkNodePorts(apps);
  yield* checkIngressGroups(apps, environment);
}

function* checkNodes(path: readonly string[], { nodeGroup }: App, { cluster }: Environment): Generator<Problem> {
  const groups = Object.keys(cluster?.nodeGroups ?? {});
  if (nodeGroup !== undefined && groups.length > 0 && !groups.includes(nodeGroup))
    yield {
      path: [...path, "nodeGroup"],
      message: `"${nodeGroup}" is not one of cluster.nodeGroups; write one of ${groups.join(", ")}`,
    };
}

/** A namespace belongs to one app. */
function* checkNames({ workloads }: Environment): Generator<Problem> {
  const owners = new Map<string, string>();
  for (const [name, app] of Object.entries(workloads?.apps ?? {})) {
    const path = ["workloads", "apps", name];
    const namespace = app.namespace ?? name;
    const owner = owners.get(namespace);
    if (owner) {
      yield {
        path: app.namespace ? [...path, "namespace"] : path,
        message: `"${namespace}" is already the namespace of ${owner}; write a namespace of the app's own`,
      };
    }
    owners.set(namespace, owner ?? name);
  }
}

function* checkResources(path: readonly string[], { resources }: App): Generator<Problem> {
  const { requests, limits } = resources;
  const pairs = [
    ["cpu", requests.cpu, limits.cpu, millicores],
    ["memory", requests.memory, limits.memory, mebibytes],
  ] as const;
  for (const [key, request, limit, amount] of pairs) {
    if (request && limit && amount(request) > amount(limit)) {
      yield {
        path: [...path, "resources", "requests", key],
        message: `${request} is above the limit ${limit}; write ${limit} or less`,
      };
    }
  }
}

/** No container starts with less: Docker refuses it, and what starts a container needs some itself (Docker, "Resource constraints": 6 MB). */
const LEAST_MIB = 6;

function* checkMemory(path: readonly string[], { resources: { limits } }: App): Generator<Problem> {
  if (limits.memory && mebibytes(limits.memory) < LEAST_MIB)
    yield {
      path: [...path, "resources", "limits", "memory"],
      message: `${limits.memory} is too little for a container to start in; write ${LEAST_MIB}Mi or more`,
    };
}

function* checkReplicas(path: readonly string[], { autoscaling, replicas, volumes }: App): Generator<Problem> {
  if (autoscaling && autoscaling.min > autoscaling.max) {
    yield {
      path: [...path, "autoscaling", "min"],
      message: `${autoscaling.min} is above max ${autoscaling.max}; write ${autoscaling.max} or less`,
    };
  }
  const claims = Object.keys(volumes ?? {});
  if (claims.length === 0) return;
  const why = `an EBS volume (${claims.join(", ")}) belongs to one pod at a time`;
  if (autoscaling)
    yield { path: [...path, "autoscaling"], message: `cannot be used: ${why}; write replicas: 1 instead` };
  else if (replicas !== undefined && replicas > 1)
    yield { path: [...path, "replicas"], message: `${replicas} is too many: ${why}; write 1` };
}

function* checkWiring(path: readonly string[], app: App, { data }: Environment): Generator<Problem> {
  for (const store of ["database", "cache"] as const) {
    if (app[store] && !data?.[store])
      yield {
        path: [...path, store],
        message: `is true, but this environment has no data.${store}; write that section, or false`,
      };
  }
}
