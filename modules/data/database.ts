import { DbInstance, type DbInstanceConfig } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";
import { Role, trustService } from "../iam";
import { backupTags } from "./backup";
import { LOGS, logins, observation, PARAMETERS, protection, server, storage } from "./database-settings";
import { databaseFamily } from "./families";
import type { DatabaseProps, DataOutputs } from "./props";
import { admitNodes, createLogGroup, type StoreProps } from "./store";

const identifierOf = (name: string): string => `${name}-database`;

/** User that applications log in as; names of PostgreSQL end after 63 characters. */
const appUserOf = (masterUser: string): string => `${masterUser.slice(0, 59)}_app`;

/** First part of the names RDS gives the instance's log groups. */
export const databaseLogs = (name: string): string => `/aws/rds/instance/${identifierOf(name)}/`;

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
      databaseAppUser: appUserOf(props.user),
      databaseAppSecretArn: this.createAppSecret().arn,
      databaseIdentifier: instance.identifier,
      databaseResourceId: instance.resourceId,
    };
  }

  private createInstance(props: DatabaseProps): DbInstance {
    const { name, keyArn, deletionProtection } = this.store;
    const identifier = identifierOf(name);
    const logs = LOGS.map((log) =>
      createLogGroup(this, `${log}-logs`, `${databaseLogs(name)}${log}`, props.logRetentionDays, keyArn),
    );
    const monitoring = this.createMonitoringRole();
    return new DbInstance(this, "main", {
      identifier,
      instanceClass: props.instanceClass,
      ...server(props),
      ...logins(props, keyArn),
      ...storage(props, keyArn),
      ...this.reachability(props.port),
      ...observation(keyArn, monitoring.arn),
      ...protection(props, identifier, deletionProtection),
      parameterGroupName: this.createParameterGroup(props.engineVersion).name,
      tags: { Name: identifier, ...backupTags(name) },
      dependsOn: [...logs, ...monitoring.policies],
    });
  }

  /** Made without a value: whoever makes the user in the database makes its password too, so it is in no state and no plan. */
  private createAppSecret(): SecretsmanagerSecret {
    const { name, keyArn, deletionProtection } = this.store;
    return new SecretsmanagerSecret(this, "app-secret", {
      name: `${identifierOf(name)}-app`,
      description: `Name and password of the user that applications of ${name} log in to the database as`,
      kmsKeyId: keyArn,
      recoveryWindowInDays: deletionProtection ? 30 : 0,
    });
  }

  private reachability(port: number): Partial<DbInstanceConfig> {
    const { name, privateSubnetIds } = this.store;
    const subnets = new DbSubnetGroup(this, "subnets", {
      name: identifierOf(name),
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

  /**
   * Named after its family, so that a new major version gets a group of its own. Until the upgrade has happened the
   * database uses the old one, which AWS then refuses to delete: a protected environment only forgets it.
   */
  private createParameterGroup(engineVersion: string): DbParameterGroup {
    const family = databaseFamily(engineVersion);
    return new DbParameterGroup(this, "parameters", {
      name: `${identifierOf(this.store.name)}-${family}`,
      family,
      description: `Settings of the database of ${this.store.name}`,
      parameter: PARAMETERS,
      skipDestroy: this.store.deletionProtection,
      lifecycle: { createBeforeDestroy: true },
    });
  }

  /** Lets RDS publish operating system metrics. */
  private createMonitoringRole(): Role {
    const { name, account } = this.store;
    return new Role(this, "monitoring-role", {
      name: `${identifierOf(name)}-monitoring`,
      trust: trustService("monitoring.rds.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
      policies: { monitoring: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole" },
    });
  }
}
