import type { Problem } from "../problem";
import type { Environment } from "../schema";

type Apps = NonNullable<Environment["workloads"]>["apps"];
type App = Apps[string];

/** An app's service: its name, its type and its port on the nodes. */
export function* checkService(
  path: readonly string[],
  name: string,
  app: App,
  environment: Environment,
): Generator<Problem> {
  const { service, ingress } = app;
  yield* checkServiceName(path, name, app, environment);
  const { type, nodePort } = service;
  const key = [...path, "service", "nodePort"];
  if (nodePort !== undefined && (nodePort < 30000 || nodePort > 32767)) {
    yield { path: key, message: `${nodePort} is outside the node port range; write one from 30000 to 32767` };
  }
  if (type === "NodePort" && nodePort === undefined)
    yield {
      path: [...path, "service"],
      message: "is a NodePort without nodePort; write a fixed port from 30000 to 32767",
    };
  if (type === "ClusterIP" && nodePort !== undefined)
    yield { path: key, message: `${nodePort} does nothing with type ClusterIP; write type: NodePort, or remove it` };
  if (ingress?.targetType === "instance" && type === "ClusterIP") {
    yield {
      path: [...path, "ingress", "targetType"],
      message:
        "instance reaches pods through a node port, but the service is a ClusterIP; write ip, or service.type: NodePort with a nodePort",
    };
  }
}

/** The first Kubernetes version whose services may have names that begin with a digit. Source: Kubernetes 1.35, feature gate RelaxedServiceNameValidation. */
const DIGITS_SINCE = 35;

function* checkServiceName(
  path: readonly string[],
  name: string,
  { service, port }: App,
  { cluster }: Environment,
): Generator<Problem> {
  const minor = Number(cluster?.version?.split(".")[1]);
  const used = service?.name ?? name;
  if (port === undefined || !/^\d/.test(used) || !(minor < DIGITS_SINCE)) return;
  yield {
    path: service?.name ? [...path, "service", "name"] : path,
    message: `"${used}" begins with a digit, which no service's name may do before Kubernetes 1.${DIGITS_SINCE}; write service.name like app-${used}`,
  };
}

/** Node ports are one space for the whole cluster. */
export function* checkNodePorts(apps: Apps): Generator<Problem> {
  const owners = new Map<number, string>();
  for (const [name, { service }] of Object.entries(apps)) {
    const nodePort = service?.nodePort;
    if (nodePort === undefined) continue;
    const owner = owners.get(nodePort);
    if (owner)
      yield {
        path: ["workloads", "apps", name, "service", "nodePort"],
        message: `${nodePort} is already the node port of ${owner}; write another from 30000 to 32767`,
      };
    else owners.set(nodePort, name);
  }
}
