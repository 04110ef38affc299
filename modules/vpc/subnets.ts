import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { Construct } from "constructs";
import type { NamedZone } from "./zones";

/** Who may reach a subnet, and what it may reach. */
export type Tier = "public" | "private";

/** One subnet per zone key. */
export type SubnetsByZone = Readonly<Record<string, Subnet>>;

/** How the AWS Load Balancer Controller finds the subnets it may use (its guide, "Subnet Discovery"). */
const DISCOVERY_TAG: Readonly<Record<Tier, string>> = {
  public: "kubernetes.io/role/elb",
  private: "kubernetes.io/role/internal-elb",
};

/** The subnets of one tier, `public-a` and so on. None gives out public addresses by default. */
export function createSubnets(
  scope: Construct,
  tier: Tier,
  props: { name: string; vpcId: string; zones: readonly NamedZone[] },
): SubnetsByZone {
  const { name, vpcId, zones } = props;
  const entries = zones.map((zone) => {
    const role = `${tier}-${zone.key}`;
    const subnet = new Subnet(scope, role, {
      vpcId,
      availabilityZone: zone.name,
      cidrBlock: zone[tier],
      mapPublicIpOnLaunch: false,
      tags: { Name: `${name}-${role}`, [DISCOVERY_TAG[tier]]: "1" },
    });
    return [zone.key, subnet] as const;
  });
  return Object.fromEntries(entries);
}
