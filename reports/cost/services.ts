/** What a price is for, and what is paid for: `hour`, or a thing for a month, for example `GB-month`. */
export interface Service {
  readonly what: string;
  readonly unit: string;
}

/** Every key of the price book that is not a machine's. */
export const SERVICES: Readonly<Record<string, Service>> = {
  alarm: { what: "CloudWatch alarm, per metric", unit: "metric-month" },
  "alarm-composite": { what: "CloudWatch composite alarm", unit: "alarm-month" },
  "alarm-high-resolution": { what: "CloudWatch alarm on less than a minute, per metric", unit: "metric-month" },
  alb: { what: "application load balancer", unit: "hour" },
  "alb-unit": { what: "capacity unit (LCU) of an application load balancer", unit: "hour" },
  "burst-vcpu": { what: "processor time of a T instance beyond what it earns", unit: "vCPU-hour" },
  "cache-backup": { what: "ElastiCache snapshots beyond the newest", unit: "GB-month" },
  "cross-az": { what: "traffic between zones, in each direction", unit: "GB" },
  dashboard: { what: "CloudWatch dashboard", unit: "dashboard-month" },
  "dns-query": { what: "Route 53 query", unit: "query" },
  "ebs-gp2": { what: "EBS gp2 volume", unit: "GB-month" },
  "ebs-gp3": { what: "EBS gp3 volume", unit: "GB-month" },
  "ebs-gp3-iops": { what: "IOPS of a gp3 volume beyond 3,000", unit: "IOPS-month" },
  "ebs-gp3-throughput-mibps": { what: "throughput of a gp3 volume beyond 125 MiB/s", unit: "MiB/s-month" },
  "ebs-io1": { what: "EBS io1 volume", unit: "GB-month" },
  "ebs-io1-iops": { what: "IOPS of an io1 volume", unit: "IOPS-month" },
  "ebs-io2": { what: "EBS io2 volume", unit: "GB-month" },
  "ebs-io2-iops": { what: "IOPS of an io2 volume, up to 32,000", unit: "IOPS-month" },
  "ebs-sc1": { what: "EBS sc1 volume", unit: "GB-month" },
  "ebs-snapshot": { what: "EBS snapshot", unit: "GB-month" },
  "ebs-st1": { what: "EBS st1 volume", unit: "GB-month" },
  "ebs-standard": { what: "EBS magnetic volume", unit: "GB-month" },
  "ec2-detailed-monitoring": { what: "detailed monitoring of an instance, seven metrics", unit: "instance-month" },
  ecr: { what: "ECR storage", unit: "GB-month" },
  eks: { what: "EKS control plane, standard support", unit: "hour" },
  "eks-extended": { what: "EKS control plane, extended support", unit: "hour" },
  endpoint: { what: "interface endpoint in one zone", unit: "hour" },
  "endpoint-data": { what: "data through interface endpoints", unit: "GB" },
  "hosted-zone": { what: "Route 53 hosted zone", unit: "zone-month" },
  "inter-region-data": { what: "data to another region", unit: "GB" },
  "internet-data": { what: "data out to the internet, first 10 TB", unit: "GB" },
  "internet-data-next-40tb": { what: "data out to the internet, next 40 TB", unit: "GB" },
  "internet-data-next-100tb": { what: "data out to the internet, next 100 TB", unit: "GB" },
  "internet-data-over-150tb": { what: "data out to the internet beyond 150 TB", unit: "GB" },
  ipv4: { what: "public IPv4 address in use", unit: "hour" },
  "ipv4-idle": { what: "public IPv4 address that nothing uses", unit: "hour" },
  kms: { what: "KMS key, or a rotation that it keeps", unit: "key-month" },
  "kms-request": { what: "request to KMS", unit: "request" },
  "log-ingestion": { what: "CloudWatch logs written", unit: "GB" },
  "log-query": { what: "CloudWatch logs scanned by a query", unit: "GB" },
  "log-storage": { what: "CloudWatch logs kept, compressed", unit: "GB-month" },
  metric: { what: "CloudWatch metric of one's own", unit: "metric-month" },
  "metric-request": { what: "metric asked for with GetMetricData", unit: "metric" },
  nat: { what: "NAT gateway", unit: "hour" },
  "nat-data": { what: "data through NAT gateways", unit: "GB" },
  nlb: { what: "network load balancer", unit: "hour" },
  "nlb-unit": { what: "capacity unit of a network load balancer", unit: "hour" },
  "rds-backup": { what: "RDS backups and snapshots beyond the database's size", unit: "GB-month" },
  "rds-extended-support-vcpu": { what: "processor of a database in extended support, first two years", unit: "hour" },
  "rds-gp2": { what: "RDS gp2 storage", unit: "GB-month" },
  "rds-gp2-multi-az": { what: "RDS gp2 storage in two zones", unit: "GB-month" },
  "rds-gp3": { what: "RDS gp3 storage", unit: "GB-month" },
  "rds-gp3-iops": { what: "IOPS of RDS gp3 storage beyond what it has", unit: "IOPS-month" },
  "rds-gp3-multi-az": { what: "RDS gp3 storage in two zones", unit: "GB-month" },
  "rds-gp3-throughput-mibps": { what: "throughput of RDS gp3 storage beyond what it has", unit: "MiB/s-month" },
  "rds-io1": { what: "RDS io1 storage", unit: "GB-month" },
  "rds-io1-iops": { what: "IOPS of RDS io1 storage", unit: "IOPS-month" },
  "s3-request": { what: "request to S3 that writes or lists", unit: "request" },
  "sns-request": { what: "message to an SNS topic", unit: "message" },
  s3: { what: "S3 standard storage", unit: "GB-month" },
  secret: { what: "Secrets Manager secret", unit: "secret-month" },
  "secret-request": { what: "call to Secrets Manager", unit: "call" },
};

/** Beginnings of the keys of machines, all paid by the hour. */
const MACHINES: Readonly<Record<string, string>> = {
  "ec2:": "on demand",
  "rds:postgres:": "RDS for PostgreSQL in one zone",
  "rds:postgres-multi-az:": "RDS for PostgreSQL in two zones",
  "cache:redis:": "ElastiCache for Redis",
  "cache:valkey:": "ElastiCache for Valkey",
};

/** What a key of the price book means. */
export function serviceOf(key: string): Service {
  const [prefix, what] = Object.entries(MACHINES).find(([one]) => key.startsWith(one)) ?? [];
  if (prefix === undefined) return (Object.hasOwn(SERVICES, key) && SERVICES[key]) || { what: key, unit: "month" };
  return { what: `${key.slice(prefix.length)}, ${what}`, unit: "hour" };
}
