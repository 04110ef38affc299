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
  metadata: { name: "aws-load-balancer-webhook-service", namespace: "kube-system" },
};
const WEBHOOK = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingWebhookConfiguration",
  metadata: { name: "aws-load-balancer-webhook" },
};
const PORT = 9443;

/** The AWS Load Balancer Controller as others see it: its webhook, its finalizer, and the host name that an ingress gets. */
export interface LoadBalancerController {
  /** Its pods are gone: nothing is answered and nothing is taken down any more. */
  readonly end: () => Promise<void>;
}

/**
 * Plays the controller. Where a service's address is one of this machine's, its webhook is asked for every ingress.
 * @param answers whether the webhook answers. @default true
 */
export async function playLoadBalancerController(
  { api, isOwn }: Pick<Cluster, "api" | "isOwn">,
  folder: string,
  answers = true,
): Promise<LoadBalancerController> {
  const server = isOwn ? await serveWebhook(api, folder, answers) : undefined;
  let isOver = false;
  const loop = async (): Promise<void> => {
    while (!isOver) {
      await serveIngresses(api).catch(() => undefined); // objects come and go; the next round sees them as they are
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
  const { cert, key } = certificateFor("aws-load-balancer-webhook-service.kube-system.svc", folder);
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

async function serveIngresses(api: Api): Promise<void> {
  const params = await api.list("elbv2.k8s.aws/v1beta1", "IngressClassParams");
  for (const ingress of await api.list("networking.k8s.io/v1", "Ingress")) {
    const { finalizers = [], deletionTimestamp } = ingress.metadata;
    const others = finalizers.filter((one: string) => one !== FINALIZER);
    const mine = paramsFor(ingress, params);
    if (deletionTimestamp) await api.patch(ingress, { metadata: { finalizers: others } });
    else if (others.length === finalizers.length)
      await api.patch(ingress, { metadata: { finalizers: [...others, FINALIZER] } });
    if (deletionTimestamp || !mine) continue;
    const hostname = hostnameOf(ingress, mine);
    if (ingress.status?.loadBalancer?.ingress?.[0]?.hostname !== hostname)
      await api.patch(ingress, { status: { loadBalancer: { ingress: [{ hostname }] } } }, { subresource: "status" });
  }
}

/** What the class of an ingress says; nothing when it has none, or none that is for its namespace. */
function paramsFor({ metadata: { namespace }, spec }: Block, params: readonly Block[]): Block | undefined {
  const found = params.find(({ metadata }) => metadata.name === spec.ingressClassName)?.spec;
  return found?.namespaceSelector.matchExpressions[0].values.includes(namespace) ? found : undefined;
}

/** Another group or scheme is another load balancer, with another name. What the class says counts more than annotations. */
function hostnameOf({ metadata: { annotations = {}, name } }: Block, params: Block): string {
  const own: Readonly<Record<string, string>> = { "group.name": params.group?.name, scheme: params.scheme };
  const of = (key: string) => own[key] ?? annotations[`alb.ingress.kubernetes.io/${key}`] ?? "";
  return `k8s-${of("group.name") || name}-${of("scheme") === "internal" ? "internal" : "0123456789"}.elb.amazonaws.com`;
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
