import { argument, type Blocks, type Fault, type RuleCase } from "./rules-fixture";

const DATABASE = "aws_db_instance";
const CACHE = "aws_elasticache_replication_group";

const parameters = (...pairs: [string, string][]): Blocks => ({
  "aws_db_parameter_group.main": { parameter: pairs.map(([name, value]) => ({ name, value })) },
});
const setParameters = (...pairs: [string, string][]): Fault => ({
  set: ["aws_db_parameter_group", "parameter", pairs.map(([name, value]) => ({ name, value }))],
});
const SELECTION = {
  condition: [
    {
      string_equals: [
        { key: "aws:ResourceTag/Backup", value: "true" },
        { key: "aws:ResourceTag/Platform", value: "shop" },
      ],
    },
  ],
};

/** Databases, caches and backups. */
export const DATA: Readonly<Record<string, RuleCase>> = {
  "backup-kept-a-month": argument(
    "aws_backup_plan",
    { rule: [{ schedule: "cron(0 5 * * ? *)", lifecycle: { delete_after: 35 } }] },
    "rule.lifecycle.delete_after",
    7,
  ),
  "backup-selects-by-tag": argument("aws_backup_selection", SELECTION, "condition", undefined),
  "backup-vault-encrypted": argument("aws_backup_vault", { kms_key_arn: "key" }, "kms_key_arn", undefined),
  "backup-vault-kept": argument("aws_backup_vault", { force_destroy: false }, "force_destroy", true),
  "cache-backed-up": argument(CACHE, { snapshot_retention_limit: 7 }, "snapshot_retention_limit", 0),
  "cache-encrypted": argument(
    CACHE,
    { at_rest_encryption_enabled: "true", kms_key_id: "key" },
    "at_rest_encryption_enabled",
    "false",
  ),
  "cache-fails-over": {
    pass: { [`${CACHE}.main`]: { automatic_failover_enabled: true, multi_az_enabled: true } },
    fault: { set: [CACHE, "multi_az_enabled", false] },
    given: { add: { [`${CACHE}.data_cache_main`]: { automatic_failover_enabled: true, multi_az_enabled: true } } },
  },
  "cache-logs-delivered": argument(
    CACHE,
    { log_delivery_configuration: [{ log_type: "slow-log" }, { log_type: "engine-log" }] },
    "log_delivery_configuration",
    [{ log_type: "slow-log" }],
  ),
  "cache-minor-upgrades": argument(
    CACHE,
    { engine_version: "7.1", auto_minor_version_upgrade: "false" },
    "auto_minor_version_upgrade",
    "true",
  ),
  "cache-own-subnet-group": argument(CACHE, { subnet_group_name: "cache" }, "subnet_group_name", undefined),
  "cache-tls-required": argument(
    CACHE,
    { transit_encryption_enabled: true, transit_encryption_mode: "required" },
    "transit_encryption_mode",
    "preferred",
  ),
  "cache-user-has-no-password": argument(
    "aws_elasticache_user",
    { access_string: "on ~* +@all", authentication_mode: { type: "iam" } },
    "passwords",
    ["${var.password}"],
  ),
  "cache-users-only": argument(CACHE, { user_group_ids: ["group"] }, "user_group_ids", undefined),
  "cache-version-supported": argument(CACHE, { engine: "redis", engine_version: "7.1" }, "engine_version", "5.0"),
  "data-store-admits-groups": {
    pass: {
      [`${DATABASE}.main`]: { vpc_security_group_ids: ["${aws_security_group.database.id}"] },
      "aws_vpc_security_group_ingress_rule.nodes": {
        security_group_id: "${aws_security_group.database.id}",
        referenced_security_group_id: "sg-1",
      },
    },
    fault: { set: ["aws_vpc_security_group_ingress_rule", "cidr_ipv4", "10.0.0.0/8"] },
  },
  "data-store-kept": argument(DATABASE, { lifecycle: { prevent_destroy: true } }, "lifecycle.prevent_destroy", false),
  "data-store-own-security-group": {
    pass: {
      [`${DATABASE}.main`]: { vpc_security_group_ids: ["${aws_security_group.database.id}"] },
      "aws_security_group.database": { description: "Database" },
    },
    fault: { set: [DATABASE, "vpc_security_group_ids", ["sg-0123456789abcdef0"]] },
  },
  "data-store-private": {
    pass: {
      "aws_db_subnet_group.main": { subnet_ids: ["${aws_subnet.a.id}"] },
      "aws_subnet.a": { tags: { "kubernetes.io/role/internal-elb": "1" } },
    },
    fault: {
      set: ["aws_db_subnet_group", "subnet_ids", "${data.terraform_remote_state.network.outputs.public_subnet_ids}"],
    },
  },
  "database-own-port": {
    ...argument("aws_db_instance", { port: 5433 }, "port", 5432),
    given: { set: ["aws_db_instance", "port", 5433] },
  },
  "database-backed-up": argument(DATABASE, { backup_retention_period: 14 }, "backup_retention_period", 1),
  "database-current-certificate": argument(
    DATABASE,
    { ca_cert_identifier: "rds-ca-rsa2048-g1" },
    "ca_cert_identifier",
    "rds-ca-2019",
  ),
  "database-custom-admin": argument(DATABASE, { username: "shop" }, "username", "postgres"),
  "database-deletion-protected": argument(DATABASE, { deletion_protection: true }, "deletion_protection", false),
  "database-encrypted": argument(DATABASE, { storage_encrypted: true, kms_key_id: "key" }, "storage_encrypted", false),
  "database-iam-authentication": argument(
    DATABASE,
    { iam_database_authentication_enabled: true },
    "iam_database_authentication_enabled",
    false,
  ),
  "database-in-backup-plan": {
    pass: { [`${DATABASE}.main`]: { tags: { Backup: "true" } }, "aws_backup_selection.main": SELECTION },
    fault: { set: [DATABASE, "tags.Backup", undefined] },
  },
  "database-insights-encrypted": argument(
    DATABASE,
    { performance_insights_enabled: true, performance_insights_kms_key_id: "key" },
    "performance_insights_kms_key_id",
    undefined,
  ),
  "database-last-snapshot": argument(
    DATABASE,
    { skip_final_snapshot: false, delete_automated_backups: false, final_snapshot_identifier: "last" },
    "skip_final_snapshot",
    true,
  ),
  "database-logs-connections": {
    pass: parameters(["log_connections", "1"], ["log_disconnections", "1"]),
    fault: setParameters(["log_connections", "0"], ["log_disconnections", "1"]),
  },
  "database-logs-exported": argument(
    DATABASE,
    { enabled_cloudwatch_logs_exports: ["postgresql", "upgrade"] },
    "enabled_cloudwatch_logs_exports",
    ["upgrade"],
  ),
  "database-logs-queries": {
    pass: parameters(["log_statement", "ddl"], ["log_min_duration_statement", "1000"]),
    fault: setParameters(["log_statement", "ddl"], ["log_min_duration_statement", "-1"]),
  },
  "database-minor-upgrades": argument(
    DATABASE,
    { engine_version: "16", auto_minor_version_upgrade: true },
    "engine_version",
    "16.14",
  ),
  "database-monitored": argument(
    DATABASE,
    { monitoring_interval: 60, monitoring_role_arn: "role" },
    "monitoring_interval",
    0,
  ),
  "database-multi-az": {
    ...argument(DATABASE, { multi_az: true }, "multi_az", false),
    given: { set: [DATABASE, "multi_az", true] },
  },
  "database-not-public": argument(DATABASE, { publicly_accessible: false }, "publicly_accessible", true),
  "database-password-managed": argument(
    DATABASE,
    { manage_master_user_password: true },
    "password",
    "${random_password.main.result}",
  ),
  "database-tags-copied": argument(DATABASE, { copy_tags_to_snapshot: true }, "copy_tags_to_snapshot", false),
  "database-tls-forced": { pass: parameters(["rds.force_ssl", "1"]), fault: setParameters(["rds.force_ssl", "0"]) },
  "database-version-supported": argument(DATABASE, { engine_version: "16" }, "engine_version", "16.4"),
};
