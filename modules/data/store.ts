import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import type { DataProps } from "./props";

/** What a data store needs of its surroundings. */
export interface StoreProps
  extends Pick<
    DataProps,
    "name" | "account" | "vpcId" | "privateSubnetIds" | "nodeSecurityGroupId" | "deletionProtection"
  > {
  /** Key that encrypts data, logs and credentials. */
  readonly keyArn: string;
}

/** A security group that admits the nodes on one port and nobody else, and lets nothing out. */
export function admitNodes(scope: Construct, what: string, port: number, store: StoreProps): SecurityGroup {
  const name = `${store.name}-${what}`;
  const group = new SecurityGroup(scope, "security-group", {
    vpcId: store.vpcId,
    name,
    description: `The ${what} of ${store.name}`,
    tags: { Name: name },
  });
  new VpcSecurityGroupIngressRule(scope, "from-nodes", {
    securityGroupId: group.id,
    referencedSecurityGroupId: store.nodeSecurityGroupId,
    description: `Nodes to the ${what}`,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
  });
  return group;
}

/** An encrypted log group under the name that a service will use; made first, or the service makes one kept for ever. */
export const createLogGroup = (scope: Construct, id: string, name: string, retentionInDays: number, kmsKeyId: string) =>
  new CloudwatchLogGroup(scope, id, { name, retentionInDays, kmsKeyId });
