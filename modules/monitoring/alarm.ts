import type { Unit } from "./metrics";

/** Dimension by which CloudWatch tells one watched thing from the next. */
export const DIMENSIONS = {
  database: "DBInstanceIdentifier",
  cache: "CacheClusterId",
  vault: "BackupVaultName",
  loadBalancer: "LoadBalancer",
  natGateway: "NatGatewayId",
  nodeGroup: "AutoScalingGroupName",
  instance: "InstanceId",
  cluster: "ClusterName",
  topic: "TopicName",
} as const;

/** Kinds of things that CloudWatch alarms watch. */
export type TargetKind = keyof typeof DIMENSIONS;

/** One alarm, raised separately for each thing of its kind. */
export interface Alarm {
  /** Kebab-case, says the problem. Name of the runbook `docs/runbooks/<id>.md` and last part of the alarm's name. */
  readonly id: string;
  /** What the alarm answers, for the dashboard. */
  readonly question: string;
  readonly target: TargetKind;
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: "Average" | "Maximum" | "Minimum" | "Sum" | "p95";
  /**
   * Unit of the metric and the threshold. It is checked against what CloudWatch publishes and labels the dashboard, but
   * is not sent with the alarm: an alarm with a unit ignores every other data point.
   */
  readonly unit: Unit;
  readonly periodSeconds: number;
  /** How many periods in a row must be beyond the threshold. */
  readonly periods: number;
  readonly comparison: "above" | "below";
  /** In the unit, or as a share of the target's limit when `shareOf` is set. */
  readonly threshold: number;
  /** Limit of the target that the threshold is a share of. @default the threshold is absolute */
  readonly shareOf?: "connections";
  /** Why this threshold. */
  readonly because: string;
  /** What a period without data means: nothing happened, nothing is known, or that is the problem. */
  readonly missingData: "notBreaching" | "missing" | "breaching";
  /** Second dimension of the metric whose values are not known here; the worst of them counts. @default none */
  readonly worstOf?: string;
}
