/** One EKS add-on: when it is made, what it may do in AWS and how it is configured. */
export interface AddOnSpec {
  /** Nodes never become ready without the first kind; the second kind never becomes active without nodes. */
  readonly when: "before-nodes" | "after-nodes";
  /** Rights of the add-on's pods through EKS Pod Identity. @default none */
  readonly identity?: {
    /** Service account of the pods, given by the add-on. */
    readonly serviceAccount: string;
    /** Managed policy of the role. */
    readonly policyArn: string;
    /** Whether it also makes volumes under the cluster's volume key. @default false */
    readonly usesVolumeKey?: boolean;
  };
  /** Configuration values, keys in alphabetical order. @default the add-on's own */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /**
   * Configuration values in addition, where nodes have taints: what must run on every node, and does not tolerate every taint by
   * itself as the VPC CNI, kube-proxy, the Pod Identity agent and the EBS CSI driver do. @default none
   */
  readonly onTaintedNodes?: Readonly<Record<string, unknown>>;
}

/**
 * Every add-on of a cluster, by EKS's name for it. Names, service accounts and policies: EKS user guide,
 * "Amazon EKS add-ons" and "Community add-ons".
 */
export const ADD_ONS = {
  /** Hands pods the credentials of their own role. */
  "eks-pod-identity-agent": { when: "before-nodes" },
  /**
   * Has a role of its own instead of rights on every node. That works on a node's first start too: the agent above
   * uses the host network and tolerates nodes that are not ready, and the association is made with the add-on.
   * Enforces NetworkPolicy, which it ignores by default.
   */
  "vpc-cni": {
    when: "before-nodes",
    identity: { serviceAccount: "aws-node", policyArn: "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy" },
    configuration: { enableNetworkPolicy: "true" },
  },
  "kube-proxy": { when: "before-nodes" },
  coredns: { when: "after-nodes" },
  /** V2 of the policy reaches only volumes the driver itself made, and knows no KMS key. */
  "aws-ebs-csi-driver": {
    when: "after-nodes",
    identity: {
      serviceAccount: "ebs-csi-controller-sa",
      policyArn: "arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2",
      usesVolumeKey: true,
    },
  },
  "metrics-server": { when: "after-nodes" },
  /** Brings the Secrets Store CSI driver. Mounted files follow a rotated secret within two minutes. */
  "aws-secrets-store-csi-driver-provider": {
    when: "after-nodes",
    configuration: { "secrets-store-csi-driver": { enableSecretRotation: true } },
    // The driver tolerates everything, its AWS provider nothing (secrets-store-csi-driver-provider-aws issue 267).
    onTaintedNodes: { tolerations: [{ operator: "Exists" }] },
  },
} as const satisfies Record<string, AddOnSpec>;

/** Name of an add-on this module installs. */
export type AddOnName = keyof typeof ADD_ONS;
