import { toGroup, type Values } from "../../reports/synthesized";
import { StepError } from "../emulator/processes";
import type { Block } from "../helpers";
import { ApiError } from "./api";
import type { Place } from "./place";
import { everyClaimIsBound, everyPodRuns } from "./pods";
import { installChart } from "./releases";
import type { Step } from "./step";
import { waitFor } from "./wait";

const objectsOf = (place: Place, kind: string): Values[] =>
  place.objects.map(({ object }) => object).filter((object) => object.kind === kind);
const edited = (object: Values, edit: (copy: Block) => void): Values => {
  const copy: Block = structuredClone(object);
  edit(copy);
  return copy;
};
const noSuch = (kind: string) => (place: Place) =>
  objectsOf(place, kind).length === 0 ? `there is no ${kind} here` : undefined;

/** What people do to a platform that runs: changes by Terraform, and changes by hand. */
export const changes: readonly Step[] = [
  {
    name: "a new image and one pod more roll out",
    run: async (place) => {
      for (const deployment of objectsOf(place, "Deployment")) {
        const changed = edited(deployment, ({ spec }) => {
          spec.template.spec.containers[0].image = "registry.example.com/changed:2";
          if (spec.replicas !== undefined && spec.strategy.type !== "Recreate") spec.replicas += 1;
        });
        await place.cluster.api.apply(changed);
      }
      await everyPodRuns(place);
      const pods = await place.cluster.api.list("v1", "Pod");
      const old = pods.filter(
        ({ metadata, spec }) =>
          isOfApp(place, metadata) &&
          !metadata.deletionTimestamp &&
          spec.containers[0].image !== "registry.example.com/changed:2",
      );
      if (old.length > 0) throw new StepError(`${old[0]?.metadata.name} still runs the old image`);
    },
  },
  {
    name: "a restart by kubectl is left alone",
    run: async (place) => {
      const restartedAt = { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:00Z" };
      for (const deployment of objectsOf(place, "Deployment")) {
        await place.cluster.api.patch(deployment, { spec: { template: { metadata: { annotations: restartedAt } } } });
        const { spec } = await place.cluster.api.apply(deployment);
        if (!spec.template.metadata.annotations?.["kubectl.kubernetes.io/restartedAt"])
          throw new StepError(`${toGroup(deployment.metadata).name} would be restarted once more`);
      }
      await everyPodRuns(place);
    },
  },
  {
    name: "what was changed by hand is put back",
    run: async (place) => {
      for (const service of objectsOf(place, "Service")) {
        await place.cluster.api.patch(service, { spec: { selector: { app: "another" } } });
        const { spec } = await place.cluster.api.apply(service);
        const wanted = toGroup(toGroup(service.spec).selector).app;
        if (spec.selector.app !== wanted)
          throw new StepError(`the selector of ${toGroup(service.metadata).name} stays changed`);
      }
    },
  },
  {
    name: "an upgrade keeps the registry's login",
    unless: (place) => (loginOf(place) ? undefined : "no app has a login for a registry"),
    run: async (place) => {
      const { release, secret } = loginOf(place) as NonNullable<ReturnType<typeof loginOf>>;
      const login = Buffer.from('{"auths":{"registry.example.com":{"auth":"c2VjcmV0"}}}').toString("base64");
      await place.cluster.api.patch(secret, { data: { ".dockerconfigjson": login } }, { manager: "the-job" });
      await installChart(place, release, `${release.stackFolder}/${release.chart}`);
      const found = (await place.cluster.api.get(secret))?.data[".dockerconfigjson"];
      if (found !== login)
        throw new StepError(`the upgrade wrote ${Buffer.from(found ?? "", "base64")} over the login`);
    },
  },
  {
    name: "a new app with a volume and an ingress comes and goes",
    run: async (place) => {
      const { api } = place.cluster;
      for (const object of newApp()) await api.apply(object);
      await everyPodRuns(place);
      await everyClaimIsBound(api);
      await waitFor("its ingress has a host name", async () => hostOf(await api.get(newApp().at(-1) as Values)), {
        seconds: 20,
      });
      for (const object of newApp().reverse()) await api.remove(object);
      await waitFor("its namespace is gone", async () => !(await api.get(newApp()[0] as Values)), { seconds: 60 });
    },
  },
  {
    name: "another ingress class is another load balancer, and an annotation is none",
    unless: noSuch("Ingress"),
    run: async (place) => {
      const { api } = place.cluster;
      for (const ingress of objectsOf(place, "Ingress")) {
        const before = hostOf(await api.get(ingress));
        const moved = ingressClass("moved", String(toGroup(ingress.metadata).namespace));
        for (const object of moved) await api.apply(object);
        await api.apply(
          edited(ingress, ({ metadata }) => (metadata.annotations["alb.ingress.kubernetes.io/group.name"] = "moved")),
        );
        await new Promise((settle) => setTimeout(settle, 1000)); // the controller looks three times a second
        if (hostOf(await api.get(ingress)) !== before) throw new StepError("an annotation moved it past its class");
        await api.apply(edited(ingress, ({ spec }) => (spec.ingressClassName = "moved")));
        await waitFor("the new host name", async () => hostOf(await api.get(ingress)) !== before, { seconds: 20 });
        await api.apply(ingress);
        await waitFor("the old host name", async () => hostOf(await api.get(ingress)) === before, { seconds: 20 });
        for (const object of moved) await api.remove(object);
      }
    },
  },
  {
    name: "an ingress of another namespace joins no load balancer of an app",
    unless: noSuch("Ingress"),
    run: async (place) => {
      const { api } = place.cluster;
      for (const ingress of objectsOf(place, "Ingress")) {
        const stranger = edited(ingress, ({ metadata }) =>
          Object.assign(metadata, { name: "stranger", namespace: "default" }),
        );
        await api.apply(stranger);
        await new Promise((settle) => setTimeout(settle, 1000));
        if (hostOf(await api.get(stranger))) throw new StepError("it joined");
        await api.remove(stranger);
        await waitFor("it is gone", async () => !(await api.get(stranger)), { seconds: 20 });
      }
    },
  },
  {
    name: "a smaller volume is refused",
    unless: noSuch("PersistentVolumeClaim"),
    run: async (place) => {
      for (const claim of objectsOf(place, "PersistentVolumeClaim")) {
        const smaller = edited(claim, ({ spec }) => (spec.resources.requests.storage = "1Gi"));
        const refusal = await refusalOf(() => place.cluster.api.apply(smaller));
        if (!/can not be less than status\.capacity/.test(refusal ?? ""))
          throw new StepError(
            `a smaller ${toGroup(claim.metadata).name} is not refused as it should be: ${refusal ?? "it is admitted"}`,
          );
      }
    },
  },
];

const hostOf = (ingress: Block | undefined): string => ingress?.status.loadBalancer?.ingress?.[0]?.hostname;

/** The namespaces of apps are those of the stack's own deployments. */
const isOfApp = (place: Place, { namespace }: Block): boolean =>
  objectsOf(place, "Deployment").some(({ metadata }) => toGroup(metadata).namespace === namespace);

function loginOf(place: Place) {
  for (const release of place.releases.filter(({ name }) => name === "app-secrets")) {
    const { pullSecret } = JSON.parse(release.values);
    if (pullSecret)
      return {
        release,
        secret: { apiVersion: "v1", kind: "Secret", metadata: { name: pullSecret.name, namespace: release.namespace } },
      };
  }
  return undefined;
}

/** Why something is refused; undefined when it is not. */
export async function refusalOf(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

/** A class of the load balancer controller for one namespace, and the group that goes by its name. */
function ingressClass(name: string, namespace: string): Values[] {
  const selector = { key: "kubernetes.io/metadata.name", operator: "In", values: [namespace] };
  return [
    {
      apiVersion: "elbv2.k8s.aws/v1beta1",
      kind: "IngressClassParams",
      metadata: { name },
      spec: { scheme: "internal", group: { name }, namespaceSelector: { matchExpressions: [selector] } },
    },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "IngressClass",
      metadata: { name },
      spec: {
        controller: "ingress.k8s.aws/alb",
        parameters: { apiGroup: "elbv2.k8s.aws", kind: "IngressClassParams", name },
      },
    },
  ];
}

/** A small application, its namespace first and its ingress last. */
function newApp(): Values[] {
  const metadata = { name: "new-app", namespace: "new-app" };
  const labels = { app: "new-app" };
  const container = {
    name: "main",
    image: "registry.example.com/new:1",
    resources: { requests: { cpu: "10m", memory: "16Mi" } },
    volumeMounts: [{ name: "data", mountPath: "/data" }],
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
  };
  const pod = {
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [container],
    volumes: [{ name: "data", persistentVolumeClaim: { claimName: "new-app" } }],
  };
  const rule = {
    http: {
      paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "new-app", port: { number: 80 } } } }],
    },
  };
  return [
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "new-app", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    },
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata,
      spec: { accessModes: ["ReadWriteOnce"], storageClassName: "gp3", resources: { requests: { storage: "2Gi" } } },
    },
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata,
      spec: { replicas: 1, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata,
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8000 }] },
    },
    ...ingressClass("new-app", "new-app"),
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { ...metadata, annotations: { "alb.ingress.kubernetes.io/group.name": "new-app" } },
      spec: { ingressClassName: "new-app", rules: [rule] },
    },
  ];
}
