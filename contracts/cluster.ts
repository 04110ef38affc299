import { zonedNodeGroups } from "../environments/zones";
import { contract, list, text, type Values } from "../platform/contract";
import { always, arn, PREVIEW_CERTIFICATE } from "./samples";

/** The EKS cluster, as its users address it. */
export const cluster = contract("cluster", {
  clusterName: text("Name of the EKS cluster", ({ cluster: settings, name }) => settings?.name ?? name),
  clusterArn: text("ARN of the EKS cluster", arn("eks", "cluster/preview")),
  clusterEndpoint: text("HTTPS address of the Kubernetes API", always("https://preview.invalid")),
  clusterCertificateAuthority: text(
    "Certificate of the Kubernetes API's authority, base64; public",
    always(PREVIEW_CERTIFICATE),
  ),
  clusterSecurityGroupId: text(
    "Security group that EKS made for the control plane and the nodes",
    always("sg-preview-cluster"),
  ),
  nodeRoleArn: text("IAM role of every node", arn("iam", "role/preview-node")),
  volumeKeyArn: text("KMS key that encrypts node and persistent volumes", arn("kms", "key/preview-volumes")),
  autoscalingGroupNames: list(
    "Auto Scaling groups, one per node group and zone, in order of the node groups' names and then of the zones'",
    (environment) => zonedNodeGroups(environment).map((_group, i) => `preview-${i + 1}`),
  ),
});

export interface ClusterOutputs extends Values<typeof cluster> {}
