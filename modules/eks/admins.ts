import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Construct } from "constructs";
import { adminIds } from "./admin-ids";

export interface AdminsProps {
  readonly clusterName: string;
  /** Account of the cluster: twelve digits. */
  readonly account: string;
  /** ARNs of IAM roles and users. */
  readonly admins: readonly string[];
}

/** The IAM roles and users that may do everything in a cluster. */
export class Admins extends Construct {
  constructor(scope: Construct, id: string, { clusterName, account, admins }: AdminsProps) {
    super(scope, id);
    for (const [principalArn, adminId] of adminIds(admins, account)) {
      const admin = new Construct(this, adminId);
      const entry = new EksAccessEntry(admin, "entry", { clusterName, principalArn });
      new EksAccessPolicyAssociation(admin, "policy", {
        clusterName,
        principalArn: entry.principalArn,
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
        accessScope: { type: "cluster" },
      });
    }
  }
}
