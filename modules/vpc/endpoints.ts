import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { idsOf } from "../ids";

export interface EndpointsProps {
  readonly name: string;
  readonly region: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly routeTableIds: string[];
  readonly subnetIds: string[];
  /** Short names of the services with an interface endpoint. */
  readonly interfaces: readonly string[];
}

/** Ways to AWS services that do not leave AWS: S3 always (it is free and spares NAT traffic), others when asked for. */
export class Endpoints extends Construct {
  constructor(scope: Construct, id: string, props: EndpointsProps) {
    super(scope, id);
    const { name, region, vpcId, routeTableIds, subnetIds, interfaces } = props;

    new VpcEndpoint(this, "s3", {
      vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds,
      tags: { Name: `${name}-s3` },
    });
    if (interfaces.length === 0) return;

    const securityGroupIds = [this.createGroup(props).id];
    for (const [service, endpoint] of idsOf(interfaces, { isTaken: isOwn })) {
      new VpcEndpoint(this, endpoint, {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds,
        securityGroupIds,
        tags: { Name: `${name}-${service}` },
      });
    }
  }

  private createGroup({ name, vpcId, cidr }: EndpointsProps): SecurityGroup {
    const group = new SecurityGroup(this, "group", {
      vpcId,
      name: `${name}-endpoints`,
      description: "Interface endpoints of AWS services",
      tags: { Name: `${name}-endpoints` },
    });
    new VpcSecurityGroupIngressRule(this, "https-from-vpc", {
      securityGroupId: group.id,
      description: "HTTPS from the VPC",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: cidr,
    });
    return group;
  }
}

/** Ids of what this construct makes itself. */
const isOwn = (id: string): boolean => ["s3", "group", "https-from-vpc"].includes(id);
