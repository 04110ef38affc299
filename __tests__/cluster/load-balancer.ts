import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import type { Block } from "../helpers";
import type { Api } from "./api";
import type { Cluster } from "./control-plane";

/** What the controller puts on an ingress while it has a load balancer, and takes away when that is gone. */
const FINALIZER = "ingress.k8s.aws/resources";
const SERVICE = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "played-load-balancer-webhook", namespace: "kube-system" },
};
const WEBHOOK = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingWebhookConfiguration",
  metadata: { name: "played-load-balancer-webhook" },
};
const PORT = 9443;

/** The AWS Load Balancer Controller as others see it: its webhook, its finalizer, and the host name that an ingress gets. */
export interface LoadBalancerController {
  /** Its pods are gone: nothing is answered and nothing is taken down any more. */
  readonly end: () => Promise<void>;
}

/** How a load balancer comes and goes in AWS, by its name. */
export interface Balancers {
  readonly make: (name: string) => Promise<unknown>;
  readonly remove: (name: string) => Promise<unknown>;
}

/** What else is played of it. */
export interface Played {
  /** Whether the webhook answers. @default true */
  readonly answers?: boolean;
  /** @default there is no AWS */
  readonly balancers?: Balancers;
}

/** Plays the controller. Where a service's address is one of this machine's, its webhook is asked for every ingress. */
export async function playLoadBalancerController(
  { api, isOwn }: Pick<Cluster, "api" | "isOwn">,
  folder: string,
  { answers = true, balancers }: Played = {},
): Promise<LoadBalancerController> {
  const server = isOwn ? await serveWebhook(api, folder, answers) : undefined;
  let isOver = false;
  const made = new Map<string, string>();
  const loop = async (): Promise<void> => {
    while (!isOver) {
      await serveIngresses(api, made, balancers).catch(() => undefined); // objects come and go; the next round sees them as they are
      await new Promise((settle) => setTimeout(settle, 300));
    }
  };
  if (answers) void loop();
  return {
    end: async () => {
      isOver = true;
      if (!server) return;
      await closed(server);
      await api.remove(WEBHOOK);
    },
  };
}

/** The webhook at its service's own address, and the API server's order to ask it. */
async function serveWebhook(api: Api, folder: string, answers: boolean): Promise<Server> {
  await api.apply({ ...SERVICE, spec: { selector: { app: "aws-load-balancer-controller" }, ports: [{ port: PORT }] } });
  const host: string = (await api.get(SERVICE))?.spec.clusterIP;
  const { cert, key } = certificateFor(`${SERVICE.metadata.name}.${SERVICE.metadata.namespace}.svc`, folder);
  const server = createServer({ cert, key }, (request, response) => {
    if (!answers) return;
    let text = "";
    request.on("data", (part) => (text += part));
    request.on("end", () => {
      const { uid } = JSON.parse(text).request;
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          apiVersion: "admission.k8s.io/v1",
          kind: "AdmissionReview",
          response: { uid, allowed: true },
        }),
      );
    });
  });
  await new Promise<void>((settle, refuse) => server.once("error", refuse).listen(PORT, host, settle));
  await api.apply({ ...WEBHOOK, webhooks: [webhook(cert)] });
  return server;
}

const webhook = (cert: Buffer) => ({
  name: "vingress.elbv2.k8s.aws",
  clientConfig: {
    service: { name: SERVICE.metadata.name, namespace: SERVICE.metadata.namespace, port: PORT, path: "/validate" },
    caBundle: cert.toString("base64"),
  },
  rules: [
    {
      apiGroups: ["networking.k8s.io"],
      apiVersions: ["v1"],
      operations: ["CREATE", "UPDATE"],
      resources: ["ingresses"],
    },
  ],
  failurePolicy: "Fail",
  timeoutSeconds: 5,
  sideEffects: "None",
  admissionReviewVersions: ["v1"],
});

/** @param made the load balancer that each ingress had in the round before, by the ingress' uid */
async function serveIngresses(api: Api, made: Map<string, string>, balancers: Balancers | undefined): Promise<void> {
  const params = await api.list("elbv2.k8s.aws/v1beta1", "IngressClassParams");
  const ingresses = await api.list("networking.k8s.io/v1", "Ingress");
  for (const ingress of ingresses) {
    const { uid, finalizers = [], deletionTimestamp } = ingress.metadata;
    const others = finalizers.filter((one: string) => one !== FINALIZER);
    const name = deletionTimestamp ? undefined : balancerOf(ingress, params);
    const before = made.get(uid);
    if (name && ingress.status?.loadBalancer?.ingress?.[0]?.hostname !== hostOf(name)) {
      await balancers?.make(name);
      const status = { loadBalancer: { ingress: [{ hostname: hostOf(name) }] } };
      await api.patch(ingress, { status }, { subresource: "status" });
    }
    if (name) made.set(uid, name);
    else made.delete(uid);
    if (before && before !== name && ![...made.values()].includes(before)) await balancers?.remove(before);
    if (deletionTimestamp) await api.patch(ingress, { metadata: { finalizers: others } });
    else if (others.length === finalizers.length)
      await api.patch(ingress, { metadata: { finalizers: [...others, FINALIZER] } });
  }
}

const hostOf = (balancer: string): string => `${balancer}-1234567890.elb.amazonaws.com`;

/**
 * Name of the load balancer that an ingress gets: its class says the group and the scheme, and for which namespaces it is. None
 * when it has no such class.
 */
function balancerOf({ metadata: { namespace }, spec }: Block, params: readonly Block[]): string | undefined {
  const found = params.find(({ metadata }) => metadata.name === spec.ingressClassName)?.spec;
  if (!found?.namespaceSelector.matchExpressions[0].values.includes(namespace)) return undefined;
  const group = found.group.name.replace(/[^a-z0-9]/g, "").slice(0, 16);
  return `k8s-${group}-${found.scheme === "internal" ? "inside" : "0123456789"}`;
}

/** A certificate for a service, which is its own authority. */
function certificateFor(name: string, folder: string): { cert: Buffer; key: Buffer } {
  const [key, cert] = [join(folder, "webhook.key"), join(folder, "webhook.crt")];
  const args = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", `/CN=${name}`];
  execFileSync("openssl", [...args, "-addext", `subjectAltName=DNS:${name}`, "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

const closed = (server: Server): Promise<void> =>
  new Promise((settle) => {
    server.close(() => settle());
    server.closeAllConnections();
  });
