import { EksNodeGroup } from "@cdktf/provider-aws/lib/eks-node-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Role } from "../iam";
import { cpuCredits, type NodeGroup, type NodeZone, nodeVolumes } from "./node-group";
import { type Sizes, sizesByZone } from "./sizes";

export interface NodeGroupsProps {
  /** First part of the launch templates' names and of the nodes' `Name` tags. */
  readonly name: string;
  readonly clusterName: string;
  /** Kubernetes version of the nodes. */
  readonly version: string;
  readonly securityGroupIds: readonly string[];
  readonly volumeKeyArn: string;
  readonly role: Role;
  /** Tags of instances and volumes in addition to `Name`. */
  readonly tags: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, NodeGroup>>;
  /** What must exist before the first node starts. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Label of every node: the name of its group, which pods select nodes by. */
export const NODE_GROUP_LABEL = "platform/node-group";

/** The node groups of a cluster, each on a launch template of its own that its zones share. */
export class NodeGroups extends Construct {
  /** In order of the groups' names, and then of the zones'. */
  readonly all: EksNodeGroup[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NodeGroupsProps,
  ) {
    super(scope, id);
    this.all = Object.entries(props.groups)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, group]) => this.createGroup(name, group));
  }

  /** One Auto Scaling group each, in the same order. */
  get autoscalingGroupNames(): string[] {
    return this.all.map((group) => group.resources.get(0).autoscalingGroups.get(0).name);
  }

  private createGroup(name: string, group: NodeGroup): EksNodeGroup[] {
    const { amiType = "AL2023_x86_64_STANDARD" } = group;
    const scope = new Construct(this, name);
    const template = this.createTemplate(scope, group, amiType);
    const zones = [...group.zones].sort((a, b) => (a.key < b.key ? -1 : 1));
    const sizes = sizesByZone(group, zones.length);
    return zones.map((zone, i) => this.createZone(scope, group, amiType, template, zone, sizes[i] as Sizes));
  }

  /**
   * The part of a group in one zone. Its name has a random ending, so that what replaces it can be there before it goes:
   * under a fixed name, a change of instance types would first end every pod.
   */
  private createZone(
    group: Construct,
    settings: NodeGroup,
    amiType: string,
    template: LaunchTemplate,
    { key, subnetId }: NodeZone,
    { min, desired, max }: Sizes,
  ): EksNodeGroup {
    const { clusterName, version, role, dependsOn } = this.props;
    const { capacity, instanceTypes, labels = {}, taints = [] } = settings;
    return new EksNodeGroup(new Construct(group, key), "main", {
      clusterName,
      nodeGroupNamePrefix: `${group.node.id}-${key}-`,
      version: settings.version ?? version,
      ...(settings.releaseVersion && { releaseVersion: settings.releaseVersion }),
      amiType,
      nodeRoleArn: role.arn,
      subnetIds: [subnetId],
      capacityType: capacity === "spot" ? "SPOT" : "ON_DEMAND",
      instanceTypes: [...instanceTypes],
      launchTemplate: { id: template.id, version: template.getStringAttribute("latest_version") },
      scalingConfig: { minSize: min, desiredSize: desired, maxSize: max },
      updateConfig: { maxUnavailablePercentage: 33 },
      nodeRepairConfig: { enabled: true },
      labels: { ...labels, [NODE_GROUP_LABEL]: group.node.id },
      ...(taints.length > 0 && {
        taint: taints.map((taint) => ({
          key: taint.key,
          effect: taint.effect,
          ...(taint.value && { value: taint.value }),
        })),
      }),
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ["scaling_config[0].desired_size"] },
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
