import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { Construct } from "constructs";

/**
 * Group of Kubernetes that builds are in. What it may do is said in the namespace of each application: look at the one
 * Deployment and change it. `AmazonEKSEditPolicy` would let builds read every secret of those namespaces.
 */
export const PIPELINES_GROUP = "platform:pipelines";

export interface ClusterAccessProps {
  readonly clusterName: string;
  readonly roleArn: string;
}

/** Lets a role log in to the cluster as a member of the group of pipelines. */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, { clusterName, roleArn }: ClusterAccessProps) {
    super(scope, id);
    new EksAccessEntry(this, "entry", { clusterName, principalArn: roleArn, kubernetesGroups: [PIPELINES_GROUP] });
  }
}
