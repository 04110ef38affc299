import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Construct } from "constructs";
import type { SubnetsByZone } from "./subnets";
import { type NamedZone, type NatPlan, natZoneOf, natZones } from "./zones";

export interface RoutesProps extends NatPlan {
  readonly name: string;
  readonly vpcId: string;
  readonly publicSubnets: SubnetsByZone;
  readonly privateSubnets: SubnetsByZone;
}

const ANYWHERE = "0.0.0.0/0";

/** The ways out: public subnets through the internet gateway, each zone's private subnet through a NAT gateway if there is one. */
export class Routes extends Construct {
  /** In zone order. */
  readonly natGatewayIds: string[];
  /** Every route table, the public one first. */
  readonly tableIds: string[];
  private readonly internetGateway: InternetGateway;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RoutesProps,
  ) {
    super(scope, id);
    const { name, vpcId, zones, publicSubnets, privateSubnets } = props;

    this.internetGateway = new InternetGateway(this, "internet-gateway", { vpcId, tags: { Name: name } });
    const publicTable = this.createTable("public");
    new Route(this, "public-internet", {
      routeTableId: publicTable.id,
      destinationCidrBlock: ANYWHERE,
      gatewayId: this.internetGateway.id,
    });
    for (const { key } of zones) this.associate(`public-${key}`, publicTable, publicSubnets);

    const gateways = new Map(natZones(props).map((zone) => [zone.name, this.createNatGateway(zone)]));
    const privateTables = zones.map((zone) => {
      const table = this.createTable(`private-${zone.key}`);
      this.associate(`private-${zone.key}`, table, privateSubnets);
      const gateway = gateways.get(natZoneOf(zone, props)?.name ?? "");
      if (gateway) {
        const route = { routeTableId: table.id, destinationCidrBlock: ANYWHERE, natGatewayId: gateway.id };
        new Route(this, `private-${zone.key}-internet`, route);
      }
      return table;
    });

    this.natGatewayIds = [...gateways.values()].map((gateway) => gateway.id);
    this.tableIds = [publicTable, ...privateTables].map((table) => table.id);
  }

  private createTable(role: string): RouteTable {
    const { name, vpcId } = this.props;
    return new RouteTable(this, `${role}-table`, { vpcId, tags: { Name: `${name}-${role}` } });
  }

  /** `role` ends with the zone's key. */
  private associate(role: string, table: RouteTable, subnets: SubnetsByZone): void {
    const subnet = subnets[role.slice(role.indexOf("-") + 1)];
    if (subnet) new RouteTableAssociation(this, `${role}-association`, { routeTableId: table.id, subnetId: subnet.id });
  }

  /** An address and a gateway need the internet gateway: without it they cannot be made, nor be deleted after it. */
  private createNatGateway({ key }: NamedZone): NatGateway {
    const role = `nat-${key}`;
    const tags = { Name: `${this.props.name}-${role}` };
    const dependsOn = [this.internetGateway];
    const address = new Eip(this, `${role}-address`, { domain: "vpc", tags, dependsOn });
    const subnetId = this.props.publicSubnets[key]?.id ?? "";
    return new NatGateway(this, role, { allocationId: address.id, subnetId, tags, dependsOn });
  }
}
