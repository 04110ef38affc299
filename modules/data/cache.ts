import { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import {
  ElasticacheReplicationGroup,
  type ElasticacheReplicationGroupConfig,
} from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { Construct } from "constructs";
import { CacheAccess } from "./cache-access";
import { cacheFamily } from "./families";
import type { CacheProps, DataOutputs } from "./props";
import { admitNodes, createLogGroup, type StoreProps } from "./store";

type Part = Partial<ElasticacheReplicationGroupConfig>;

const LOGS = ["slow-log", "engine-log"] as const;

const identifierOf = (name: string): string => `${name}-cache`;

/** First part of the names of the cache's log groups. */
export const cacheLogs = (name: string): string => `/aws/elasticache/${identifierOf(name)}/`;

/**
 * Redis OSS or Valkey: encrypted, TLS only, reachable from the nodes only, by login with IAM tokens.
 * A replication group also for one node, because only that kind offers TLS (terraform-provider-aws issue 49066).
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
    const { user, port } = props;
    const access = new CacheAccess(this, "access", { name: store.name, user });
    const group = this.createGroup(props, access);
    this.outputs = {
      cacheHost: group.primaryEndpointAddress,
      cachePort: port,
      cacheUser: user,
      cacheName: group.replicationGroupId,
      cacheArn: group.arn,
      cacheUserArn: access.userArn,
    };
  }

  private createGroup(props: CacheProps, access: CacheAccess): ElasticacheReplicationGroup {
    const { name } = this.store;
    const { engine, engineVersion, nodeType, nodes } = props;
    const replicationGroupId = identifierOf(name);
    return new ElasticacheReplicationGroup(this, "main", {
      replicationGroupId,
      description: `Cache of ${name}`,
      engine,
      engineVersion,
      nodeType,
      numCacheClusters: nodes,
      automaticFailoverEnabled: nodes > 1,
      multiAzEnabled: nodes > 1,
      // The version always names a minor one: after an automatic upgrade every later plan would replace the cache to go back.
      autoMinorVersionUpgrade: "false",
      applyImmediately: props.changes === "now",
      maintenanceWindow: props.maintenanceWindow,
      parameterGroupName: this.createParameterGroup(props).name,
      userGroupIds: [access.groupId],
      ...this.reachability(props.port),
      ...this.encryption(),
      ...this.protection(props),
      logDeliveryConfiguration: this.createLogs(props.logRetentionDays),
      tags: { Name: replicationGroupId },
    });
  }

  private reachability(port: number): Part {
    const { name, privateSubnetIds } = this.store;
    const subnets = new ElasticacheSubnetGroup(this, "subnets", {
      name: identifierOf(name),
      description: `Private subnets of ${name}`,
      subnetIds: privateSubnetIds as string[], // may be one token that stands for a list: never touched
    });
    return {
      port,
      subnetGroupName: subnets.name,
      securityGroupIds: [admitNodes(this, "cache", port, this.store).id],
    };
  }

  private encryption(): Part {
    return {
      atRestEncryptionEnabled: "true",
      kmsKeyId: this.store.keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
    };
  }

  /** AWS has no deletion protection for caches, so Terraform refuses; without protection nothing stays behind. */
  private protection({ snapshotRetentionDays, snapshotWindow }: CacheProps): Part {
    const { name, deletionProtection } = this.store;
    return {
      snapshotRetentionLimit: snapshotRetentionDays,
      snapshotWindow,
      ...(deletionProtection && {
        finalSnapshotIdentifier: `${identifierOf(name)}-final`,
        lifecycle: { preventDestroy: true },
      }),
    };
  }

  /** Named after its family, so that a new major version gets a group of its own before the old one goes. */
  private createParameterGroup({ engine, engineVersion }: CacheProps): ElasticacheParameterGroup {
    const family = cacheFamily(engine, engineVersion);
    return new ElasticacheParameterGroup(this, "parameters", {
      name: `${identifierOf(this.store.name)}-${family}`,
      family,
      description: `Settings of the cache of ${this.store.name}`,
      // A full cache forgets what was not used for longest; the default forgets only keys that expire, then fails.
      parameter: [{ name: "maxmemory-policy", value: "allkeys-lru" }],
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private createLogs(retentionDays: number) {
    const { name, keyArn } = this.store;
    return LOGS.map((log) => ({
      destination: createLogGroup(this, log, `${cacheLogs(name)}${log}`, retentionDays, keyArn).name,
      destinationType: "cloudwatch-logs",
      logFormat: "json",
      logType: log,
    }));
  }
}
