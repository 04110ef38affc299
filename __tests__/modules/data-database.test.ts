import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Token } from "cdktf";
import type { DataProps } from "../../modules/data";
import { databaseFamily } from "../../modules/data/families";
import type { Block } from "../helpers";
import { databaseWith, statementsOf } from "./data-fixture";

const KEY = "${aws_kms_key.data_key_main.arn}";
const instanceWith = (...changes: Parameters<typeof databaseWith>): Block => databaseWith(...changes).only(DbInstance);
const unprotected: Partial<DataProps> = { deletionProtection: false };
const parameters = (): Record<string, Block> =>
  Object.fromEntries(
    databaseWith()
      .only(DbParameterGroup)
      .parameter.map(({ name, ...rest }: Block) => [name, rest]),
  );

describe("Database", () => {
  test("is PostgreSQL in the version and on the class that are asked for", () => {
    expect(instanceWith({ engineVersion: "17", instanceClass: "db.m5.large" })).toMatchObject({
      engine: "postgres",
      engine_version: "17",
      instance_class: "db.m5.large",
    });
  });

  test("never pays for support beyond the end of its major version", () => {
    expect(instanceWith().engine_lifecycle_support).toBe("open-source-rds-extended-support-disabled");
  });

  test("takes minor versions by itself and a major one when the file says so", () => {
    expect(instanceWith({ engineVersion: "16" })).toMatchObject({
      auto_minor_version_upgrade: true,
      allow_major_version_upgrade: true,
    });
  });

  test("keeps an exact minor version, because RDS would refuse to go back to it", () => {
    expect(instanceWith({ engineVersion: "16.14" }).auto_minor_version_upgrade).toBe(false);
  });

  test("changes at once when the file says so", () => {
    expect(instanceWith({ changes: "now" }).apply_immediately).toBe(true);
  });

  test("puts off what interrupts to the maintenance window", () => {
    expect(instanceWith({ maintenanceWindow: "mon:01:00-mon:02:00" })).toMatchObject({
      apply_immediately: false,
      maintenance_window: "mon:01:00-mon:02:00",
    });
  });

  test("is encrypted with the key of the data, like the password and the query statistics", () => {
    expect(instanceWith()).toMatchObject({
      storage_encrypted: true,
      kms_key_id: KEY,
      master_user_secret_kms_key_id: KEY,
      performance_insights_kms_key_id: KEY,
    });
  });

  test("leaves the password to RDS", () => {
    expect(instanceWith()).toMatchObject({ username: "owner", manage_master_user_password: true });
  });

  test("admits IAM users", () => {
    expect(instanceWith().iam_database_authentication_enabled).toBe(true);
  });

  test("is not reachable from the internet", () => {
    expect(instanceWith().publicly_accessible).toBe(false);
  });

  test("has its own security group and no other", () => {
    expect(instanceWith().vpc_security_group_ids).toEqual(["${aws_security_group.data_database_security_group.id}"]);
  });

  test("shows a certificate of the current authority", () => {
    expect(instanceWith().ca_cert_identifier).toBe("rds-ca-rsa2048-g1");
  });

  test.each([20, 400])(
    "leaves IOPS and throughput of %i GiB of gp3 to AWS, which refuses them below 400",
    (storageGb) => {
      const instance = instanceWith({ storageGb });
      expect([instance.storage_type, instance.allocated_storage, instance.iops, instance.storage_throughput]).toEqual([
        "gp3",
        storageGb,
        undefined,
        undefined,
      ]);
    },
  );

  test("lets storage grow by itself, up to a limit", () => {
    expect(instanceWith({ maxStorageGb: 200 }).max_allocated_storage).toBe(200);
  });

  test.each([true, false])("has a standby in a second zone: %s", (multiAz) => {
    expect(instanceWith({ multiAz }).multi_az).toBe(multiAz);
  });

  test("passes a list of subnets on that only Terraform knows", () => {
    const list = "${var.private_subnet_ids}";
    const subnets = databaseWith({}, { privateSubnetIds: Token.asList(list) }).only(DbSubnetGroup);
    expect(subnets.subnet_ids).toBe(list);
  });

  test("lives in the private subnets", () => {
    expect(databaseWith().only(DbSubnetGroup).subnet_ids).toEqual(["subnet-1", "subnet-2"]);
  });

  test("carries the two tags that AWS Backup selects by", () => {
    expect(instanceWith().tags).toEqual({ Name: "shop-database", Backup: "true", Platform: "shop" });
  });
});

