import type { Construct } from "constructs";
import type { Statement } from "../iam";
import { EncryptionKey } from "../kms";

/** The key of the nodes' root volumes and of the volumes that the EBS CSI driver makes. */
export const createVolumeKey = (scope: Construct, name: string, account: string): EncryptionKey =>
  new EncryptionKey(scope, "volumes-key", {
    alias: `${name}-volumes`,
    description: `Node and persistent volumes of ${name}`,
    account,
    usedBy: forAutoScaling(account),
  });

/**
 * Lets EC2 Auto Scaling start nodes with encrypted volumes, by the two statements AWS asks for
 * ("Required AWS KMS key policy for use with encrypted volumes", EC2 Auto Scaling user guide).
 *
 * The service-linked role is named by condition and not as the principal: it exists only after the first
 * Auto Scaling group of an account, and KMS refuses a policy with a principal that does not exist, so a new account
 * could never make its first cluster. Nobody can assume or edit that role but the service itself.
 */
function forAutoScaling(account: string): Statement[] {
  const role = `arn:aws:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`;
  const isAutoScaling = { "aws:PrincipalArn": role, "kms:CallerAccount": account };
  return [
    {
      Sid: "AutoScalingUsesKey",
      Principal: { AWS: "*" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringEquals: isAutoScaling },
    },
    {
      Sid: "AutoScalingAttachesVolumes",
      Principal: { AWS: "*" },
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { StringEquals: isAutoScaling, Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ];
}
