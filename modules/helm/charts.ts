/** A chart of a public repository, at one exact version. */
export interface Chart {
  readonly repository: string;
  /** Version of the chart, not of what it installs. */
  readonly version: string;
}

/**
 * Every chart this platform installs from a repository, by its name there.
 * Grafana's moved to the community repository in January 2026; the old address serves only old versions.
 */
export const CHARTS = {
  "aws-load-balancer-controller": { repository: "https://aws.github.io/eks-charts", version: "3.5.0" },
  "cluster-autoscaler": { repository: "https://kubernetes.github.io/autoscaler", version: "9.59.0" },
  prometheus: { repository: "https://prometheus-community.github.io/helm-charts", version: "29.27.0" },
  grafana: { repository: "https://grafana-community.github.io/helm-charts", version: "12.11.1" },
} as const satisfies Record<string, Chart>;

export type ChartName = keyof typeof CHARTS;
