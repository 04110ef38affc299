import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { network, subnets } from "../contracts";
import { subnetField } from "../contracts/network";
import type { Environment } from "../environments/schema";
import { Vpc } from "../modules/vpc";
import { PlatformStack } from "../platform/stack";
import { called, watch } from "./alarms";
import { natZones } from "./workload-facts";

/** The VPC, its zones and the security groups that other stacks attach rules to. */
export class NetworkStack extends PlatformStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, "network", environment);
    const { name, region, account } = environment;
    const { zones, natZone, ...settings } = environment.network;

    const { outputs } = new Vpc(this, "vpc", {
      ...settings,
      name,
      region,
      account,
      ...(natZone && { natZone }),
      zones: Object.entries(zones).map(([zone, subnets]) => ({ name: zone, ...subnets })),
    });

    watch(this, environment, { natGateway: called(natZones(environment), outputs.natGatewayIds) });
    new TerraformLocal(this, "usage", environment.costs); // for the cost report, which reads synthesized JSON only
    this.publish(network, outputs);
    const { publicSubnetIdByZone, privateSubnetIdByZone } = outputs;
    this.publish(
      subnets(Object.keys(privateSubnetIdByZone)),
      Object.fromEntries([...fieldsOf("public", publicSubnetIdByZone), ...fieldsOf("private", privateSubnetIdByZone)]),
    );
  }
}

const fieldsOf = (tier: "public" | "private", ids: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(ids).map(([zone, id]) => [subnetField(tier, zone), id]);
