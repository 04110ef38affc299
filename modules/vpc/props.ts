/** One availability zone and the ranges of its subnets. */
export interface Zone {
  /** Name of the zone, for example `us-east-1a`. */
  readonly name: string;
  /** IPv4 range of the public subnet. Changing it replaces the subnet. */
  readonly public: string;
  /** IPv4 range of the private subnet. Changing it replaces the subnet. */
  readonly private: string;
}

export interface VpcProps {
  /** First part of every resource name, for example `statuspage`. */
  readonly name: string;
  /** Region of the VPC, for example `us-east-1`. */
  readonly region: string;
  /** Account of the VPC: twelve digits. */
  readonly account: string;
  /** IPv4 range of the VPC, for example `10.20.0.0/16`. Changing it replaces the VPC. */
  readonly cidr: string;
  /** Availability zones in any order. Adding one moves no other, and with `natZone` no single NAT gateway either. */
  readonly zones: readonly Zone[];
  /** NAT gateways: none, one for all zones, or one in each zone. */
  readonly nat: "none" | "single" | "per-zone";
  /** Zone of the one gateway; changing it replaces the gateway and its address. @default the first zone by name */
  readonly natZone?: string;
  /** How long flow logs are kept, in days. @default 365 */
  readonly flowLogRetentionDays?: number;
  /** AWS services reached through interface endpoints, by short name, for example `ecr.api`. @default none */
  readonly interfaceEndpoints?: readonly string[];
  /** Who may reach ports 80 and 443 of the load balancer. @default everybody */
  readonly loadBalancerCidrs?: readonly string[];
}

/** What others may rely on; everything else is private to the module. */
export interface VpcOutputs {
  readonly vpcId: string;
  readonly vpcCidr: string;
  /** One per zone, in zone order. */
  readonly publicSubnetIds: string[];
  /** One per zone, in zone order. */
  readonly privateSubnetIds: string[];
  readonly nodeSecurityGroupId: string;
  readonly loadBalancerSecurityGroupId: string;
  /** The same by zone, under what follows the region in the zone's name: `a` for `us-east-1a`. */
  readonly publicSubnetIdByZone: Readonly<Record<string, string>>;
  readonly privateSubnetIdByZone: Readonly<Record<string, string>>;
  /** In zone order; empty when there are none. */
  readonly natGatewayIds: string[];
}
