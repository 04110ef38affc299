import type { AddOnName } from "./add-ons";
import type { NodeGroup } from "./node-group";

/**
 * Where the control plane's network interfaces are. EKS keeps to the zones that a cluster is made in: later it takes other
 * subnets of the same zones, and refuses any of another one.
 */
export interface ControlPlanePlace {
  readonly subnetIds: readonly string[];
  /**
   * Whether a change of `subnetIds` is left alone, which is how they stay what they were at creation when they are every
   * subnet there is.
   */
  readonly isFixed: boolean;
}

export interface EksProps {
  /** Name of the cluster and first part of every other name; 40 characters at most. Changing it replaces the cluster. */
  readonly name: string;
  /** Region of the cluster, for example `us-east-1`. */
  readonly region: string;
  /** Account of the cluster: twelve digits. */
  readonly account: string;
  /** Kubernetes version of the control plane, and of nodes that name none, for example `1.35`. One minor version at a time, never back. */
  readonly version: string;
  /**
   * `STANDARD`: AWS upgrades the control plane when standard support of `version` ends.
   * `EXTENDED`: it stays, at six times the hourly price.
   * @default "STANDARD"
   */
  readonly supportType?: "STANDARD" | "EXTENDED";
  /** ARNs of the IAM roles and users that administer the cluster. Nobody else does, not even its creator. */
  readonly admins: readonly string[];
  /** ARNs of IAM roles and users that may look at everything, secrets too, and change nothing: for plans. @default none */
  readonly viewers?: readonly string[];
  /** Subnets of the control plane's network interfaces, in two zones at least. */
  readonly controlPlane: ControlPlanePlace;
  /** Security group that every node gets in addition to the cluster's own. */
  readonly nodeSecurityGroupId: string;
  /** Who may reach the Kubernetes API from the internet. Empty: nobody, the private endpoint is the only one. */
  readonly publicAccessCidrs: readonly string[];
  /**
   * Who besides the cluster's own group may reach the private endpoint on port 443. Whoever comes from the VPC or from a
   * network connected to it uses that endpoint, public one or not. @default nobody
   */
  readonly privateAccessCidrs?: readonly string[];
  /** IPv4 range of Kubernetes services, outside the VPC. Changing it replaces the cluster. @default 172.20.0.0/16 */
  readonly serviceCidr?: string;
  /** How long control plane logs are kept, in days. @default 365 */
  readonly logRetentionDays?: number;
  /** Managed node groups by name. Renaming one replaces it; adding one moves no other. */
  readonly nodeGroups: Readonly<Record<string, NodeGroup>>;
  /**
   * Exact add-on versions, for example `v1.20.1-eksbuild.1`.
   * @default AWS's default for `version`, looked up when planning: it moves with `version`, and when AWS moves it
   */
  readonly addOnVersions?: { readonly [name in AddOnName]?: string | undefined };
  /** Also make an OIDC provider, for tools that cannot use EKS Pod Identity. @default false */
  readonly oidcProvider?: boolean;
  /** Makes EKS refuse to delete the cluster until this is false and applied. @default true */
  readonly deletionProtection?: boolean;
  /**
   * Tags of the instances and volumes that EKS makes from the launch templates.
   * The provider's default tags reach only what Terraform makes itself.
   * @default none but `Name`
   */
  readonly nodeTags?: Readonly<Record<string, string>>;
}

/** What others may rely on; everything else is private to the module. */
export interface EksOutputs {
  readonly clusterName: string;
  readonly clusterArn: string;
  /** HTTPS address of the Kubernetes API. */
  readonly clusterEndpoint: string;
  /** Certificate of the Kubernetes API's authority, base64; public. */
  readonly clusterCertificateAuthority: string;
  /** Security group that EKS made for the control plane and the nodes; its members reach each other freely. */
  readonly clusterSecurityGroupId: string;
  /** Role of every node, `<name>-node-group-role`. */
  readonly nodeRoleArn: string;
  /** Key of the nodes' root volumes and of persistent volumes. */
  readonly volumeKeyArn: string;
  /** One per node group, in order of the groups' names. */
  readonly autoscalingGroupNames: string[];
}
