import type { Statement } from "../iam";

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

/** What Alertmanager needs to report to encrypted topics: those topics, and their key. */
export const publishTo = (topicArns: readonly string[], keyArn: string): Statement[] => [
  { Sid: "Publish", Action: "sns:Publish", Resource: [...topicArns] },
  { Sid: "Encrypt", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: keyArn },
];
