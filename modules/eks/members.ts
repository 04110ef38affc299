import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import { memberIds } from "./member-ids";

/** What AWS lets principals do in a cluster: everything, or look at everything, secrets too, and change nothing. */
const POLICIES = { admins: "AmazonEKSClusterAdminPolicy", viewers: "AmazonEKSAdminViewPolicy" } as const;

export interface MembersProps {
  readonly clusterName: string;
  /** Account of the cluster: twelve digits. */
  readonly account: string;
  /** ARNs of IAM roles and users. */
  readonly arns: readonly string[];
}

/** IAM roles and users with the same rights in a whole cluster; the id says which. */
export class Members extends Construct {
  constructor(scope: Construct, id: keyof typeof POLICIES, { clusterName, account, arns }: MembersProps) {
    super(scope, id);
    for (const [principalArn, memberId] of memberIds(arns, account)) {
      const member = new Construct(this, memberId);
      const entry = new EksAccessEntry(member, "entry", { clusterName, principalArn });
      new EksAccessPolicyAssociation(member, "policy", {
        clusterName,
        principalArn: entry.principalArn,
        policyArn: `arn:aws:eks::aws:cluster-access-policy/${POLICIES[id]}`,
        accessScope: { type: "cluster" },
      });
    }
  }
}
