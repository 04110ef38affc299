import type { Values } from "../../reports/synthesized";
import type { Block } from "../helpers";
import { playLoadBalancerController } from "./load-balancer";
import type { Place } from "./place";

/** A mistake that is planted, the step that must fail of it, and what that must say. */
export interface Fault {
  readonly name: string;
  readonly step: string;
  readonly message: RegExp;
  /** Changes what the stacks make, before it is applied. */
  readonly edit?: (objects: Block[]) => void;
  /** Changes the cluster, before the step that must fail. */
  readonly prepare?: (place: Place) => Promise<void>;
}

const of = (objects: Block[], kind: string): Block => objects.find((object) => object.kind === kind) as Block;
const template = (objects: Block[]): Block => of(objects, "Deployment").spec.template;

/** Faults that a cluster must not accept in silence. */
export const FAULTS: readonly Fault[] = [
  {
    name: "webhook-never-answers",
    step: "every object is admitted, with strict fields",
    message:
      /kubernetes_ingress_v1\.\S+ .*failed calling webhook "vingress\.elbv2\.k8s\.aws": .*(deadline exceeded|timeout)/i,
    prepare: async (place) => {
      await place.controller?.end();
      place.controller = await playLoadBalancerController(place.cluster, place.folder, { answers: false });
    },
  },
  {
    name: "unknown-field",
    step: "every object is admitted, with strict fields",
    message: /kubernetes_deployment_v1\.\S+ .*field not declared in schema|unknown field/,
    edit: (objects) => {
      template(objects).spec.hostNetwrok = true;
    },
  },
  {
    name: "selector-matches-nothing",
    step: "every service has pods, every ingress a host name",
    message: /service \S+ selects no pod: none has the labels \{"app":"somebody-else"\}/,
    edit: (objects) => {
      of(objects, "Service").spec.selector = { app: "somebody-else" };
    },
  },
  {
    name: "claim-without-class",
    step: "every pod runs",
    message: /pod \S+ is Pending: .*unbound immediate PersistentVolumeClaims/,
    edit: (objects) => {
      of(objects, "PersistentVolumeClaim").spec.storageClassName = "";
    },
  },
  {
    name: "immutable-field",
    step: "applied again: nothing changes",
    message: /spec\.selector: Invalid value: .*field is immutable/,
    prepare: async (place) => {
      const deployment = of(place.objects.map(({ object }) => object) as Block[], "Deployment");
      deployment.spec.selector.matchLabels.app = "renamed";
      deployment.spec.template.metadata.labels.app = "renamed";
    },
  },
  {
    name: "pod-fits-no-node",
    step: "every pod runs",
    message: /pod \S+ is Pending: 0\/\d+ nodes are available: .*Insufficient memory/,
    edit: (objects) => {
      template(objects).spec.containers[0].resources = { requests: { memory: "64Gi" } };
    },
  },
  {
    name: "restricted-namespace-refuses",
    step: "every pod runs",
    message: /Deployment \S+ has 0 of \d pods: .*violates PodSecurity "restricted/,
    edit: (objects) => {
      template(objects).spec.containers[0].securityContext = { privileged: true };
    },
  },
  {
    name: "namespace-does-not-end",
    step: "destroyed: nothing is left, no finalizer is stuck",
    message: /namespace \S+ does not end: .*finalizers remaining: example\.com\/never/,
    prepare: async (place) => {
      const namespace = place.objects.find(({ object }) => object.kind === "Deployment")?.object.metadata as Block;
      const held: Values = {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "held", namespace: namespace.namespace, finalizers: ["example.com/never"] },
      };
      await place.cluster.api.create(held);
    },
  },
];
