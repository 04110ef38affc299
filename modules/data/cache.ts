import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { Construct } from "constructs";
import type { CacheProps, DataOutputs } from "./props";
import { admitNodes, createLogGroup, type StoreProps } from "./store";

/** Everything an application does with a cache; of the dangerous commands only those Django's cache uses. */
const APPLICATION = "on ~* &* +@all -@dangerous +flushdb +info";
/** Redis OSS wants a user called `default`; this one can do nothing. */
const NOTHING = "off ~* -@all";

/**
 * Redis OSS or Valkey. A replication group also for one node, because only that kind offers TLS.
 * Applications log in with IAM tokens; there is no password.
 */
export class Cache extends Construct {
  readonly outputs: NonNullable<DataOutputs["cache"]>;

  constructor(
    scope: Construct,
    id: string,
    private readonly store: StoreProps,
    props: CacheProps,
  ) {
    super(scope, id);
    const user = this.createUser("user", props, {
      userId: props.user,
      userName: props.user,
      type: "iam",
      access: APPLICATION,
    });
    const group = this.createGroup(props, user);
    this.outputs = {
      cacheHost: group.primaryEndpointAddress,
      cachePort: props.port,
      cacheUser: props.user,
      cacheName: group.replicationGroupId,
      cacheArn: group.arn,
      cacheUserArn: user.arn,
    };
  }

  private createGroup(props: CacheProps, user: ElasticacheUser): ElasticacheReplicationGroup {
    const { name, keyArn, privateSubnetIds, deletionProtection } = this.store;
    const { engine, engineVersion, nodeType, nodes, port } = props;
    const replicationGroupId = `${name}-cache`;
    const subnets = new ElasticacheSubnetGroup(this, "subnets", {
      name: replicationGroupId,
      description: `Private subnets of ${name}`,
      subnetIds: privateSubnetIds as string[], // may be one token that stands for a list: never touched
    });
    return new ElasticacheReplicationGroup(this, "main", {
      replicationGroupId,
      description: `Cache of ${name}`,
      engine,
      engineVersion,
      nodeType,
      numCacheClusters: nodes,
      automaticFailoverEnabled: nodes > 1,
      multiAzEnabled: nodes > 1,
      port,
      subnetGroupName: subnets.name,
      securityGroupIds: [admitNodes(this, "cache", port, this.store).id],
      atRestEncryptionEnabled: "true",
      kmsKeyId: keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      userGroupIds: [this.createUserGroup(props, user).userGroupId],
      autoMinorVersionUpgrade: "true",
      applyImmediately: false,
      maintenanceWindow: props.maintenanceWindow,
      snapshotRetentionLimit: props.snapshotRetentionDays,
      snapshotWindow: props.snapshotWindow,
      ...(deletionProtection ? { finalSnapshotIdentifier: `${replicationGroupId}-final` } : {}),
      logDeliveryConfiguration: ["slow-log", "engine-log"].map((log) => ({
        destination: this.createLogs(log, replicationGroupId, props.logRetentionDays),
        destinationType: "cloudwatch-logs",
        logFormat: "json",
        logType: log,
      })),
      tags: { Name: replicationGroupId },
    });
  }

  /** Name of the log group that receives one of the cache's logs. */
  private createLogs(log: string, replicationGroupId: string, retentionDays: number): string {
    return createLogGroup(this, log, `/aws/elasticache/${replicationGroupId}/${log}`, retentionDays, this.store.keyArn)
      .name;
  }

  private createUserGroup(props: CacheProps, user: ElasticacheUser): ElasticacheUserGroup {
    const { name } = this.store;
    const userId = `${name}-default`;
    const unused = this.createUser("default-user", props, {
      userId,
      userName: "default",
      type: "no-password-required",
      access: NOTHING,
    });
    return new ElasticacheUserGroup(this, "users", {
      userGroupId: `${name}-cache`,
      engine: props.engine,
      userIds: [unused.userId, user.userId],
    });
  }

  private createUser(
    id: string,
    { engine }: CacheProps,
    { userId, userName, type, access }: { userId: string; userName: string; type: string; access: string },
  ): ElasticacheUser {
    return new ElasticacheUser(this, id, {
      userId,
      userName,
      engine,
      accessString: access,
      authenticationMode: { type },
    });
  }
}
