import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformOutput } from "cdktf";
import { Data, type DataProps } from "../../modules/data";
import { synth } from "../helpers";
import { backupWith, cacheWith, databaseWith, dataWith, everything, props, statementsOf } from "./data-fixture";

/** What the module tells others, as Terraform would write it into state. */
function outputsOf(changes: Partial<DataProps>): Record<string, unknown> {
  const { json } = synth((stack) => {
    const { outputs } = new Data(stack, "data", { ...props, ...changes });
    for (const [part, values] of Object.entries(outputs)) {
      for (const [field, value] of Object.entries(values)) {
        new TerraformOutput(stack, `${part}-${field}`, { value, staticId: true });
      }
    }
  });
  const written = (json.output ?? {}) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(written).map(([name, { value }]) => [name.split("-")[1], value]));
}
const logKeyUsers = (changes: Partial<DataProps>) =>
  statementsOf(dataWith(changes).only(KmsKey).policy).filter(({ Sid }) => Sid === "LogGroups");

describe("Data", () => {
  test("names every resource after its role, without hashes", () => {
    expect(dataWith(everything).addresses()).toEqual([
      "aws_backup_plan.data_backup_main",
      "aws_backup_selection.data_backup_selection",
      "aws_backup_vault.data_backup_vault",
      "aws_cloudwatch_log_group.data_cache_engine_log",
      "aws_cloudwatch_log_group.data_cache_slow_log",
      "aws_cloudwatch_log_group.data_database_postgresql_logs",
      "aws_cloudwatch_log_group.data_database_upgrade_logs",
      "aws_db_instance.data_database_main",
      "aws_db_parameter_group.data_database_parameters",
      "aws_db_subnet_group.data_database_subnets",
      "aws_elasticache_parameter_group.data_cache_parameters",
      "aws_elasticache_replication_group.data_cache_main",
      "aws_elasticache_subnet_group.data_cache_subnets",
      "aws_elasticache_user.data_cache_access_application",
      "aws_elasticache_user.data_cache_access_default",
      "aws_elasticache_user_group.data_cache_access_group",
      "aws_iam_role.data_backup_role_main",
      "aws_iam_role.data_database_monitoring_role_main",
      "aws_iam_role_policy_attachment.data_backup_role_backup",
      "aws_iam_role_policy_attachment.data_backup_role_restore",
      "aws_iam_role_policy_attachment.data_database_monitoring_role_monitoring",
      "aws_kms_alias.data_key_alias",
      "aws_kms_key.data_key_main",
      "aws_secretsmanager_secret.data_database_app_secret",
      "aws_security_group.data_cache_security_group",
      "aws_security_group.data_database_security_group",
      "aws_vpc_security_group_ingress_rule.data_cache_from_nodes",
      "aws_vpc_security_group_ingress_rule.data_database_from_nodes",
    ]);
  });

  test("makes nothing that is not asked for", () => {
    expect(dataWith({}).addresses()).toEqual([]);
  });

  test("makes a backup plan without any data store", () => {
    expect(backupWith().addresses()).toEqual([
      "aws_backup_plan.data_backup_main",
      "aws_backup_selection.data_backup_selection",
      "aws_backup_vault.data_backup_vault",
      "aws_iam_role.data_backup_role_main",
      "aws_iam_role_policy_attachment.data_backup_role_backup",
      "aws_iam_role_policy_attachment.data_backup_role_restore",
      "aws_kms_alias.data_key_alias",
      "aws_kms_key.data_key_main",
    ]);
  });

  test("leaves the database where it is when a cache and backups join it", () => {
    expect(dataWith(everything).addresses()).toEqual(expect.arrayContaining(databaseWith().addresses()));
  });

  test("tells addresses and ARNs of AWS, and what the environment file says, as it says it", () => {
    expect(outputsOf(everything)).toEqual({
      databaseHost: "${aws_db_instance.data_database_main.address}",
      databasePort: 5432,
      databaseName: "shop",
      databaseUser: "owner",
      databaseSecretArn: "${aws_db_instance.data_database_main.master_user_secret[0].secret_arn}",
      databaseSecretKeyArn: "${aws_kms_key.data_key_main.arn}",
      databaseAppUser: "owner_app",
      databaseAppSecretArn: "${aws_secretsmanager_secret.data_database_app_secret.arn}",
      databaseIdentifier: "${aws_db_instance.data_database_main.identifier}",
      databaseResourceId: "${aws_db_instance.data_database_main.resource_id}",
      cacheHost: "${aws_elasticache_replication_group.data_cache_main.primary_endpoint_address}",
      cachePort: 6379,
      cacheUser: "shop-app",
      cacheName: "${aws_elasticache_replication_group.data_cache_main.replication_group_id}",
      cacheArn: "${aws_elasticache_replication_group.data_cache_main.arn}",
      cacheUserArn: "${aws_elasticache_user.data_cache_access_application.arn}",
      backupVaultName: "${aws_backup_vault.data_backup_vault.name}",
      backupPlanArn: "${aws_backup_plan.data_backup_main.arn}",
    });
  });

  test("tells nothing about what was not asked for", () => {
    expect(outputsOf({})).toEqual({});
  });

  test("sets no password anywhere", () => {
    const written = JSON.stringify(dataWith(everything).json.resource).match(/"[a-z_]*(password|auth_token)[a-z_]*"/g);
    expect(written?.sort()).toEqual(['"manage_master_user_password"', '"no_password_required"']);
  });
});

