import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { Construct } from "constructs";
import { Role, trustService } from "../iam";
import type { DatabaseProps, DataOutputs } from "./props";
import { admitNodes, BACKUP_TAG, createLogGroup, type StoreProps } from "./store";

/** Logs that RDS for PostgreSQL can hand to CloudWatch. */
const LOGS = ["postgresql", "upgrade"] as const;

/** Server settings: TLS for everyone, and a log of changes to the schema and of statements slower than a second. */
const PARAMETERS = {
  log_connections: "1",
  log_disconnections: "1",
  log_min_duration_statement: "1000",
  log_statement: "ddl",
  "rds.force_ssl": "1",
} as const;

/** PostgreSQL on RDS: encrypted, TLS only, reachable from the nodes only, its password known to Secrets Manager only. */
export class Database extends Construct {
  readonly outputs: NonNullable<DataOutputs["database"]>;

  constructor(
    scope: Construct,
    id: string,
    private readonly store: StoreProps,
    props: DatabaseProps,
  ) {
    super(scope, id);
    const instance = this.createInstance(props);
    this.outputs = {
      databaseHost: instance.address,
      databasePort: props.port,
      databaseName: props.databaseName,
      databaseUser: props.user,
      databaseSecretArn: instance.masterUserSecret.get(0).secretArn,
      databaseSecretKeyArn: store.keyArn,
      databaseIdentifier: instance.identifier,
      databaseResourceId: instance.resourceId,
    };
  }

  private createInstance(props: DatabaseProps): DbInstance {
    const { name, keyArn, deletionProtection } = this.store;
    const { engineVersion, instanceClass, databaseName, user, port, multiAz } = props;
    const identifier = `${name}-database`;
    const logs = LOGS.map((log) =>
      createLogGroup(this, `${log}-logs`, `/aws/rds/instance/${identifier}/${log}`, props.logRetentionDays, keyArn),
    );
    const monitoring = this.createMonitoringRole();
    return new DbInstance(this, "main", {
      identifier,
      engine: "postgres",
      engineVersion,
      engineLifecycleSupport: "open-source-rds-extended-support-disabled", // no surcharge when the major version ends
      instanceClass,
      multiAz,
      dbName: databaseName,
      username: user,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: keyArn,
      iamDatabaseAuthenticationEnabled: true,
      ...this.reachability(port),
      storageType: "gp3",
      allocatedStorage: props.storageGb,
      maxAllocatedStorage: props.maxStorageGb,
      storageEncrypted: true,
      kmsKeyId: keyArn,
      parameterGroupName: this.createParameterGroup(engineVersion).name,
      autoMinorVersionUpgrade: true,
      applyImmediately: false,
      backupRetentionPeriod: props.backupRetentionDays,
      backupWindow: props.backupWindow,
      maintenanceWindow: props.maintenanceWindow,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !deletionProtection,
      deletionProtection,
      skipFinalSnapshot: !deletionProtection,
      ...(deletionProtection ? { finalSnapshotIdentifier: `${identifier}-final` } : {}),
      enabledCloudwatchLogsExports: [...LOGS],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: keyArn,
      performanceInsightsRetentionPeriod: 7, // the free one
      databaseInsightsMode: "standard",
      monitoringInterval: 60,
      monitoringRoleArn: monitoring.arn,
      tags: { Name: identifier, ...BACKUP_TAG },
      dependsOn: [...logs, ...monitoring.policies],
      ...(deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
    });
  }

  private reachability(port: number) {
    const { name, privateSubnetIds } = this.store;
    const subnets = new DbSubnetGroup(this, "subnets", {
      name: `${name}-database`,
      description: `Private subnets of ${name}`,
      subnetIds: privateSubnetIds as string[], // may be one token that stands for a list: never touched
    });
    return {
      port,
      publiclyAccessible: false,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [admitNodes(this, "database", port, this.store).id],
    };
  }

  /** Named after its family, so that a new major version gets a group of its own before the old one goes. */
  private createParameterGroup(engineVersion: string): DbParameterGroup {
    const family = `postgres${engineVersion.split(".")[0]}`;
    return new DbParameterGroup(this, "parameters", {
      name: `${this.store.name}-${family}`,
      family,
      description: `Settings of the database of ${this.store.name}`,
      parameter: Object.entries(PARAMETERS).map(([name, value]) => ({ name, value, applyMethod: "immediate" })),
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Lets RDS publish operating system metrics once a minute. */
  private createMonitoringRole(): Role {
    const { name, account } = this.store;
    return new Role(this, "monitoring-role", {
      name: `${name}-database-monitoring`,
      trust: trustService("monitoring.rds.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
      policies: { monitoring: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
    });
  }
}
