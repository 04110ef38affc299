import type { Values } from "../../reports/synthesized";

/** A workload as the scheduler sees it: how many pods, where they may run, what they reserve. */
export interface Workload {
  readonly name: string;
  readonly namespace: string;
  /** Pods; `per-node`: one on every node, whatever its taints. */
  readonly pods: number | "per-node";
  readonly cpu?: string;
  readonly memory?: string;
  readonly priorityClassName?: string;
}

/**
 * What EKS itself runs, with the requests of the add-ons' own manifests: CoreDNS, VPC CNI, kube-proxy, Pod Identity agent,
 * EBS CSI driver, metrics server, Secrets Store CSI driver and its AWS provider (sources as in `environments/rules/pods.ts`).
 */
export const EKS_PODS: readonly Workload[] = [
  { name: "aws-node", pods: "per-node", cpu: "50m", priorityClassName: "system-node-critical" },
  { name: "kube-proxy", pods: "per-node", cpu: "100m", priorityClassName: "system-node-critical" },
  { name: "eks-pod-identity-agent", pods: "per-node", priorityClassName: "system-node-critical" },
  { name: "ebs-csi-node", pods: "per-node", cpu: "30m", memory: "120Mi", priorityClassName: "system-node-critical" },
  { name: "secrets-store-csi-driver", pods: "per-node", cpu: "70m", memory: "140Mi" },
  { name: "secrets-store-csi-driver-provider-aws", pods: "per-node", cpu: "50m", memory: "100Mi" },
  { name: "coredns", pods: 2, cpu: "100m", memory: "70Mi", priorityClassName: "system-cluster-critical" },
  { name: "ebs-csi-controller", pods: 2, cpu: "60m", memory: "240Mi", priorityClassName: "system-cluster-critical" },
  { name: "metrics-server", pods: 2, cpu: "100m", memory: "200Mi", priorityClassName: "system-cluster-critical" },
].map((workload) => ({ ...workload, namespace: "kube-system" }) as Workload);

/** A Deployment or DaemonSet that reserves what the workload reserves. Its image is never pulled. */
export function workloadObject({ name, namespace, pods, cpu, memory, priorityClassName }: Workload): Values {
  const labels = { app: name, "app.kubernetes.io/name": name };
  const requests = { ...(cpu && { cpu }), ...(memory && { memory }) };
  const spec = {
    ...(priorityClassName && { priorityClassName }),
    ...(pods === "per-node" && { tolerations: [{ operator: "Exists" }] }),
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: "RuntimeDefault" } },
    containers: [
      {
        name: "main",
        image: `played/${name}:1`,
        resources: { requests },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
      },
    ],
  };
  return {
    apiVersion: "apps/v1",
    kind: pods === "per-node" ? "DaemonSet" : "Deployment",
    metadata: { name, namespace },
    spec: {
      ...(pods !== "per-node" && { replicas: pods }),
      selector: { matchLabels: { app: name } },
      template: { metadata: { labels }, spec },
    },
  };
}
