import pins from "../../pins.json";
import { CRITICAL, RESTRICTED_CONTAINER, resources, tagOf } from "../helm";
import type { Statement } from "../iam";
import type { ControllersProps } from "./props";

/** Service account of the autoscaler. */
export const CLUSTER_AUTOSCALER = "cluster-autoscaler";

/** Newest patch of the autoscaler's image for each minor version of Kubernetes; a minor that is not there starts with its first. */
const PATCHES: Readonly<Record<string, number>> = pins.images["cluster-autoscaler"].patches;
/** Digests by version, of those that were seen. */
const DIGESTS: Readonly<Record<string, string>> = pins.images["cluster-autoscaler"].digests;

/** Tag of the image for a minor version of Kubernetes, with its digest where that is known. */
function imageTag(minor: string): string {
  const version = `${minor}.${PATCHES[minor] ?? 0}`;
  const digest = DIGESTS[version];
  return digest ? tagOf({ version: `v${version}`, digest }) : `v${version}`;
}

type Props = Pick<ControllersProps, "clusterName" | "region" | "account" | "kubernetesVersion" | "maxNodes">;

/**
 * Values of the cluster autoscaler's chart. The image must have the minor version of the cluster: it simulates
 * that version's scheduler.
 */
export const clusterAutoscalerValues = ({ clusterName, region, kubernetesVersion, maxNodes }: Props): object => ({
  fullnameOverride: CLUSTER_AUTOSCALER,
  autoDiscovery: { clusterName },
  awsRegion: region,
  image: { tag: imageTag(kubernetesVersion) },
  priorityClassName: CRITICAL, // without it no node is added for anything else: apps make room
  rbac: { serviceAccount: { name: CLUSTER_AUTOSCALER } },
  extraArgs: {
    "balance-similar-node-groups": true,
    expander: "least-waste",
    "max-nodes-total": maxNodes,
    // Applications write to emptyDir volumes; without this no node that runs one would ever be removed.
    "skip-nodes-with-local-storage": false,
  },
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 65534,
    runAsGroup: 65534,
    seccompProfile: { type: "RuntimeDefault" },
  },
  containerSecurityContext: RESTRICTED_CONTAINER,
  resources: resources("50m", "96Mi", "384Mi", "200m"),
});

/**
 * What the autoscaler does in AWS (cluster-autoscaler/cloudprovider/aws/README.md, "Full Cluster Autoscaler Features
 * Policy"): it looks at everything, because these calls know no resource, and changes only this cluster's groups.
 */
export const clusterAutoscalerPermissions = ({
  clusterName,
  region,
  account,
}: Pick<Props, "clusterName" | "region" | "account">): readonly Statement[] => [
  {
    Sid: "Look",
    Action: [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeAutoScalingInstances",
      "autoscaling:DescribeLaunchConfigurations",
      "autoscaling:DescribeScalingActivities",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:GetInstanceTypesFromInstanceRequirements",
    ],
    Resource: "*",
  },
  {
    Sid: "LookAtNodeGroups",
    Action: "eks:DescribeNodegroup",
    Resource: `arn:aws:eks:${region}:${account}:nodegroup/${clusterName}/*`,
  },
  {
    Sid: "ScaleThisCluster",
    Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
    Resource: `arn:aws:autoscaling:${region}:${account}:autoScalingGroup:*:autoScalingGroupName/*`,
    Condition: { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } },
  },
];
