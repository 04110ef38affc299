import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/**
 * Two namespaces and the Pod Security level each enforces (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
 * The exporter of node metrics needs the host's network, processes and files: `privileged` is for it alone.
 */
export const NAMESPACES = {
  /** Prometheus, Alertmanager and Grafana. */
  main: { name: "monitoring", level: "restricted" },
  /** The exporter of node metrics. */
  nodes: { name: "monitoring-nodes", level: "privileged" },
} as const;

/**
 * The namespaces of everything that watches. Each admits traffic only from the main one: Grafana and Prometheus are reached
 * by port forwarding, which comes from the node itself. What watches may reach everything: it reads every pod and node.
 */
export class Namespaces extends Construct {
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, dependsOn: readonly ITerraformDependable[]) {
    super(scope, id);
    this.ready = Object.entries(NAMESPACES).flatMap(([role, { name, level }]) => {
      const { metadata } = new NamespaceV1(this, role, {
        metadata: { name, labels: podSecurity(level) },
        dependsOn: [...dependsOn],
      });
      const policy = new NetworkPolicyV1(this, `${role}-policy`, {
        metadata: { name: "from-monitoring", namespace: metadata.name },
        spec: {
          podSelector: {},
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": NAMESPACES.main.name } } }],
            },
          ],
        },
      });
      return [policy];
    });
  }
}

const podSecurity = (level: string): Record<string, string> => ({
  "pod-security.kubernetes.io/enforce": level,
  "pod-security.kubernetes.io/warn": level,
});
