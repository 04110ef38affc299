import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { backup, cache, cluster, database, jenkins, network, subnets, workloads } from "../contracts";
import { appField } from "../contracts/workloads";
import { isDelivered, isPlaceholder } from "../environments/delivered";
import type { Environment } from "../environments/schema";
import {
  App,
  type AppProps,
  type AppSettings,
  createIngressClasses,
  groupOf,
  LoadBalancerAccess,
} from "../modules/apps";
import { Controllers } from "../modules/controllers";
import { DatabaseUsers } from "../modules/database-users";
import { pipelineGroup } from "../modules/delivery";
import { Monitoring } from "../modules/monitoring";
import { connectToCluster } from "../platform/kubernetes";
import { PlatformStack } from "../platform/stack";
import { defaultTags } from "../platform/tags";
import { WATCHED_BY_OWNER } from "./alarms";
import { instancesOf } from "./delivery";
import {
  groupsOf,
  ingressGroups,
  isShared,
  natZones,
  nodeGroupNames,
  nodesOf,
  pipelinesOf,
  subnetRanges,
  watchedApps,
} from "./workload-facts";

type Workloads = NonNullable<Environment["workloads"]>;
type Cluster = NonNullable<Environment["cluster"]>;

/** What runs on the cluster: controllers, applications, monitoring. */
export class WorkloadsStack extends PlatformStack {
  private readonly network = this.read(network);
  private readonly cluster = this.read(cluster);
  private readonly controllers: Controllers["outputs"];

  constructor(
    scope: Construct,
    environment: Environment,
    private readonly settings: Workloads,
    clusterSettings: Cluster,
  ) {
    super(scope, "workloads", environment);
    const { name, region, account } = environment;
    connectToCluster(this, { region, ...this.cluster });

    this.controllers = new Controllers(this, "controllers", {
      name,
      region,
      account,
      kubernetesVersion: clusterSettings.version,
      maxNodes: Object.values(clusterSettings.nodeGroups).reduce((sum, { max }) => sum + max, 0),
      clusterName: this.cluster.clusterName,
      volumeKeyArn: this.cluster.volumeKeyArn,
      vpcId: this.network.vpcId,
      tags: defaultTags(environment, "workloads"),
    }).outputs;

    const apps = this.createApps();
    if (settings.monitoring) this.createMonitoring(settings.monitoring, apps);
    const urls = Object.entries(apps).flatMap(([app, { url }]) => (url === undefined ? [] : [{ app, url }]));
    this.publish(
      workloads(urls.map(({ app }) => app)),
      Object.fromEntries(urls.map(({ app, url }) => [appField(app), url])),
    );
  }

  /** Applications by name, in the order of their names. */
  private createApps(): Record<string, App["outputs"]> {
    const { name } = this.environment;
    const access = new LoadBalancerAccess(this, "load-balancers", {
      name,
      vpcId: this.network.vpcId,
      nodeSecurityGroupId: this.network.nodeSecurityGroupId,
      sharedSecurityGroupId: this.network.loadBalancerSecurityGroupId,
      sharedCidrs: this.environment.network.loadBalancerCidrs,
      groups: groupsOf(this.settings.apps, this.environment.network.loadBalancerCidrs),
    });
    const scope = new Construct(this, "apps");
    const users = this.createDatabaseUsers();
    const groups = ingressGroups(this.environment, (zones) => this.read(subnets(zones)));
    const classes = createIngressClasses(this, groups, [this.controllers.loadBalancerController]);
    return Object.fromEntries(
      Object.keys(this.settings.apps)
        .sort()
        .map((app) => {
          const settings = this.settings.apps[app] as Workloads["apps"][string];
          return [app, new App(scope, app, this.appProps(app, settings, access, [...classes, ...users])).outputs];
        }),
    );
  }

  /** The user of applications in the database, when an application has one. */
  private createDatabaseUsers(): ITerraformDependable[] {
    if (!Object.values(this.settings.apps).some((app) => app.database)) return [];
    const { databaseHost, databasePort, databaseName, ...data } = this.read(database);
    const { region, name } = this.environment;
    return new DatabaseUsers(this, "database-users", {
      environment: name,
      region,
      clusterName: this.cluster.clusterName,
      privateCidrs: subnetRanges(this.environment).privateCidrs,
      host: databaseHost,
      port: databasePort,
      databaseName,
      appUser: data.databaseAppUser,
      appSecretArn: data.databaseAppSecretArn,
      masterSecretArn: data.databaseSecretArn,
      secretKeyArn: data.databaseSecretKeyArn,
      dependsOn: [this.controllers.loadBalancerController],
    }).ready;
  }

