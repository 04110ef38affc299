import { type Contract, contract, type Field, list, text, type Values } from "../platform/contract";
import { always, perZone } from "./samples";

/** The VPC and the security groups that others attach rules to. */
export const network = contract("network", {
  vpcId: text("VPC that holds every subnet of this environment", always("vpc-preview")),
  vpcCidr: text("IPv4 range of the VPC", ({ network }) => network.cidr),
  publicSubnetIds: list(
    "Subnets for load balancers and NAT gateways, one per zone, in zone order",
    perZone("subnet-preview-public"),
  ),
  privateSubnetIds: list(
    "Subnets for nodes, pods and data stores, one per zone, in zone order",
    perZone("subnet-preview-private"),
  ),
  nodeSecurityGroupId: text("Security group of every node; data stores admit it", always("sg-preview-nodes")),
  loadBalancerSecurityGroupId: text(
    "Security group of the application load balancers",
    always("sg-preview-load-balancer"),
  ),
  natGatewayIds: list("NAT gateways in zone order; empty when there are none", (environment) =>
    perZone("nat-preview")(environment).slice(
      0,
      { none: 0, single: 1, "per-zone": undefined }[environment.network.nat],
    ),
  ),
});

export interface NetworkOutputs extends Values<typeof network> {}

/** Field of the subnet of a tier in a zone: the private one of `us-east-1a`, whose key is `a`, is `private_subnet_id_a`. */
export const subnetField = (tier: "public" | "private", zone: string): string => `${tier}SubnetId${zone.toUpperCase()}`;

/** The subnets by the keys of their zones, for what is in one zone for good: a list moves on when a zone joins. */
export const subnets = (zones: readonly string[]): Contract<Record<string, Field<"text">>> =>
  contract(
    "network",
    Object.fromEntries(
      zones.flatMap((zone) =>
        (["public", "private"] as const).map((tier) => [
          subnetField(tier, zone),
          text(`The ${tier} subnet of zone ${zone}`, always(`subnet-preview-${tier}-${zone}`)),
        ]),
      ),
    ),
  );
