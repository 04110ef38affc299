import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { network } from "../contracts";
import type { Environment } from "../environments/schema";
import { Vpc } from "../modules/vpc";
import { PlatformStack } from "../platform/stack";

/** The VPC, its zones and the security groups that other stacks attach rules to. */
export class NetworkStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, "network", environment);
    const { name, region, account } = environment;
    const { zones, ...settings } = environment.network;

    const { outputs } = new Vpc(this, "vpc", {
      ...settings,
      name,
      region,
      account,
      zones: Object.entries(zones).map(([zone, subnets]) => ({ name: zone, ...subnets })),
    });

    new TerraformLocal(this, "usage", environment.costs); // for the cost report, which reads synthesized JSON only
    this.publish(network, outputs);
  }
}
