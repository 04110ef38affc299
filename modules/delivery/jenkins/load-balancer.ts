import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";
import type { DeliveryProps, JenkinsProps } from "../props";
import { admitRanges } from "./ranges";

export interface LoadBalancerProps
  extends Pick<DeliveryProps, "name" | "vpcId" | "publicSubnetIds" | "deletionProtection">,
    Pick<JenkinsProps, "webCidrs"> {
  readonly certificateArn: string;
}

/** An application load balancer with a public certificate in front of Jenkins; behind it the traffic is encrypted again. */
export class LoadBalancer extends Construct {
  readonly dnsName: string;
  readonly securityGroupId: string;
  private readonly main: Lb;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: LoadBalancerProps,
  ) {
    super(scope, id);
    const { name, vpcId, webCidrs, publicSubnetIds, deletionProtection } = props;
    const group = new SecurityGroup(this, "security-group", {
      vpcId,
      name: `${name}-jenkins-load-balancer`,
      description: `Load balancer of Jenkins of ${name}`,
      tags: { Name: `${name}-jenkins-load-balancer` },
    });
    admitRanges(this, "https", 443, webCidrs, group.id);
    this.main = new Lb(this, "main", {
      name: `${name}-jenkins`,
      loadBalancerType: "application",
      internal: false,
      subnets: publicSubnetIds as string[], // may be one token that stands for a list: never touched
      securityGroups: [group.id],
      dropInvalidHeaderFields: true,
      enableDeletionProtection: deletionProtection,
    });
    this.dnsName = this.main.dnsName;
    this.securityGroupId = group.id;
  }

  /** Sends requests to one instance, and lets them out to it alone. A load balancer does not check its targets' certificates. */
  sendTo(instanceId: string, instanceSecurityGroupId: string): void {
    const { name, vpcId, certificateArn } = this.props;
    const targets = new LbTargetGroup(this, "targets", {
      name: `${name}-jenkins`,
      vpcId,
      targetType: "instance",
      protocol: "HTTPS",
      port: 443,
      healthCheck: { protocol: "HTTPS", path: "/login", matcher: "200", interval: 30, timeout: 10 },
    });
    new LbTargetGroupAttachment(this, "target", { targetGroupArn: targets.arn, targetId: instanceId });
    new LbListener(this, "listener", {
      loadBalancerArn: this.main.arn,
      protocol: "HTTPS",
      port: 443,
      certificateArn,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      defaultAction: [{ type: "forward", targetGroupArn: targets.arn }],
    });
    new VpcSecurityGroupEgressRule(this, "to-jenkins", {
      securityGroupId: this.securityGroupId,
      referencedSecurityGroupId: instanceSecurityGroupId,
      description: "Jenkins",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
  }
}
