import * as z from "zod";
import { cidr, kubernetesName, like, matching, oneOf, retentionDays, whole, zoneName } from "./scalars";

const taint = z.strictObject({
  key: like("labelKey").describe("Key of the taint."),
  value: like("labelValue").optional().describe("Value of the taint. Default none."),
  effect: oneOf(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"]).describe(
    "What happens to pods that do not tolerate the taint.",
  ),
});

const nodeGroup = z.strictObject({
  instanceTypes: z
    .array(matching(/^[a-z][a-z0-9-]*\.[a-z0-9]+$/, "is not an EC2 instance type", "it like t3.medium"))
    .min(1, "is empty; write at least one instance type, like t3.medium")
    .describe(
      "EC2 instance types of the group, the preferred one first; several make spot capacity easier to get. Changing them replaces the group, the new one first.",
    ),
  capacity: oneOf(["on-demand", "spot"]).describe(
    "on-demand, or spot (about a third of the price, two minutes' notice). Changing it replaces the group, the new one first.",
  ),
  zones: z
    .array(zoneName)
    .min(1, "is empty, so no node could be made; write at least one zone of network.zones")
    .optional()
    .describe(
      "Zones of the group, one Auto Scaling group each: a volume and its pod cannot leave their zone. Default every zone of the network. Another zone leaves the nodes of the others alone.",
    ),
  min: whole(0, 450, "nodes").describe("Fewest nodes the autoscaler keeps, of all zones together, 0 to 450."),
  desired: whole(0, 450, "nodes").describe(
    "Nodes at creation, of all zones together, from min to max. Later the autoscaler decides, so a change here does nothing.",
  ),
  max: whole(1, 450, "nodes").describe("Most nodes the autoscaler may make, of all zones together, 1 to 450."),
  diskSizeGb: whole(20, 16384, "GiB")
    .default(30)
    .describe("Size of each node's encrypted gp3 root volume in GiB, 20 to 16384. Default 30."),
  amiType: oneOf(["AL2023_x86_64_STANDARD", "AL2023_ARM_64_STANDARD", "BOTTLEROCKET_x86_64", "BOTTLEROCKET_ARM_64"])
    .default("AL2023_x86_64_STANDARD")
    .describe("Node image family. Default AL2023_x86_64_STANDARD. Changing it replaces the group, the new one first."),
  version: matching(/^\d+\.\d+$/, "is not a Kubernetes version", '"1.35", in quotes')
    .optional()
    .describe(
      "Kubernetes version of the nodes in quotes: cluster.version, or the minor version before it until the control plane has proved itself. Default cluster.version.",
    ),
  releaseVersion: matching(
    /^\d+\.\d+\.\d+-[0-9a-f]{8}$/,
    "is not a release of a node image",
    "it like 1.35.3-20260714 (AL2023) or 1.50.0-1a2b3c4d (Bottlerocket)",
  )
    .optional()
    .describe(
      "Release of the node image, for example 1.35.3-20260714: a new one replaces the nodes one after the other. Default: the newest when the group is made or its version changes, and none later.",
    ),
  labels: z
    .record(like("labelKey"), like("labelValue"))
    .default({})
    .describe("Kubernetes labels of the nodes. Default none."),
  taints: z.array(taint.describe("One taint.")).default([]).describe("Kubernetes taints of the nodes. Default none."),
});

const addOnVersion = matching(
  /^v\d+\.\d+\.\d+-eksbuild\.\d+$/,
  "is not an add-on version",
  "it like v1.20.1-eksbuild.1",
);

/** `cluster:` the EKS control plane and its nodes. */
export const cluster = z
  .strictObject({
    name: matching(
      /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,39}$/,
      "is not a cluster name",
      "at most 40 letters, digits, dashes and underscores, like flask-eks",
    ).describe("Name of the EKS cluster, at most 40 characters. Changing it replaces the cluster."),
    version: matching(/^\d+\.\d+$/, "is not a Kubernetes version", '"1.35", in quotes').describe(
      'Kubernetes version in quotes, for example "1.35". Upgrades go one minor version at a time; there is no way back.',
    ),
    supportType: oneOf(["STANDARD", "EXTENDED"])
      .default("STANDARD")
      .describe(
        "STANDARD: AWS upgrades the control plane when standard support ends. EXTENDED: it stays, for $0.60 instead of $0.10 an hour. Default STANDARD.",
      ),
    admins: z
      .array(like("principal"))
      .min(1, "is empty, so nobody could use the cluster; write the ARN of at least one role")
      .describe("IAM roles or users that administer the cluster. Nobody else does, not even its creator."),
    adminAccounts: z
      .array(matching(/^\d{12}$/, "is not an AWS account number", "its 12 digits in quotes"))
      .default([])
      .describe(
        "Further accounts whose principals may be in admins and viewers. Default none: only the environment's own.",
      ),
    viewers: z
      .array(like("principal"))
      .default([])
      .describe(
        "IAM roles or users that may look at everything in the cluster, secrets too, and change nothing: whoever plans the workloads. Default none.",
      ),
    publicAccessCidrs: z
      .array(cidr)
      .default([])
      .describe("Who may reach the Kubernetes API from the internet. Default nobody: private endpoint only."),
    privateAccessCidrs: z
      .array(cidr)
      .default([])
      .describe(
        "Who besides the nodes may reach the private endpoint of the Kubernetes API, from within the VPC or through a VPN, peering or transit gateway: ranges of the runner that deploys the workloads, of your VPN, of a bastion. Default nobody.",
      ),
    zones: z
      .array(zoneName)
      .optional()
      .describe(
        "Zones of the control plane, two at least. EKS keeps to those that the cluster was made in and refuses any other later. Default every zone of the network on the day the cluster is made; zones that join later change nothing.",
      ),
    serviceCidr: cidr
      .default("172.20.0.0/16")
      .describe(
        "IPv4 range of Kubernetes services, /12 to /24, outside network.cidr. Default 172.20.0.0/16. Changing it replaces the cluster.",
      ),
    logRetentionDays: retentionDays
      .default(365)
      .describe("How long control plane logs are kept, in days. Default 365."),
    oidcProvider: z
      .boolean()
      .default(false)
      .describe("Also make an OIDC provider, for tools that cannot use EKS Pod Identity. Default false."),
    addOnVersions: z
      .strictObject({
        "vpc-cni": addOnVersion.optional().describe("Version of the VPC CNI."),
        "kube-proxy": addOnVersion.optional().describe("Version of kube-proxy."),
        "eks-pod-identity-agent": addOnVersion.optional().describe("Version of the Pod Identity agent."),
        coredns: addOnVersion.optional().describe("Version of CoreDNS."),
        "aws-ebs-csi-driver": addOnVersion.optional().describe("Version of the EBS CSI driver."),
        "metrics-server": addOnVersion.optional().describe("Version of the metrics server."),
        "aws-secrets-store-csi-driver-provider": addOnVersion
          .optional()
          .describe("Version of the Secrets Store CSI driver and its AWS provider."),
      })
      .default({})
      .describe(
        "Exact add-on versions. Default: AWS's own for cluster.version, looked up when planning: a plan says so when it moves.",
      ),
    nodeGroups: z
      .record(kubernetesName, nodeGroup.describe("One managed node group."))
      .refine(
        (groups) => Object.keys(groups).length > 0,
        "is empty, so no pod could run; write at least one node group",
      )
      .describe("Managed node groups by name. Renaming one replaces it."),
  })
  .describe("The EKS control plane and its nodes.");
