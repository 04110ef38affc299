import type { Construct } from "constructs";
import { bootstrap, github } from "../contracts";
import type { Environment } from "../environments/schema";
import { Github } from "../modules/github";
import { StateBucket } from "../modules/state-bucket";
import { PlatformStack } from "../platform/stack";
import { stateBucket, stateKeyAlias } from "../platform/state";

type Delivery = NonNullable<Environment["delivery"]>;

/** The bucket that keeps every other stack's state, and the roles of the workflows that write them. */
export class BootstrapStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, "bootstrap", environment);
    const { name, region, account, deletionProtection } = environment;

    const { outputs } = new StateBucket(this, "state", {
      name,
      region,
      account,
      bucket: stateBucket(environment),
      keyAlias: stateKeyAlias(environment),
      deletionProtection,
    });

    this.publish(bootstrap, outputs);
    if (environment.delivery?.github)
      this.publish(github, this.createRoles(environment.delivery.github, outputs.stateKeyArn));
  }

  private createRoles({ repository, oidcProvider }: NonNullable<Delivery["github"]>, stateKeyArn: string) {
    const { name, account, region, cluster, workloads } = this.environment;
    const zoneIds = Object.values(workloads?.apps ?? {}).flatMap(({ ingress }) => ingress?.dns?.zoneId ?? []);
    return new Github(this, "github", {
      name,
      region,
      account,
      repository,
      oidcProvider,
      stateBucket: stateBucket(this.environment),
      stateKeyArn,
      zoneIds: [...new Set(zoneIds)].sort(),
      ...(cluster && { clusterName: cluster.name, hasClusterOidcProvider: cluster.oidcProvider }),
    }).outputs;
  }
}
