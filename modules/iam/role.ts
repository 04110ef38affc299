import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "./policy";

export interface RoleProps {
  /** Name of the role, 64 characters at most. Changing it replaces the role. */
  readonly name: string;
  /** Trust policy as JSON. */
  readonly trust: string;
  /** ARNs of managed policies, each under a short name that becomes part of its Terraform address. */
  readonly policies: Readonly<Record<string, string>>;
  /** What the role may do beyond its managed policies. @default nothing */
  readonly statements?: readonly Statement[];
}

/** An IAM role with its permissions. */
export class Role extends Construct {
  readonly arn: string;
  readonly name: string;
  /**
   * Every permission of the role. Depend on these, not only on the role: whoever works with the role
   * then starts after it received its permissions and ends before it loses them.
   */
  readonly policies: ITerraformDependable[];

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const { name, trust, policies, statements = [] } = props;
    const { name: role, arn } = new IamRole(this, "main", { name, assumeRolePolicy: trust });

    this.policies = Object.entries(policies).map(
      ([policy, policyArn]) => new IamRolePolicyAttachment(this, policy, { role, policyArn }),
    );
    if (statements.length > 0) {
      const policy = policyDocument(...statements);
      this.policies.push(new IamRolePolicy(this, "own-policy", { name, role, policy }));
    }
    this.arn = arn;
    this.name = role;
  }
}
