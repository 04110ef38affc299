/** A zone that nodes can be in. */
export interface NodeZone {
  /** Short name, part of addresses and names: `a` for `us-east-1a`. */
  readonly key: string;
  readonly subnetId: string;
}

/**
 * One node group: a managed node group of EKS in each of its zones, so an Auto Scaling group each. Volumes and the pods that
 * use them cannot leave their zone, and the autoscaler has to be able to make a node in just that one ("Auto Scaling
 * groups", Amazon EKS best practices guide). What says that it replaces the group makes the new one first.
 */
export interface NodeGroup {
  /** At least one. Another one makes another managed node group and leaves the others as they are. */
  readonly zones: readonly NodeZone[];
  /** EC2 instance types, the preferred one first; several make spot capacity easier to get. Changing them replaces the group. */
  readonly instanceTypes: readonly string[];
  /** `spot` costs about a third and ends at two minutes' notice. Changing it replaces the group. */
  readonly capacity: "on-demand" | "spot";
  /** Fewest nodes of all zones together. */
  readonly min: number;
  /** Nodes at creation, of all zones together. Later the autoscaler owns the number and a change here does nothing. */
  readonly desired: number;
  /** Most nodes of all zones together; the autoscaler keeps to it, and no zone alone has more. */
  readonly max: number;
  /** Size of each node's encrypted gp3 volume in GiB, 20 at least. Changing it replaces the nodes one after the other. */
  readonly diskSizeGb: number;
  /** Kubernetes labels of the nodes. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** Kubernetes taints of the nodes. @default none */
  readonly taints?: readonly Taint[];
  /** Kubernetes version of the nodes; it may stay behind the control plane's while that proves itself. @default the control plane's */
  readonly version?: string | undefined;
  /** Release of the node image, for example `1.35.3-20260714`. @default the newest when the group is made or its version changes */
  readonly releaseVersion?: string | undefined;
  /** Node image family. Changing it replaces the group. @default AL2023_x86_64_STANDARD */
  readonly amiType?: string;
}

/** Keeps pods that do not tolerate it away from a node. */
export interface Taint {
  readonly key: string;
  readonly value?: string | undefined;
  readonly effect: "NO_SCHEDULE" | "NO_EXECUTE" | "PREFER_NO_SCHEDULE";
}

/**
 * Processor credits of T nodes: on the spot market `standard`, so that a node spends what it earned and no more. AWS advises
 * it there, because a spot node seldom lives long enough to earn back what it ran up, and that is paid ($0.05 per vCPU-hour).
 * Others stay as AWS has them, `unlimited`; a group with any other family must not say it at all.
 * Source: Amazon EC2 user guide, "Unlimited mode concepts for burstable instances", T3 on the spot market.
 */
export const cpuCredits = ({ capacity, instanceTypes }: NodeGroup): "standard" | undefined =>
  capacity === "spot" && instanceTypes.every((type) => /^t\d/.test(type)) ? "standard" : undefined;

/** A volume of a node: its device and, unless the image decides, its size in GiB. */
export interface NodeVolume {
  readonly deviceName: string;
  readonly sizeGb?: number;
}

/**
 * The volumes of a node. Bottlerocket keeps its read-only system on the first device and images, logs and
 * container data on the second; every other image has one root volume.
 */
export const nodeVolumes = (amiType: string, sizeGb: number): NodeVolume[] =>
  amiType.startsWith("BOTTLEROCKET")
    ? [{ deviceName: "/dev/xvda" }, { deviceName: "/dev/xvdb", sizeGb }]
    : [{ deviceName: "/dev/xvda", sizeGb }];
