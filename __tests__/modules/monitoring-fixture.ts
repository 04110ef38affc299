import { Monitoring, MonitoringAccess, type MonitoringProps } from "../../modules/monitoring";
import { type Synthesized, synth } from "../helpers";

type App = MonitoringProps["apps"][number];

/** An app that is scraped and keeps nothing. */
export const shop: App = { name: "shop", namespace: "shop", scraped: true, persistent: false };
/** An app that keeps files and is not scraped. */
export const gallery: App = { name: "gallery", namespace: "pictures", scraped: false, persistent: true };

/** The smallest environment that can be watched: a cluster and nothing else. */
export const props: MonitoringProps = {
  name: "demo",
  region: "eu-central-1",
  account: "111122223333",
  clusterName: "demo",
  priorityClassName: "applications",
  storageClassName: "gp3",
  prometheus: { retentionDays: 15, storageGb: 20 },
  grafana: { storageGb: 5 },
  emails: [],
  apps: [],
  loadBalancers: {},
  natGateways: { ids: [], zones: [] },
  nodeGroups: { autoscalingGroupNames: [], names: [] },
  dependsOn: { releases: [] },
};

/** One of everything that can be watched. */
export const everything: Partial<MonitoringProps> = {
  emails: ["ops@example.com"],
  monthlyBudgetUsd: 400,
  apps: [shop, gallery],
  loadBalancers: { public: "k8s-public-0123456789-1234567890.eu-central-1.elb.amazonaws.com" },
  database: { identifier: "demo", instanceClass: "db.m5.large" },
  cache: { name: "demo", nodes: 1 },
  backupVaultName: "demo",
  natGateways: { ids: ["nat-1"], zones: ["a"] },
  nodeGroups: { autoscalingGroupNames: ["eks-workers-1"], names: ["workers"] },
  instances: { jenkins: "i-0123456789abcdef0" },
};

/** The smallest watched environment with some props changed. */
export const monitoringWith = (changes: Partial<MonitoringProps> = {}): Synthesized =>
  synth((stack) => void new Monitoring(stack, "monitoring", { ...props, ...changes }));

/** What Alertmanager and Grafana may do, as the stack of the cluster makes it. */
export const accessWith = (changes: Partial<MonitoringProps> = {}): Synthesized =>
  synth((stack) => void new MonitoringAccess(stack, "monitoring", { ...props, ...changes }));
