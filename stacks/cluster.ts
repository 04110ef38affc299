import type { Construct } from "constructs";
import { cluster, network, subnets } from "../contracts";
import { subnetField } from "../contracts/network";
import type { Environment } from "../environments/schema";
import { zoneKey, zonesOf } from "../environments/zones";
import { ControllersAccess } from "../modules/controllers";
import { Eks, type EksProps } from "../modules/eks";
import { githubRoles } from "../modules/github";
import { MonitoringAccess } from "../modules/monitoring";
import { PlatformStack } from "../platform/stack";
import { defaultTags } from "../platform/tags";
import { called, watch } from "./alarms";
import { nodeGroupNames } from "./workload-facts";

type Settings = NonNullable<Environment["cluster"]>;

/** The EKS cluster with its nodes and add-ons. */
export class ClusterStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment, settings: Settings) {
    super(scope, "cluster", environment);
    const { region, account, deletionProtection } = environment;
    const { zones, nodeGroups, ...others } = settings;
    const { nodeSecurityGroupId } = this.read(network);

    const { outputs } = new Eks(this, "eks", {
      ...others,
      ...members(settings, environment),
      region,
      account,
      deletionProtection,
      controlPlane: this.controlPlane(zones),
      nodeSecurityGroupId,
      nodeGroups: Object.fromEntries(
        Object.entries(nodeGroups).map(([name, { zones: own = zonesOf(environment), ...group }]) => [
          name,
          { ...group, zones: own.map((zone) => ({ key: zoneKey(environment, zone), subnetId: this.subnetOf(zone) })) },
        ]),
      ),
      nodeTags: defaultTags(environment, "cluster"),
    });

    this.admitPods(outputs.clusterName);
    watch(this, environment, { nodeGroup: called(nodeGroupNames(environment), outputs.autoscalingGroupNames) });
    this.publish(cluster, outputs);
  }
  /** The roles of pods that the workloads stack starts, of which everything is known here. */
  private admitPods(clusterName: string): void {
    const { name, region, account, workloads } = this.environment;
    const props = { name, region, account, clusterName };
    if (workloads) new ControllersAccess(this, "controllers", props);
    if (workloads?.monitoring) new MonitoringAccess(this, "monitoring", props);
  }

  /** In the zones that are written; else in all that there are when the cluster is made, and later zones change nothing. */
  private controlPlane(zones: readonly string[] | undefined): EksProps["controlPlane"] {
    if (!zones) return { subnetIds: this.read(network).privateSubnetIds, isFixed: true };
    return { subnetIds: [...zones].sort().map((zone) => this.subnetOf(zone)), isFixed: false };
  }

  private subnetOf(zone: string): string {
    const key = zoneKey(this.environment, zone);
    return this.read(subnets([key]))[subnetField("private", key)] as string;
  }
}

/** Who administers and who looks: those of the environment file, and the workflows' roles when there are any. */
function members({ admins, viewers }: Settings, { name, account, delivery }: Environment) {
  if (!delivery?.github) return { admins, viewers };
  const { plan, deploy } = githubRoles(name);
  const arn = (role: string): string => `arn:aws:iam::${account}:role/${role}`;
  return { admins: [...new Set([...admins, arn(deploy)])], viewers: [...new Set([...viewers, arn(plan)])] };
}
