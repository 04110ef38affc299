import { contract, list, text, type Values } from "../platform/contract";

/** The EKS cluster, as its users address it. */
export const cluster = contract("cluster", {
  clusterName: text("Name of the EKS cluster"),
  clusterArn: text("ARN of the EKS cluster"),
  clusterEndpoint: text("HTTPS address of the Kubernetes API"),
  clusterCertificateAuthority: text("Certificate of the Kubernetes API's authority, base64; public"),
  clusterSecurityGroupId: text("Security group that EKS made for the control plane and the nodes"),
  nodeRoleArn: text("IAM role of every node"),
  volumeKeyArn: text("KMS key that encrypts node and persistent volumes"),
  autoscalingGroupNames: list("Auto Scaling groups of the node groups, in order of the node groups' names"),
});

export interface ClusterOutputs extends Values<typeof cluster> {}
