import type { Construct } from "constructs";
import { bootstrap } from "../contracts";
import type { Environment } from "../environments/schema";
import { StateBucket } from "../modules/state-bucket";
import { PlatformStack } from "../platform/stack";
import { stateBucket, stateKeyAlias } from "../platform/state";

/** The bucket that keeps every other stack's state. */
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
  }
}
