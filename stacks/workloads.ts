import type { Construct } from "constructs";
import { backup, cache, cluster, database, network, workloads } from "../contracts";
import type { Environment } from "../environments/schema";
import { Controllers } from "../modules/controllers";
import { Monitoring } from "../modules/monitoring";
import { connectToCluster } from "../platform/kubernetes";
import { PlatformStack } from "../platform/stack";
import { defaultTags } from "../platform/tags";

type Workloads = NonNullable<Environment["workloads"]>;
type Cluster = NonNullable<Environment["cluster"]>;

/** What runs on the cluster: controllers, applications, monitoring. */
export class WorkloadsStack extends PlatformStack {
  private readonly network = this.read(network);
  private readonly cluster = this.read(cluster);
  private readonly controllers: Controllers["outputs"];

  constructor(scope: Construct, environment: Environment, settings: Workloads, clusterSettings: Cluster) {
    super(scope, "workloads", environment);
    const { name, region, account } = environment;
    connectToCluster(this, { region, ...this.cluster });

    this.controllers = new Controllers(this, "controllers", {
      name,
      region,
      account,
      kubernetesVersion: clusterSettings.version,
      clusterName: this.cluster.clusterName,
      volumeKeyArn: this.cluster.volumeKeyArn,
      vpcId: this.network.vpcId,
      tags: defaultTags(environment, "workloads"),
    }).outputs;

    if (settings.monitoring) this.watch(settings, settings.monitoring, clusterSettings);
    this.publish(workloads([]), {});
  }

  private watch(
    { apps }: Workloads,
    { prometheus, grafana, emails, monthlyBudgetUsd }: NonNullable<Workloads["monitoring"]>,
    { nodeGroups }: Cluster,
  ): void {
    const { name, region, account, data } = this.environment;
    const { loadBalancerController, storage, storageClassNames } = this.controllers;
    new Monitoring(this, "monitoring", {
      name,
      region,
      account,
      prometheus,
      grafana,
      emails,
      ...(monthlyBudgetUsd !== undefined && { monthlyBudgetUsd }),
      clusterName: this.cluster.clusterName,
      storageClassName: storageClassNames.Delete,
      apps: Object.entries(apps).map(([app, { namespace = app, scrape, volumes }]) => ({
        name: app,
        namespace,
        scraped: scrape !== undefined,
        persistent: Object.keys(volumes).length > 0,
      })),
      loadBalancers: {},
      ...(data?.database && {
        database: {
          identifier: this.read(database).databaseIdentifier,
          instanceClass: data.database.instanceClass,
        },
      }),
      ...(data?.cache && { cache: { name: this.read(cache).cacheName, nodes: data.cache.nodes } }),
      ...(data?.backup && { backupVaultName: this.read(backup).backupVaultName }),
      natGateways: { ids: this.network.natGatewayIds, zones: natZones(this.environment) },
      nodeGroups: { autoscalingGroupNames: this.cluster.autoscalingGroupNames, names: Object.keys(nodeGroups).sort() },
      dependsOn: { releases: [loadBalancerController, ...storage] },
    });
  }
}

/** What follows the region in the names of the zones that have a NAT gateway, in zone order. */
function natZones({ region, network: { nat, zones } }: Environment): string[] {
  const all = Object.keys(zones)
    .sort()
    .map((zone) => zone.replace(region, "").replace(/^-/, ""));
  return { none: [], single: all.slice(0, 1), "per-zone": all }[nat];
}
