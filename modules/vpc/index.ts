import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { Endpoints } from "./endpoints";
import { FlowLogs } from "./flow-logs";
import type { VpcOutputs, VpcProps } from "./props";
import { Routes } from "./routes";
import { SecurityGroups } from "./security-groups";
import { createSubnets, type SubnetsByZone } from "./subnets";
import { sortZones } from "./zones";

export type { VpcOutputs, VpcProps } from "./props";

/** A VPC with one public and one private subnet in every zone, flow logs, and the security groups others build on. */
export class Vpc extends Construct {
  readonly outputs: VpcOutputs;

  constructor(scope: Construct, id: string, props: VpcProps) {
    super(scope, id);
    const { name, region, account, cidr, nat, natZone } = props;
    const { flowLogRetentionDays = 365, interfaceEndpoints = [], loadBalancerCidrs = ["0.0.0.0/0"] } = props;
    const zones = sortZones(props);

    const vpc = new AwsVpc(this, "main", {
      cidrBlock: cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: name },
    });
    const vpcId = vpc.id;
    const publicSubnets = createSubnets(this, "public", { name, vpcId, zones });
    const privateSubnets = createSubnets(this, "private", { name, vpcId, zones });
    const routes = new Routes(this, "routes", {
      name,
      vpcId,
      nat,
      zones,
      publicSubnets,
      privateSubnets,
      ...(natZone && { natZone }),
    });
    const groups = new SecurityGroups(this, "security-groups", { name, vpcId, loadBalancerCidrs });
    new FlowLogs(this, "flow-logs", { name, region, account, vpcId, retentionDays: flowLogRetentionDays });
    new Endpoints(this, "endpoints", {
      name,
      region,
      vpcId,
      cidr,
      routeTableIds: routes.tableIds,
      subnetIds: idsOf(privateSubnets),
      interfaces: interfaceEndpoints,
    });

    this.outputs = {
      vpcId,
      vpcCidr: vpc.cidrBlock,
      publicSubnetIds: idsOf(publicSubnets),
      privateSubnetIds: idsOf(privateSubnets),
      publicSubnetIdByZone: idByZone(publicSubnets),
      privateSubnetIdByZone: idByZone(privateSubnets),
      nodeSecurityGroupId: groups.nodesId,
      loadBalancerSecurityGroupId: groups.loadBalancerId,
      natGatewayIds: routes.natGatewayIds,
    };
  }
}

const idByZone = (subnets: SubnetsByZone): Record<string, string> =>
  Object.fromEntries(Object.entries(subnets).map(([zone, { id }]) => [zone, id]));

const idsOf = (subnets: SubnetsByZone): string[] => Object.values(subnets).map((subnet) => subnet.id);
