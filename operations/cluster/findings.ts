import { terraform } from "../../platform/terraform";
import type { KubernetesObject } from "./object";
import type { ClusterState } from "./read";
import { newestRevisions } from "./releases";

/** Something in a cluster that keeps the next apply or destroy from going through, or that nobody sees otherwise. */
export interface ClusterFinding {
  readonly verdict: "problem" | "note";
  /** What was found, with its name. */
  readonly sentence: string;
  /** The command that cures it, and what comes after it. */
  readonly cure: string;
}

/** What is wrong in a cluster, most pressing first. */
export const clusterFindings = (state: ClusterState): ClusterFinding[] =>
  [unfinishedReleases, stuckIngresses, staleSecrets, oldDefinitions].flatMap((look) => look(state));

/**
 * Releases that an interrupted apply left half-way (Helm, `pkg/release/status`): Terraform's state does not know them, and Helm
 * refuses their names.
 */
export function unfinishedReleases({ releases }: Pick<ClusterState, "releases">): ClusterFinding[] {
  return newestRevisions(releases).flatMap(({ namespace, name, status }) => {
    const cure = CURES[status];
    return cure
      ? [
          {
            verdict: "problem",
            sentence: `release ${name} in ${namespace} is ${status}: it was interrupted, and every apply of it fails`,
            cure: `${cure} ${name} --namespace ${namespace}, then apply again`,
          },
        ]
      : [];
  });
}

const CURES: Readonly<Record<string, string | undefined>> = {
  "pending-install": "helm uninstall",
  "pending-upgrade": "helm rollback",
  "pending-rollback": "helm rollback",
  uninstalling: "helm uninstall",
};

/** How an ingress gets rid of a finalizer that nobody takes away. */
export const controllerCure = (name: string, namespace: string): string =>
  `bring the controller back: ${terraform()} apply -target=helm_release.controllers_aws_load_balancer_controller in cdktf.out/stacks/<environment>-workloads, then destroy again. When no load balancer is left in AWS: kubectl patch ingress ${name} --namespace ${namespace} --type merge --patch '{"metadata":{"finalizers":null}}'`;

/** What the controller puts on an ingress while that has a load balancer. */
const FINALIZER = /^(ingress\.k8s\.aws\/resources|group\.ingress\.k8s\.aws\/)/;

/**
 * Ingresses that wait for the load balancer controller to take their load balancers down, while it is gone; and those that would
 * wait for it.
 */
export function stuckIngresses({
  ingresses,
  controllerPods,
}: Pick<ClusterState, "ingresses" | "controllerPods">): ClusterFinding[] {
  if (controllerPods.some(isReady)) return [];
  const waiting = ingresses
    .filter(({ metadata }) => metadata.deletionTimestamp)
    .map(
      ({ metadata: { name, namespace = "default" } }): ClusterFinding => ({
        verdict: "problem",
        sentence: `ingress ${name} in ${namespace} is being deleted, and no pod of the load balancer controller is ready to take its load balancer down`,
        cure: controllerCure(name, namespace),
      }),
    );
  const held = ingresses.filter(
    ({ metadata }) => !metadata.deletionTimestamp && metadata.finalizers?.some((one) => FINALIZER.test(one)),
  );
  if (held.length === 0) return waiting;
  const names = held.map(({ metadata: { name, namespace = "default" } }) => `${name} in ${namespace}`).join(", ");
  return [
    ...waiting,
    {
      verdict: "problem",
      sentence: `no pod of the load balancer controller is ready: changes of ${names} reach no load balancer, and their deletion would wait until Terraform gives up`,
      cure: "kubectl get pods --namespace kube-system --selector app.kubernetes.io/name=aws-load-balancer-controller says why; bring it back before anything is destroyed",
    },
  ];
}

/** Whether a pod is ready. */
export const isReady = ({ status }: KubernetesObject): boolean =>
  ((status?.conditions ?? []) as { type: string; status: string }[]).some(
    ({ type, status: is }) => type === "Ready" && is === "True",
  );

const SECRETS_DRIVER = "secrets-store.csi.k8s.io";

/**
 * Whether mounted secrets follow their rotation: the driver asks for them again by itself since 1.6 (`requiresRepublish`), before
 * that when it was told to. The add-on may do neither (aws/secrets-store-csi-driver-provider-aws#597).
 */
export function staleSecrets({
  csiDrivers,
  daemonSets,
}: Pick<ClusterState, "csiDrivers" | "daemonSets">): ClusterFinding[] {
  const driver = csiDrivers.find(({ metadata }) => metadata.name === SECRETS_DRIVER);
  if (!driver || driver.spec?.requiresRepublish === true) return [];
  if (daemonSets.some((set) => JSON.stringify(set.spec).includes("--enable-secret-rotation=true"))) return [];
  return [
    {
      verdict: "problem",
      sentence: `the driver ${SECRETS_DRIVER} does not renew mounted secrets: a password that RDS rotates is wrong in every pod that runs`,
      cure: `update the add-on: aws eks update-addon --cluster-name <cluster> --addon-name aws-secrets-store-csi-driver-provider --configuration-values '{"secrets-store-csi-driver":{"enableSecretRotation":true}}'`,
    },
  ];
}

/** Helm installs definitions with a release and never touches them again: after an upgrade they are those of the first chart. */
export function oldDefinitions({
  definitions,
  releases,
}: Pick<ClusterState, "definitions" | "releases">): ClusterFinding[] {
  const controller = newestRevisions(releases).find(({ name }) => name === "aws-load-balancer-controller");
  if (!controller || controller.revision < 2) return [];
  const untouched = definitions.filter(
    ({ metadata }) => metadata.name.endsWith(".elbv2.k8s.aws") && metadata.generation === 1,
  );
  if (untouched.length === 0) return [];
  return [
    {
      verdict: "note",
      sentence: `the load balancer controller was upgraded ${controller.revision - 1} times, and its definitions (${untouched.map(({ metadata }) => metadata.name).join(", ")}) were never`,
      cure: "kubectl apply --kustomize 'https://github.com/aws/eks-charts/stable/aws-load-balancer-controller/crds?ref=master'",
    },
  ];
}
