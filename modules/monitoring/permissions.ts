import type { Statement } from "../iam";
import type { MonitoringProps } from "./props";
import { heartbeatName, topicName } from "./topic";

/**
 * What Grafana's CloudWatch data source needs to show metrics and alarms (Grafana documentation, "Configure the
 * CloudWatch data source": metrics only). None of these actions can be limited to single resources.
 */
export const READ_CLOUDWATCH: Statement = {
  Sid: "ReadMetrics",
  Action: [
    "cloudwatch:DescribeAlarmHistory",
    "cloudwatch:DescribeAlarms",
    "cloudwatch:DescribeAlarmsForMetric",
    "cloudwatch:GetMetricData",
    "cloudwatch:ListMetrics",
    "ec2:DescribeInstances",
    "ec2:DescribeRegions",
    "ec2:DescribeTags",
    "tag:GetResources",
  ],
  Resource: "*",
};

/**
 * What Alertmanager needs to report to encrypted topics: those topics, and their key. They are made later, by the stack that
 * monitors, so the key is known by its alias.
 */
export const publishTo = ({
  name,
  region,
  account,
}: Pick<MonitoringProps, "name" | "region" | "account">): Statement[] => [
  {
    Sid: "Publish",
    Action: "sns:Publish",
    Resource: [topicName(name), heartbeatName(name)].map((topic) => `arn:aws:sns:${region}:${account}:${topic}`),
  },
  {
    Sid: "Encrypt",
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: `arn:aws:kms:${region}:${account}:key/*`,
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${topicName(name)}` } },
  },
];
