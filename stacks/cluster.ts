import type { Construct } from "constructs";
import { cluster, network } from "../contracts";
import type { Environment } from "../environments/schema";
import { Eks } from "../modules/eks";
import { PlatformStack } from "../platform/stack";
import { defaultTags } from "../platform/tags";

/** The EKS cluster with its nodes and add-ons. */
export class ClusterStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment, settings: NonNullable<Environment["cluster"]>) {
    super(scope, "cluster", environment);
    const { region, account, deletionProtection } = environment;
    const { privateSubnetIds, nodeSecurityGroupId } = this.read(network);

    const { outputs } = new Eks(this, "eks", {
      ...settings,
      region,
      account,
      deletionProtection,
      privateSubnetIds,
      nodeSecurityGroupId,
      nodeTags: defaultTags(environment, "cluster"),
    });

    this.publish(cluster, outputs);
  }
}
