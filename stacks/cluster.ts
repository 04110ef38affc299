import type { Construct } from "constructs";
import { cluster, network } from "../contracts";
import type { Environment } from "../environments/schema";
import { Eks } from "../modules/eks";
import { githubRoles } from "../modules/github";
import { PlatformStack } from "../platform/stack";
import { defaultTags } from "../platform/tags";

type Settings = NonNullable<Environment["cluster"]>;

/** The EKS cluster with its nodes and add-ons. */
export class ClusterStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment, settings: Settings) {
    super(scope, "cluster", environment);
    const { region, account, deletionProtection } = environment;
    const { privateSubnetIds, nodeSecurityGroupId } = this.read(network);

    const { outputs } = new Eks(this, "eks", {
      ...settings,
      ...members(settings, environment),
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

/** Who administers and who looks: those of the environment file, and the workflows' roles when there are any. */
function members({ admins, viewers }: Settings, { name, account, delivery }: Environment) {
  if (!delivery?.github) return { admins, viewers };
  const { plan, deploy } = githubRoles(name);
  const arn = (role: string): string => `arn:aws:iam::${account}:role/${role}`;
  return { admins: [...new Set([...admins, arn(deploy)])], viewers: [...new Set([...viewers, arn(plan)])] };
}
