/** CIS Amazon Web Services Foundations Benchmark 3.0.0. */
export const CIS_AWS = {
  "1.16": "No policy gives full administrative rights",
  "1.18": "Instances use roles, not keys",
  "2.1.1": "Buckets refuse plain HTTP",
  "2.1.4": "Buckets block public access",
  "2.3.1": "RDS instances are encrypted at rest",
  "2.3.2": "RDS instances take minor versions automatically",
  "2.3.3": "RDS instances are not public",
  "3.6": "Customer managed keys rotate",
  "3.7": "VPCs have flow logs",
  "5.2": "No administration port is open to 0.0.0.0/0",
  "5.3": "No administration port is open to ::/0",
  "5.4": "The default security group admits nothing",
  "5.6": "Instance metadata needs a token (IMDSv2)",
} as const;

/** CIS Amazon Elastic Kubernetes Service Benchmark 1.8.0; ids checked against kube-bench `cfg/eks-1.8.0`. */
export const CIS_EKS = {
  "2.1.1": "Audit logs are on",
  "2.1.2": "Audit logs are collected and managed",
  "4.1.1": "cluster-admin only where it is needed",
  "4.1.2": "Few may read secrets",
  "4.1.3": "Roles use no wildcards",
  "4.1.5": "Default service accounts are not used",
  "4.1.6": "Service account tokens are mounted only where needed",
  "4.1.7": "Access is managed through access entries",
  "4.2.1": "No privileged containers",
  "4.2.2": "No sharing of the host's processes",
  "4.2.3": "No sharing of the host's IPC",
  "4.2.4": "No sharing of the host's network",
  "4.2.5": "No privilege escalation",
  "4.3.1": "The CNI enforces network policies",
  "4.3.2": "Every namespace has network policies",
  "4.4.1": "Secrets are files, not environment variables",
  "4.4.2": "Secrets are kept outside the cluster",
  "4.5.2": "The default namespace is not used",
  "5.1.1": "Images are scanned for vulnerabilities",
  "5.1.3": "The cluster may only read the image registry",
  "5.2.1": "Pods have service accounts with roles of their own",
  "5.3.1": "Kubernetes secrets are encrypted with a customer managed key",
  "5.4.1": "Access to the control plane is restricted",
  "5.4.2": "The endpoint is private and not public",
  "5.4.3": "Nodes are private",
  "5.4.4": "Network policies are on and set",
  "5.4.5": "Load balancers use TLS",
  "5.5.1": "Users are managed through IAM",
} as const;

/** What CIS Amazon Web Services Foundations Benchmark 5.0.0 asks and 3.0.0 does not. */
export const CIS_AWS_5 = {
  "2.2.4": "RDS instances are in several zones",
  "5.1.2": "File shares are not open to everybody",
} as const;

/** CIS Amazon Web Services Foundations Benchmark 5.0.0, by the id of the same control in 3.0.0. */
export const CIS_AWS_5_OF: Readonly<Partial<Record<keyof typeof CIS_AWS, string>>> = {
  "1.16": "1.15",
  "1.18": "1.17",
  "2.1.1": "2.1.1",
  "2.1.4": "2.1.4",
  "2.3.1": "2.2.1",
  "2.3.2": "2.2.2",
  "2.3.3": "2.2.3",
  "3.6": "3.6",
  "3.7": "3.7",
  "5.2": "5.3",
  "5.3": "5.4",
  "5.4": "5.5",
  "5.6": "5.7",
};