describe("the key of the data", () => {
  test("rotates every year", () => {
    expect(backupWith().only(KmsKey).enable_key_rotation).toBe(true);
  });

  test("is administered by the account and used by nobody else when nothing is logged", () => {
    expect(statementsOf(backupWith().only(KmsKey).policy).map(({ Principal }) => Principal)).toEqual([
      { AWS: "arn:aws:iam::111122223333:root" },
    ]);
  });

  test.each([
    [{ database: everything.database }, ["/aws/rds/instance/shop-database/*"]],
    [{ cache: everything.cache }, ["/aws/elasticache/shop-cache/*"]],
    [everything, ["/aws/rds/instance/shop-database/*", "/aws/elasticache/shop-cache/*"]],
  ])("is lent to CloudWatch Logs for the log groups there are and no others (%#)", (parts, groups) => {
    const [logs] = logKeyUsers(parts as Partial<DataProps>);
    expect(logs.Condition.ArnLike["kms:EncryptionContext:aws:logs:arn"]).toEqual(
      groups.map((group) => `arn:aws:logs:eu-central-1:111122223333:log-group:${group}`),
    );
  });

  test("encrypts every log group", () => {
    const groups = Object.values(dataWith(everything).all(CloudwatchLogGroup));
    expect(groups.map(({ kms_key_id }) => kms_key_id)).toEqual(Array(4).fill("${aws_kms_key.data_key_main.arn}"));
  });
});

describe.each([
  ["database", databaseWith, databaseWith({ port: 5433 }), 5432, 5433],
  ["cache", cacheWith, cacheWith({ port: 6380 }), 6379, 6380],
])("the security group of the %s", (what, build, moved, port, otherPort) => {
  test("admits the nodes on one port", () => {
    expect(build().only(VpcSecurityGroupIngressRule)).toMatchObject({
      referenced_security_group_id: "sg-nodes",
      security_group_id: `\${aws_security_group.data_${what}_security_group.id}`,
      ip_protocol: "tcp",
      from_port: port,
      to_port: port,
    });
  });

  test("admits them on the port that is asked for", () => {
    expect(moved.only(VpcSecurityGroupIngressRule)).toMatchObject({ from_port: otherPort, to_port: otherPort });
  });

  test("admits no address range", () => {
    expect(Object.keys(build().only(VpcSecurityGroupIngressRule)).filter((key) => key.startsWith("cidr"))).toEqual([]);
  });

  test("lets nothing out", () => {
    expect(build().all(VpcSecurityGroupEgressRule)).toEqual({});
  });

  test("has no rules inside, which would fight with the rules beside it", () => {
    expect(Object.keys(build().only(SecurityGroup)).sort()).toEqual(["description", "name", "tags", "vpc_id"]);
  });

  test("says what it is for, like its rule", () => {
    const { description } = build().only(VpcSecurityGroupIngressRule);
    expect([build().only(SecurityGroup).description, description]).toEqual([
      `The ${what} of shop`,
      `Nodes to the ${what}`,
    ]);
  });
});
