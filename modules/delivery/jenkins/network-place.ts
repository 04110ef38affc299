import { Eip } from "@cdktf/provider-aws/lib/eip";
import { NetworkInterface } from "@cdktf/provider-aws/lib/network-interface";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { DeliveryProps, JenkinsProps } from "../props";
import { admitRanges } from "./ranges";

export interface NetworkPlaceProps
  extends Pick<DeliveryProps, "name" | "vpcId" | "publicSubnetIds" | "clusterSecurityGroupId">,
    Pick<JenkinsProps, "webCidrs" | "sshCidrs"> {
  /** Security group of the load balancer, the only way to the web interface then. @default there is none */
  readonly loadBalancerSecurityGroupId?: string;
}

/**
 * Where Jenkins is in the network: a network interface with an elastic IP address in the first public subnet. It
 * outlives the instance, so a new one has the internet from its first second and the old one's addresses.
 */
export class NetworkPlace extends Construct {
  readonly networkInterfaceId: string;
  readonly publicIp: string;
  readonly privateIp: string;
  /** The way out, which the first boot needs. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NetworkPlaceProps) {
    super(scope, id);
    const name = `${props.name}-jenkins`;
    const group = this.createSecurityGroup(name, props);
    const main = new NetworkInterface(this, "main", {
      subnetId: Fn.element(props.publicSubnetIds, 0),
      securityGroups: [group.id],
      description: `Jenkins of ${props.name}`,
      tags: { Name: name },
    });
    const address = new Eip(this, "address", { domain: "vpc", networkInterface: main.id, tags: { Name: name } });
    const out = new VpcSecurityGroupEgressRule(this, "out", {
      securityGroupId: group.id,
      description: "Git, packages, AWS services and what builds download",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });
    this.ready = [address, out];
    this.networkInterfaceId = main.id;
    this.publicIp = address.publicIp;
    this.privateIp = main.privateIp;
  }

  /** Web from the load balancer or from the allowed ranges, SSH when asked for, and the way to the Kubernetes API. */
  private createSecurityGroup(name: string, props: NetworkPlaceProps): SecurityGroup {
    const { vpcId, webCidrs, sshCidrs, loadBalancerSecurityGroupId, clusterSecurityGroupId } = props;
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
    new VpcSecurityGroupIngressRule(this, "to-cluster", {
      securityGroupId: clusterSecurityGroupId,
      referencedSecurityGroupId: group.id,
      description: "Jenkins to the Kubernetes API",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    return group;
  }
}
