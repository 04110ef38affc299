import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
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

/** The namespaces of everything that watches. */
export class Namespaces extends Construct {
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.ready = Object.entries(NAMESPACES).map(
      ([role, { name, level }]) => new NamespaceV1(this, role, { metadata: { name, labels: podSecurity(level) } }),
    );
  }
}

const podSecurity = (level: string): Record<string, string> => ({
  "pod-security.kubernetes.io/enforce": level,
  "pod-security.kubernetes.io/warn": level,
});
