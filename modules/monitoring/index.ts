import { Construct } from "constructs";
import { Budget } from "./budget";
import { Dashboard } from "./dashboard";
import { InCluster } from "./in-cluster";
import { LoadBalancers } from "./load-balancers";
import { alarmNames, MetricAlarms } from "./metric-alarms";
import { NAMESPACES } from "./namespaces";
import type { MonitoringOutputs, MonitoringProps } from "./props";
import { targetsOf } from "./targets";
import { Topic } from "./topic";

export { MonitoringAccess } from "./access";
export { MetricAlarms } from "./metric-alarms";
export type { MonitoringOutputs, MonitoringProps } from "./props";
export type { Targets } from "./targets";
export { topicName } from "./topic";

/**
 * What watches a platform: Prometheus and Grafana in the cluster, CloudWatch alarms and a dashboard for what AWS runs,
 * one encrypted topic that all of them report to, and a budget.
 */
export class Monitoring extends Construct {
  /** Namespace of Prometheus, known before anything is made: apps admit scraping from it. */
  static readonly namespace = NAMESPACES.main.name;

  readonly outputs: MonitoringOutputs;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { name, region, account, monthlyBudgetUsd, watchedElsewhere = [] } = props;
    const topic = new Topic(this, "alarm-topic", props);
    const balancers = new LoadBalancers(this, "load-balancers", props.loadBalancers);
    const targets = targetsOf(props, balancers.dimensions, topic.heartbeatName);
    const isElsewhere = (kind: string) => watchedElsewhere.some((other) => other === kind);
    const own = Object.fromEntries(Object.entries(targets).map(([kind, of]) => [kind, isElsewhere(kind) ? [] : of]));
    const alarms = new MetricAlarms(this, "alarms", { name, topicArn: topic.arn, targets: own });
    const others = Object.fromEntries(Object.entries(targets).filter(([kind]) => isElsewhere(kind)));
    const alarmArns = [
      ...alarms.arns,
      ...alarmNames(name, others).map((alarm) => `arn:aws:cloudwatch:${region}:${account}:alarm:${alarm}`),
    ];
    const dashboard = new Dashboard(this, "dashboard", { name, region, targets, alarmArns });
    if (monthlyBudgetUsd !== undefined) new Budget(this, "budget", name, monthlyBudgetUsd, topic);
    new InCluster(this, "in-cluster", props, topic);
    this.outputs = { alarmTopicArn: topic.arn, namespace: NAMESPACES.main.name, dashboardName: dashboard.name };
  }
}
