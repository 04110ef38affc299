import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type ServiceAccount, type Statement, trustPods } from "./policy";
import { Role } from "./role";

export interface PodRoleProps extends ServiceAccount {
  /** Name of the role, 64 characters at most. */
  readonly name: string;
  /** EKS cluster whose pods get the role. */
  readonly clusterName: string;
  readonly statements: readonly Statement[];
}

/** A role that the pods of one service account have, through EKS Pod Identity. */
export class PodRole extends Construct {
  /** What must exist before the pods start: a pod gets its credentials when it is admitted, not later. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, { statements, name, ...pods }: PodRoleProps) {
    super(scope, id);
    const role = new Role(this, "role", { name, trust: trustPods(pods), policies: {}, statements });
    const association = new EksPodIdentityAssociation(this, "association", { ...pods, roleArn: role.arn });
    this.ready = [association, ...role.policies];
  }
}
