import { contract, list, text, type Values } from "../platform/contract";

/** The VPC and the security groups that others attach rules to. */
export const network = contract("network", {
  vpcId: text("VPC that holds every subnet of this environment"),
  vpcCidr: text("IPv4 range of the VPC"),
  publicSubnetIds: list("Subnets for load balancers and NAT gateways, one per zone, in zone order"),
  privateSubnetIds: list("Subnets for nodes, pods and data stores, one per zone, in zone order"),
  nodeSecurityGroupId: text("Security group of every node; data stores admit it"),
  loadBalancerSecurityGroupId: text("Security group of the application load balancers"),
  natGatewayIds: list("NAT gateways in zone order; empty when there are none"),
});

export interface NetworkOutputs extends Values<typeof network> {}
