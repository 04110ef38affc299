import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { dashed } from "../ids";

export interface SecurityGroupsProps {
  readonly name: string;
  readonly vpcId: string;
  /** Who may reach ports 80 and 443 of the load balancer. */
  readonly loadBalancerCidrs: readonly string[];
}

/** Ports of the load balancer that clients may reach. */
const WEB = { http: 80, https: 443 } as const;

/**
 * The groups that other stacks attach rules to, and the VPC's default group without any rule.
 *
 * - nodes: nothing may come in until a stack that needs it says so. Traffic between nodes and the control plane is
 *   carried by the group that EKS makes, which nodes have too.
 * - load balancer: web ports from the allowed ranges; the way to the nodes is added where an application is.
 */
export class SecurityGroups extends Construct {
  readonly nodesId: string;
  readonly loadBalancerId: string;

  constructor(scope: Construct, id: string, props: SecurityGroupsProps) {
    super(scope, id);
    const { name, vpcId, loadBalancerCidrs } = props;

    new DefaultSecurityGroup(this, "default", { vpcId, tags: { Name: `${name}-default-unused` } });
    const group = (role: string, description: string) =>
      new SecurityGroup(this, role, { vpcId, name: `${name}-${role}`, description, tags: { Name: `${name}-${role}` } });

    const nodes = group("nodes", "Nodes of the cluster");
    new VpcSecurityGroupEgressRule(this, "nodes-out", {
      securityGroupId: nodes.id,
      description: "Image registries and AWS services",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });

    const loadBalancer = group("load-balancer", "Application load balancers of the cluster");
    for (const range of loadBalancerCidrs) {
      for (const [protocol, port] of Object.entries(WEB)) {
        new VpcSecurityGroupIngressRule(this, `${protocol}-from-${idOf(range)}`, {
          securityGroupId: loadBalancer.id,
          description: `${protocol.toUpperCase()} from ${range}`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: range,
        });
      }
    }
    this.nodesId = nodes.id;
    this.loadBalancerId = loadBalancer.id;
  }
}

/** `10.0.0.0/8` is `10-0-0-0-8`, and `0.0.0.0/0` is `anywhere`: keyed by range, so adding one moves no other. */
const idOf = (range: string): string => (range === "0.0.0.0/0" ? "anywhere" : dashed(range));
