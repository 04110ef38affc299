import { TEXTS } from "../environments/tables/texts";

/** Where a name can be given once. */
export type Scope = "world" | "account" | "region" | "environment" | "namespace" | "zone";

/** How resources of one type are named. */
export interface NameRule {
  /** What the name is of, for messages. */
  readonly what: string;
  /** The argument with the name, and others that together with it tell one from another. */
  readonly arguments: readonly [string, ...string[]];
  readonly scope: Scope;
  /** Most characters. */
  readonly max: number;
  /** What to do when it is taken. @default another name for one of the two */
  readonly instead?: string;
  /** Whether upper and lower case count as the same. @default false */
  readonly ignoreCase?: boolean;
  /** Forms of a name that are refused, although their length and letters are right. @default none */
  readonly refused?: readonly RefusedForm[];
  /** Whether the arguments are in `metadata`. @default false */
  readonly isMetadata?: boolean;
}

/** A form of names that somebody refuses. */
export interface RefusedForm {
  readonly pattern: RegExp;
  /** What the name does, and who refuses it, after "the bucket "x" …". */
  readonly because: string;
}

/** Source: RDS API, CreateDBInstance, DBInstanceIdentifier; ElastiCache API, CreateReplicationGroup and its message about every identifier. */
const dashes = (who: string): RefusedForm => ({
  pattern: /--|-$/,
  because: `has two dashes in a row or one at its end, which ${who} refuses`,
});
const IDENTIFIER_OF_RDS = [dashes("RDS")];
const IDENTIFIER_OF_ELASTICACHE = [dashes("ElastiCache")];

const rule = (what: string, argument: string, scope: Scope, max: number, ignoreCase = false): NameRule => ({
  what,
  arguments: [argument],
  scope,
  max,
  ignoreCase,
});

/**
 * What AWS and Helm name once, by resource type. Sources: the API references of the services (CreateRole, CreateBucket,
 * CreateAlias, CreateLogGroup, PutMetricAlarm, PutDashboard, CreateBudget, CreateTopic, CreateBackupVault, CreateDBInstance,
 * CreateReplicationGroup, CreateUser, CreateRepository, CreateCluster, CreateNodegroup, CreateLaunchTemplate, CreateSecret,
 * CreateSecurityGroup, CreateLoadBalancer, CreateTargetGroup, ChangeResourceRecordSets); Helm, pkg/chartutil/validate_name.go.
 */
export const NAMES: Readonly<Record<string, NameRule>> = {
  aws_backup_plan: rule("backup plan", "name", "region", 50),
  aws_backup_vault: rule("backup vault", "name", "region", 50),
  aws_budgets_budget: rule("budget", "name", "account", 100),
  aws_cloudwatch_dashboard: rule("dashboard", "dashboard_name", "account", 255),
  aws_cloudwatch_log_group: rule("log group", "name", "region", 512),
  aws_cloudwatch_metric_alarm: rule("alarm", "alarm_name", "region", 255),
  aws_db_instance: { ...rule("database instance", "identifier", "region", 63, true), refused: IDENTIFIER_OF_RDS },
  aws_db_parameter_group: {
    ...rule("database parameter group", "name", "region", 255, true),
    refused: IDENTIFIER_OF_RDS,
  },
  aws_db_subnet_group: { ...rule("database subnet group", "name", "region", 255, true), refused: IDENTIFIER_OF_RDS },
  aws_ecr_repository: rule("image repository", "name", "region", 256),
  aws_eks_access_entry: rule("access entry", "principal_arn", "environment", 2048),
  aws_eks_addon: rule("add-on", "addon_name", "environment", 100),
  aws_eks_cluster: rule("cluster", "name", "region", 100),
  aws_eks_node_group: rule("node group", "node_group_name", "environment", 63),
  aws_elasticache_parameter_group: {
    ...rule("cache parameter group", "name", "region", 255, true),
    refused: IDENTIFIER_OF_ELASTICACHE,
  },
  aws_elasticache_replication_group: {
    ...rule("cache", "replication_group_id", "region", 40, true),
    refused: IDENTIFIER_OF_ELASTICACHE,
  },
  aws_elasticache_subnet_group: {
    ...rule("cache subnet group", "name", "region", 255, true),
    refused: IDENTIFIER_OF_ELASTICACHE,
  },
  aws_elasticache_user: { ...rule("cache user", "user_id", "region", 40, true), refused: IDENTIFIER_OF_ELASTICACHE },
  aws_elasticache_user_group: {
    ...rule("cache user group", "user_group_id", "region", 40, true),
    refused: IDENTIFIER_OF_ELASTICACHE,
  },
  aws_iam_instance_profile: rule("instance profile", "name", "account", 128, true),
  aws_iam_openid_connect_provider: {
    ...rule("OIDC provider", "url", "account", 255),
    instead: "write oidcProvider: false in one of the two",
  },
  aws_iam_policy: rule("policy", "name", "account", 128, true),
  aws_iam_role: rule("role", "name", "account", 64, true),
  aws_kms_alias: rule("alias of a key", "name", "region", 256),
  aws_launch_template: rule("launch template", "name", "region", 128),
  aws_lb: {
    ...rule("load balancer", "name", "region", 32, true),
    refused: [{ pattern: /^internal-|-$/i, because: "begins with internal- or ends in a dash, which AWS refuses" }],
  },
  aws_lb_target_group: rule("target group", "name", "region", 32, true),
  aws_route53_record: {
    what: "record",
    arguments: ["name", "type"],
    scope: "zone",
    max: 255,
    ignoreCase: true,
  },
  aws_s3_bucket: {
    ...rule("bucket", "bucket", "world", 63),
    refused: [
      {
        pattern: new RegExp(`^(?!${TEXTS.bucket.pattern.source.replace(/^\^/, "")})`),
        because: "is none that S3 takes: it begins or ends with what S3 keeps, or holds two dots in a row",
      },
    ],
  },
  aws_secretsmanager_secret: rule("secret", "name", "region", 512),
  aws_security_group: {
    ...rule("security group", "name", "environment", 255, true),
    refused: [{ pattern: /^sg-/i, because: "begins with sg-, which EC2 keeps for the ids of security groups" }],
  },
  aws_sns_topic: rule("topic", "name", "region", 256),
  helm_release: rule("Helm release", "name", "namespace", 53),
};
