import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { Role, trustService } from "../iam";
import { EncryptionKey, forLogGroups } from "../kms";
import { AddOns } from "./add-on";
import { Members } from "./members";
import { NodeGroups } from "./node-groups";
import { createNodeRole } from "./node-role";
import type { EksOutputs, EksProps } from "./props";
import { createVolumeKey } from "./volume-key";

export { NODE_GROUP_LABEL } from "./node-groups";
export type { EksOutputs, EksProps } from "./props";

/**
 * Whoever made the cluster is no administrator of it. It counts at the creation only and EKS never says it again: an import, as after
 * a lost state, reads true, and would make the cluster anew.
 */
const ONLY_AT_CREATION = "access_config[0].bootstrap_cluster_creator_admin_permissions";

/**
 * An EKS cluster with its administrators, managed node groups and add-ons, made in the order that works:
 * control plane, add-ons that nodes need, nodes, add-ons that need nodes. Destroying goes the other way.
 */
export class Eks extends Construct {
  readonly outputs: EksOutputs;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EksProps,
  ) {
    super(scope, id);
    const { name, account, version, admins, viewers = [], nodeSecurityGroupId } = props;

    const cluster = this.createCluster();
    const { clusterSecurityGroupId } = cluster.vpcConfig;
    new Members(this, "admins", { clusterName: cluster.name, account, arns: admins });
    new Members(this, "viewers", { clusterName: cluster.name, account, arns: viewers });
    if (props.oidcProvider) this.createOidcProvider(cluster);
    this.admit(props.privateAccessCidrs ?? [], clusterSecurityGroupId);

    const volumeKeyArn = createVolumeKey(this, name, account).arn;
    const nodeRole = createNodeRole(this, props);
    const addOns = new AddOns(this, "add-ons", {
      name,
      cluster,
      volumeKeyArn,
      kubernetesVersion: version,
      hasTaints: Object.values(props.nodeGroups).some(({ taints = [] }) => taints.length > 0),
      versions: props.addOnVersions ?? {},
    });
    const nodes = new NodeGroups(this, "nodes", {
      name,
      clusterName: cluster.name,
      version,
      securityGroupIds: [clusterSecurityGroupId, nodeSecurityGroupId],
      volumeKeyArn,
      role: nodeRole,
      tags: props.nodeTags ?? {},
      groups: props.nodeGroups,
      dependsOn: addOns.install("before-nodes"),
    });
    addOns.install("after-nodes", nodes.all);

    this.outputs = {
      clusterName: cluster.name,
      clusterArn: cluster.arn,
      clusterEndpoint: cluster.endpoint,
      clusterCertificateAuthority: cluster.certificateAuthority.get(0).data,
      clusterSecurityGroupId,
      nodeRoleArn: nodeRole.arn,
      volumeKeyArn,
      autoscalingGroupNames: nodes.autoscalingGroupNames,
    };
  }

  /** The control plane. Its role and log group exist before it and outlive it. */
  private createCluster(): EksCluster {
    const { name, account, version, publicAccessCidrs, controlPlane } = this.props;
    const role = new Role(this, "cluster-role", {
      name: `${name}-cluster-role`,
      trust: trustService("eks.amazonaws.com"),
      policies: { cluster: "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy" },
    });
    const secretsKey = new EncryptionKey(this, "secrets-key", {
      alias: `${name}-secrets`,
      description: `Kubernetes secrets of ${name}`,
      account,
    });
    return new EksCluster(this, "main", {
      name,
      version,
      roleArn: role.arn,
      bootstrapSelfManagedAddons: false,
      deletionProtection: this.props.deletionProtection ?? true,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      encryptionConfig: { provider: { keyArn: secretsKey.arn }, resources: ["secrets"] },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: this.props.serviceCidr ?? "172.20.0.0/16" },
      upgradePolicy: { supportType: this.props.supportType ?? "STANDARD" },
      vpcConfig: {
        subnetIds: controlPlane.subnetIds as string[], // may be one token that stands for a list: never touched
        endpointPrivateAccess: true,
        ...publicAccess(publicAccessCidrs),
      },
      lifecycle: { ignoreChanges: [ONLY_AT_CREATION, ...(controlPlane.isFixed ? ["vpc_config[0].subnet_ids"] : [])] },
      dependsOn: [this.createLogGroup(), ...role.policies],
    });
  }

  /** EKS would make the group itself, without a key and kept for ever. Its name is fixed by EKS. */
  private createLogGroup(): CloudwatchLogGroup {
    const { name, region, account, logRetentionDays = 365 } = this.props;
    const groupName = `/aws/eks/${name}/cluster`;
    const key = new EncryptionKey(this, "logs-key", {
      alias: `${name}-control-plane-logs`,
      description: `Control plane logs of ${name}`,
      account,
      usedBy: [forLogGroups(region, account, groupName)],
    });
    return new CloudwatchLogGroup(this, "logs", {
      name: groupName,
      kmsKeyId: key.arn,
      retentionInDays: logRetentionDays,
    });
  }

  /**
   * One rule per range on the group that EKS made, keyed by the range, so that adding one moves no other. Without any,
   * that group admits itself alone (Amazon EKS user guide, "Accessing a private only API server").
   */
  private admit(ranges: readonly string[], securityGroupId: string): void {
    const scope = new Construct(this, "private-access");
    for (const range of ranges) {
      new VpcSecurityGroupIngressRule(scope, range.replaceAll(/[./]/g, "-"), {
        securityGroupId,
        description: `Kubernetes API from ${range}`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: range,
      });
    }
  }

  private createOidcProvider(cluster: EksCluster): void {
    new IamOpenidConnectProvider(this, "oidc", {
      url: cluster.identity.get(0).oidc.get(0).issuer,
      clientIdList: ["sts.amazonaws.com"],
    });
  }
}

const publicAccess = (cidrs: readonly string[]) =>
  cidrs.length > 0 ? { endpointPublicAccess: true, publicAccessCidrs: [...cidrs] } : { endpointPublicAccess: false };
