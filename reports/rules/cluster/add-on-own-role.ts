import { attribute, forType, when } from "../checks";
import type { Rule } from "../rule";
import { isSet } from "../values";

export const addOnOwnRole: Rule = {
  id: "add-on-own-role",
  requirement: "Add-ons that call AWS have a role of their own.",
  why: "Otherwise every node, and so every pod, may do what the add-on may.",
  controls: { "cis-eks": ["5.2.1"], "nist-800-53-r5": ["AC-6"] },
  fix: "Set `pod_identity_association`.",
  severity: "medium",
  check: forType(
    "aws_eks_addon",
    when(
      ({ values }) =>
        [
          "vpc-cni",
          "aws-ebs-csi-driver",
          "aws-efs-csi-driver",
          "amazon-cloudwatch-observability",
          "external-dns",
        ].includes(String(values.addon_name)),
      attribute("pod_identity_association.role_arn", isSet),
    ),
  ),
};