describe("observation of the database", () => {
  test("keeps query statistics for the week that is free", () => {
    expect(instanceWith()).toMatchObject({
      performance_insights_enabled: true,
      performance_insights_retention_period: 7,
      database_insights_mode: "standard",
    });
  });

  test("reads the operating system once a minute, as a role that only RDS for this account may take", () => {
    expect(instanceWith()).toMatchObject({
      monitoring_interval: 60,
      monitoring_role_arn: "${aws_iam_role.data_database_monitoring_role_main.arn}",
    });
    expect(statementsOf(databaseWith().only(IamRole).assume_role_policy)).toEqual([
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "monitoring.rds.amazonaws.com" },
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
    ]);
  });

  test("gives that role the right to publish metrics", () => {
    expect(databaseWith().only(IamRolePolicyAttachment).policy_arn).toBe(
      "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    );
  });

  test("exports both logs", () => {
    expect(instanceWith().enabled_cloudwatch_logs_exports).toEqual(["postgresql", "upgrade"]);
  });

  test("makes their log groups under the names that RDS uses, kept as long as asked for", () => {
    const groups = Object.values(databaseWith({ logRetentionDays: 731 }).all(CloudwatchLogGroup));
    expect(groups.map(({ name, retention_in_days }) => [name, retention_in_days])).toEqual([
      ["/aws/rds/instance/shop-database/postgresql", 731],
      ["/aws/rds/instance/shop-database/upgrade", 731],
    ]);
  });

  test("makes log groups and permissions before the instance that needs them", () => {
    expect(databaseWith().edges()).toEqual([
      "aws_db_instance.data_database_main depends on aws_cloudwatch_log_group.data_database_postgresql_logs",
      "aws_db_instance.data_database_main depends on aws_cloudwatch_log_group.data_database_upgrade_logs",
      "aws_db_instance.data_database_main depends on aws_iam_role_policy_attachment.data_database_monitoring_role_monitoring",
    ]);
  });
});

describe("settings of the database", () => {
  test("are used", () => {
    expect(instanceWith().parameter_group_name).toBe("${aws_db_parameter_group.data_database_parameters.name}");
  });

  test("refuse connections without TLS", () => {
    expect(parameters()["rds.force_ssl"].value).toBe("1");
  });

  test("apply TLS on reboot, because AWS never answers otherwise for a default value", () => {
    expect(parameters()["rds.force_ssl"].apply_method).toBe("pending-reboot");
  });

  test("log changes to the schema and statements slower than a second, at once", () => {
    expect(parameters()).toMatchObject({
      log_statement: { value: "ddl", apply_method: "immediate" },
      log_min_duration_statement: { value: "1000", apply_method: "immediate" },
    });
  });

  test("log who comes and goes, at once", () => {
    expect(parameters()).toMatchObject({
      log_connections: { value: "1", apply_method: "immediate" },
      log_disconnections: { value: "1", apply_method: "immediate" },
    });
  });

  test("leave the old group behind while protected: until the window AWS does not delete what is in use", () => {
    expect(databaseWith().only(DbParameterGroup).skip_destroy).toBe(true);
  });

  test("get a group of another name for another major version, made before the old one goes", () => {
    expect(databaseWith({ engineVersion: "17.2" }).only(DbParameterGroup)).toMatchObject({
      name: "shop-database-postgres17",
      family: "postgres17",
      lifecycle: { create_before_destroy: true },
    });
  });

  test("stay where they are for another minor version", () => {
    expect(databaseWith({ engineVersion: "16.14" }).only(DbParameterGroup)).toEqual(
      databaseWith({ engineVersion: "16" }).only(DbParameterGroup),
    );
  });

  test.each([
    ["16", "postgres16"],
    ["16.14", "postgres16"],
    ["18", "postgres18"],
  ])("version %s belongs to family %s", (version, family) => {
    expect(databaseFamily(version)).toBe(family);
  });
});

describe("backups and protection of the database", () => {
  test("keep daily backups as long as asked for, with its tags", () => {
    expect(instanceWith({ backupRetentionDays: 35, backupWindow: "01:00-02:00" })).toMatchObject({
      backup_retention_period: 35,
      backup_window: "01:00-02:00",
      copy_tags_to_snapshot: true,
    });
  });

  test("protected: AWS and Terraform refuse to delete it, and backups and a last snapshot stay behind", () => {
    expect(instanceWith()).toMatchObject({
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
      skip_final_snapshot: false,
      final_snapshot_identifier: "shop-database-final",
      delete_automated_backups: false,
    });
  });

  test("unprotected: it can be deleted and nothing stays behind", () => {
    const instance = instanceWith({}, unprotected);
    expect([
      instance.deletion_protection,
      instance.lifecycle,
      instance.skip_final_snapshot,
      instance.final_snapshot_identifier,
      instance.delete_automated_backups,
    ]).toEqual([false, undefined, true, undefined, true]);
  });
});
