import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Role } from "../iam";
import { cpuCredits, type NodeGroup, nodeVolumes } from "./node-group";

export interface NodeGroupsProps {
  /** First part of the launch templates' names and of the nodes' `Name` tags. */
  readonly name: string;
  readonly clusterName: string;
  /** Kubernetes version of the nodes. */
  readonly version: string;
  /** Where the nodes are; passed on untouched, because it may be one token that stands for a list. */
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly volumeKeyArn: string;
  readonly role: Role;
  /** Tags of instances and volumes in addition to `Name`. */
  readonly tags: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, NodeGroup>>;
  /** What must exist before the first node starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** The managed node groups of a cluster, each on a launch template of its own. */
export class NodeGroups extends Construct {
  /** In order of their names. */
  readonly all: EksNodeGroup[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NodeGroupsProps,
  ) {
    super(scope, id);
    this.all = Object.entries(props.groups)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, group]) => this.createGroup(name, group));
  }

  /** One Auto Scaling group per node group, in order of the node groups' names. */
  get autoscalingGroupNames(): string[] {
    return this.all.map((group) => group.resources.get(0).autoscalingGroups.get(0).name);
  }

  private createGroup(nodeGroupName: string, group: NodeGroup): EksNodeGroup {
    const { clusterName, version, subnetIds, role, dependsOn } = this.props;
    const { capacity, min, desired, max, labels = {}, taints = [], amiType = "AL2023_x86_64_STANDARD" } = group;
    const scope = new Construct(this, nodeGroupName);
    const template = this.createTemplate(scope, group, amiType);
    return new EksNodeGroup(scope, "main", {
      clusterName,
      nodeGroupName,
      version: group.version ?? version,
      ...(group.releaseVersion && { releaseVersion: group.releaseVersion }),
      amiType,
      nodeRoleArn: role.arn,
      subnetIds: subnetIds as string[],
      capacityType: capacity === "spot" ? "SPOT" : "ON_DEMAND",
      instanceTypes: [...group.instanceTypes],
      launchTemplate: { id: template.id, version: template.getStringAttribute("latest_version") },
      scalingConfig: { minSize: min, desiredSize: desired, maxSize: max },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(taints.length > 0 && {
        taint: taints.map(({ key, value, effect }) => ({ key, effect, ...(value && { value }) })),
      }),
      lifecycle: { ignoreChanges: ["scaling_config[0].desired_size"] },
      dependsOn: [...dependsOn, ...role.policies],
    });
  }

  /** How a node starts. Without user data, image, profile or instance type: EKS fills those in. */
  private createTemplate(scope: Construct, group: NodeGroup, amiType: string): LaunchTemplate {
    const { name, securityGroupIds, volumeKeyArn } = this.props;
    const nodeName = `${name}-${scope.node.id}`;
    const tags = { ...this.props.tags, Name: nodeName };
    const credits = cpuCredits(group);
    return new LaunchTemplate(scope, "template", {
      name: nodeName,
      description: `Nodes of group ${scope.node.id} of ${name}`,
      vpcSecurityGroupIds: [...securityGroupIds],
      blockDeviceMappings: nodeVolumes(amiType, group.diskSizeGb).map(({ deviceName, sizeGb }) => ({
        deviceName,
        ebs: {
          encrypted: "true",
          kmsKeyId: volumeKeyArn,
          volumeType: "gp3",
          deleteOnTermination: "true",
          ...(sizeGb && { volumeSize: sizeGb }),
        },
      })),
      metadataOptions: METADATA,
      monitoring: { enabled: true },
      ...(credits && { creditSpecification: { cpuCredits: credits } }),
      tagSpecifications: ["instance", "volume"].map((resourceType) => ({ resourceType, tags })),
    });
  }
}

/** IMDSv2 only, and one hop: pods cannot reach the node's credentials. */
const METADATA = {
  httpEndpoint: "enabled",
  httpTokens: "required",
  httpPutResponseHopLimit: 1,
  instanceMetadataTags: "disabled",
};
