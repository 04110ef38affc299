import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { dashed } from "../../ids";

/** One rule per range, keyed by the range, so that adding one moves no other. */
export function admitRanges(
  scope: Construct,
  protocol: string,
  port: number,
  ranges: readonly string[],
  securityGroupId: string,
): void {
  for (const range of ranges) {
    new VpcSecurityGroupIngressRule(scope, `${protocol}-from-${dashed(range)}`, {
      securityGroupId,
      description: `${protocol.toUpperCase()} from ${range}`,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      cidrIpv4: range,
    });
  }
}
