import { Fn, Token } from "cdktf";
import { type Alarm, DIMENSIONS, type TargetKind } from "./alarm";
import { maxConnections } from "./connections";
import type { MonitoringProps } from "./props";

/** One thing that alarms watch. */
export interface Target {
  /** What tells it from others of its kind, in names and addresses; empty when there can be only one. */
  readonly key: string;
  /** Value of its dimension. */
  readonly value: string;
  /** Limits that thresholds may be a share of. */
  readonly limits?: { readonly connections: number };
}

/** What there is to watch, by kind. */
export type Targets = Readonly<Record<TargetKind, readonly Target[]>>;

/** What an environment has of each kind. `loadBalancers` are the dimension values by ingress group, `heartbeatTopic` is the name of the topic that must not fall silent. */
export function targetsOf(
  props: MonitoringProps,
  loadBalancers: Readonly<Record<string, string>>,
  heartbeatTopic: string,
): Targets {
  const { clusterName, database, cache, backupVaultName, natGateways, nodeGroups, instances = {} } = props;
  return {
    cluster: [{ key: "", value: clusterName }],
    topic: [{ key: "", value: heartbeatTopic }],
    vault: backupVaultName === undefined ? [] : [{ key: "", value: backupVaultName }],
    database: database
      ? [{ key: "", value: database.identifier, limits: { connections: maxConnections(database.instanceClass) } }]
      : [],
    cache: cache ? memberKeys(cache.nodes).map((key) => ({ key, value: `${cache.name}-${key}` })) : [],
    loadBalancer: named(loadBalancers),
    natGateway: natGateways.zones.map((key, index) => ({ key, value: at(natGateways.ids, index) })),
    nodeGroup: nodeGroups.names.map((key, index) => ({ key, value: at(nodeGroups.autoscalingGroupNames, index) })),
    instance: named(instances),
  };
}

/** The dimension that selects one target in CloudWatch. */
export const dimensionsOf = ({ target }: Pick<Alarm, "target">, { value }: Target): Record<string, string> => ({
  [DIMENSIONS[target]]: value,
});

/** The threshold in the metric's unit. */
export const thresholdOf = ({ id, threshold, shareOf }: Alarm, { limits }: Target): number => {
  if (!shareOf) return threshold;
  if (!limits) throw new Error(`${id}: the threshold is a share of ${shareOf}, but the target has no such limit`);
  return Math.floor(limits[shareOf] * threshold);
};

const named = (values: Readonly<Record<string, string>>): Target[] =>
  Object.keys(values)
    .sort()
    .map((key) => ({ key, value: values[key] as string }));

/** ElastiCache calls the members of a replication group 001, 002 and on. */
export const memberKeys = (nodes: number): string[] =>
  Array.from({ length: nodes }, (_, index) => String(index + 1).padStart(3, "0"));

/** The list is known only to Terraform, its length here. */
const at = (list: string[], index: number): string => Token.asString(Fn.element(list, index));
