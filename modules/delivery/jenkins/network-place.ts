import { Eip } from "@cdktf/provider-aws/lib/eip";
import { EipAssociation } from "@cdktf/provider-aws/lib/eip-association";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { DeliveryProps, JenkinsProps } from "../props";
import { admitRanges } from "./ranges";

export interface NetworkPlaceProps
  extends Pick<DeliveryProps, "name" | "vpcId">,
    Pick<JenkinsProps, "webCidrs" | "sshCidrs"> {
  /** Security group of the load balancer, the only way to the web interface then. @default there is none */
  readonly loadBalancerSecurityGroupId?: string;
}

/** Where Jenkins is in the network: its security group, and an elastic IP address that outlives the instance. */
export class NetworkPlace extends Construct {
  readonly securityGroupId: string;
  readonly publicIp: string;
  /** The way out, which the first boot needs. */
  readonly wayOut: ITerraformDependable;
  private readonly address: Eip;

  constructor(scope: Construct, id: string, props: NetworkPlaceProps) {
    super(scope, id);
    const name = `${props.name}-jenkins`;
    this.securityGroupId = this.createSecurityGroup(name, props).id;
    this.wayOut = new VpcSecurityGroupEgressRule(this, "out", {
      securityGroupId: this.securityGroupId,
      description: "Git, packages, plugins and AWS services",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });
    this.address = new Eip(this, "address", { domain: "vpc", tags: { Name: name } });
    this.publicIp = this.address.publicIp;
  }

  /** Gives the address to an instance. */
  attach(instanceId: string): void {
    new EipAssociation(this, "address-association", { allocationId: this.address.allocationId, instanceId });
  }

  /** Web from the load balancer or from the allowed ranges, and SSH when asked for. */
  private createSecurityGroup(name: string, props: NetworkPlaceProps): SecurityGroup {
    const { vpcId, webCidrs, sshCidrs, loadBalancerSecurityGroupId } = props;
    const group = new SecurityGroup(this, "security-group", {
      vpcId,
      name,
      description: `Jenkins of ${props.name}`,
      tags: { Name: name },
    });
    if (loadBalancerSecurityGroupId) {
      new VpcSecurityGroupIngressRule(this, "from-load-balancer", {
        securityGroupId: group.id,
        referencedSecurityGroupId: loadBalancerSecurityGroupId,
        description: "HTTPS from the load balancer",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      });
    } else admitRanges(this, "https", 443, webCidrs, group.id);
    admitRanges(this, "ssh", 22, sshCidrs, group.id);
    return group;
  }
}
