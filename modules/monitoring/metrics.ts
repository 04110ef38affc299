/** Units as CloudWatch spells them. */
export type Unit = "Percent" | "Count" | "Bytes" | "Seconds";

/** One metric that CloudWatch has. */
export interface Metric {
  readonly unit: Unit;
  /** Largest value that can occur, in the unit; the smallest is 0. */
  readonly max: number;
  /** Sets of dimensions that CloudWatch keeps a series for. */
  readonly by: readonly (readonly string[])[];
}

/** The metrics of one AWS service. */
export interface Service {
  /** Page of the AWS documentation that lists the metrics. */
  readonly source: string;
  readonly metrics: Readonly<Record<string, Metric>>;
}

const GIB = 1024 ** 3;
const DOCS = "https://docs.aws.amazon.com";

/** Rows of one service whose metrics share their dimensions. */
const service = (source: string, by: Metric["by"], metrics: Readonly<Record<string, [Unit, number]>>): Service => ({
  source: `${DOCS}/${source}`,
  metrics: Object.fromEntries(Object.entries(metrics).map(([name, [unit, max]]) => [name, { unit, max, by }])),
});

const LOAD_BALANCER = "elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html";
const perBalancer = service(LOAD_BALANCER, [["LoadBalancer"], ["LoadBalancer", "TargetGroup"]], {
  HTTPCode_ELB_5XX_Count: ["Count", 1e9],
  HTTPCode_Target_5XX_Count: ["Count", 1e9],
  RequestCount: ["Count", 1e9],
  TargetConnectionErrorCount: ["Count", 1e9],
  TargetResponseTime: ["Seconds", 4000], // the longest idle timeout
});
const perTargetGroup = service(LOAD_BALANCER, [["LoadBalancer", "TargetGroup"]], {
  HealthyHostCount: ["Count", 1000],
  UnHealthyHostCount: ["Count", 1000],
});

/**
 * What CloudWatch knows of the services this platform uses, by namespace. Alarms and dashboards may name these only:
 * CloudWatch accepts an alarm on any name and then waits for data forever.
 */
export const METRICS: Readonly<Record<string, Service>> = {
  "AWS/RDS": service("AmazonRDS/latest/UserGuide/rds-metrics.html", [["DBInstanceIdentifier"]], {
    CPUUtilization: ["Percent", 100],
    DatabaseConnections: ["Count", 262143],
    FreeStorageSpace: ["Bytes", 65536 * GIB],
    FreeableMemory: ["Bytes", 24576 * GIB],
    ReadLatency: ["Seconds", 60],
    WriteLatency: ["Seconds", 60],
    ReadIOPS: ["Count", 1e6],
    WriteIOPS: ["Count", 1e6],
  }),
  "AWS/ElastiCache": service("AmazonElastiCache/latest/dg/CacheMetrics.Redis.html", [["CacheClusterId"]], {
    CPUUtilization: ["Percent", 100],
    EngineCPUUtilization: ["Percent", 100],
    DatabaseMemoryUsagePercentage: ["Percent", 100],
    Evictions: ["Count", 1e9],
    CurrConnections: ["Count", 65000],
    CacheHits: ["Count", 1e9],
    CacheMisses: ["Count", 1e9],
  }),
  "AWS/Backup": service("aws-backup/latest/devguide/cloudwatch.html", [["BackupVaultName"], ["ResourceType"]], {
    NumberOfBackupJobsExpired: ["Count", 1e6],
    NumberOfBackupJobsFailed: ["Count", 1e6],
    NumberOfBackupJobsCompleted: ["Count", 1e6],
  }),
  "AWS/ApplicationELB": {
    source: perBalancer.source,
    metrics: { ...perBalancer.metrics, ...perTargetGroup.metrics },
  },
  "AWS/NATGateway": service("vpc/latest/userguide/metrics-dimensions-nat-gateway.html", [["NatGatewayId"]], {
    ErrorPortAllocation: ["Count", 1e9],
    PacketsDropCount: ["Count", 1e12],
    ActiveConnectionCount: ["Count", 440000], // eight addresses of 55 000 connections
  }),
  "AWS/EC2": service(
    "AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html",
    [["InstanceId"], ["AutoScalingGroupName"]],
    {
      StatusCheckFailed: ["Count", 1], // 1 when either check fails
      StatusCheckFailed_System: ["Count", 1],
      StatusCheckFailed_Instance: ["Count", 1],
      CPUUtilization: ["Percent", 100],
    },
  ),
  "AWS/SNS": service("sns/latest/dg/sns-monitoring-using-cloudwatch.html", [["TopicName"]], {
    NumberOfMessagesPublished: ["Count", 1e9],
    NumberOfNotificationsFailed: ["Count", 1e9],
  }),
  "AWS/EKS": service("eks/latest/userguide/cloudwatch.html", [["ClusterName"]], {
    apiserver_request_total: ["Count", 1e9],
    apiserver_request_total_4XX: ["Count", 1e9],
    apiserver_request_total_429: ["Count", 1e9],
    apiserver_request_total_5XX: ["Count", 1e9],
    scheduler_pending_pods: ["Count", 1e6],
    etcd_mvcc_db_total_size_in_bytes: ["Bytes", 16 * GIB],
  }),
};