  /** The database as applications see it: never as the master user. */
  private appConnection(): NonNullable<AppProps["database"]> {
    const { databaseAppUser, databaseAppSecretArn, ...connection } = this.read(database);
    return { ...connection, databaseUser: databaseAppUser, databaseSecretArn: databaseAppSecretArn };
  }

  private appProps(
    name: string,
    settings: AppSettings & Pick<Workloads["apps"][string], "database" | "cache" | "nodeGroup">,
    access: LoadBalancerAccess,
    before: ITerraformDependable[],
  ): AppProps {
    const { environment, controllers } = this;
    const group = settings.ingress && groupOf(name, settings.ingress);
    return {
      name,
      settings,
      environment: environment.name,
      region: environment.region,
      clusterName: this.cluster.clusterName,
      ...subnetRanges(environment),
      loadBalancerSecurityGroupId: group ? (access.securityGroupIds[group] as string) : "",
      ...(isShared(this.settings.apps, name) && { loadBalancerIsShared: true }),
      storageClassNames: controllers.storageClassNames,
      deletionProtection: environment.deletionProtection,
      imageManagedByPipeline: isDelivered(settings.image, environment),
      imageIsPlaceholder: isPlaceholder(settings.image),
      priorityClassName: controllers.priorityClassName,
      dependsOn: [controllers.loadBalancerController, ...controllers.classes, ...access.rules, ...before],
      ...(this.settings.monitoring && { monitoringNamespace: Monitoring.namespace }),
      pipelineGroups: pipelinesOf(environment, name).map(pipelineGroup),
      ...(settings.nodeGroup && { nodes: nodesOf(environment, settings.nodeGroup) }),
      ...(settings.database && { database: this.appConnection() }),
      ...(settings.cache && { cache: this.read(cache) }),
    };
  }

  private createMonitoring(
    { prometheus, grafana, emails, monthlyBudgetUsd }: NonNullable<Workloads["monitoring"]>,
    apps: Readonly<Record<string, App["outputs"]>>,
  ): void {
    const { environment, controllers } = this;
    const { name, region, account, data, delivery } = environment;
    new Monitoring(this, "monitoring", {
      name,
      region,
      account,
      prometheus,
      grafana,
      emails,
      ...(monthlyBudgetUsd !== undefined && { monthlyBudgetUsd }),
      clusterName: this.cluster.clusterName,
      storageClassName: controllers.storageClassNames.Delete,
      apps: watchedApps(this.settings.apps),
      loadBalancers: this.loadBalancerHosts(apps),
      ...(data?.database && {
        database: { identifier: this.read(database).databaseIdentifier, instanceClass: data.database.instanceClass },
      }),
      ...(data?.cache && { cache: { name: this.read(cache).cacheName, nodes: data.cache.nodes } }),
      ...(data?.backup && { backupVaultName: this.read(backup).backupVaultName }),
      ...(delivery?.jenkins && { instances: instancesOf(this.read(jenkins)) }),
      natGateways: { ids: this.network.natGatewayIds, zones: natZones(environment) },
      nodeGroups: { autoscalingGroupNames: this.cluster.autoscalingGroupNames, names: nodeGroupNames(environment) },
      watchedElsewhere: WATCHED_BY_OWNER,
      priorityClassName: controllers.priorityClassName,
      dependsOn: { releases: [controllers.loadBalancerController, ...controllers.classes] },
    });
  }

  /** One host name for each ingress group: that of its first app by name. */
  private loadBalancerHosts(apps: Readonly<Record<string, App["outputs"]>>): Record<string, string> {
    const hosts = Object.entries(apps).flatMap(([app, { loadBalancerHost }]): [string, string][] => {
      const ingress = this.settings.apps[app]?.ingress;
      return ingress && loadBalancerHost !== undefined ? [[groupOf(app, ingress), loadBalancerHost]] : [];
    });
    return Object.fromEntries(hosts.reverse());
  }
}
