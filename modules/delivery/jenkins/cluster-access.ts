import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";

export interface ClusterAccessProps {
  readonly clusterName: string;
  readonly roleArn: string;
  /** Namespaces the role may change things in. */
  readonly namespaces: readonly string[];
}

/**
 * Lets a role roll out applications in some namespaces of the cluster, and nowhere else. `AmazonEKSEditPolicy` may change
 * workloads, not roles, quotas or the namespace (Amazon EKS user guide, "access policy permissions").
 */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, { clusterName, roleArn, namespaces }: ClusterAccessProps) {
    super(scope, id);
    const entry = new EksAccessEntry(this, "entry", { clusterName, principalArn: roleArn });
    new EksAccessPolicyAssociation(this, "policy", {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
      accessScope: { type: "namespace", namespaces: [...new Set(namespaces)].sort() },
    });
  }
}
