import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { VolumeAttachment } from "@cdktf/provider-aws/lib/volume-attachment";
import { Construct } from "constructs";
import type { Role } from "../../iam";
import type { DeliveryProps, JenkinsProps } from "../props";
import { firstBoot } from "./first-boot";
import type { NetworkPlace } from "./network-place";

/** Where AWS publishes the newest image. Source: Amazon Linux 2023 user guide, "using SSM parameters". */
const NEWEST_IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

export interface MachineProps
  extends Pick<
      DeliveryProps,
      "name" | "region" | "account" | "zone" | "zoneSubnetId" | "clusterName" | "deletionProtection"
    >,
    Pick<
      JenkinsProps,
      "version" | "plugins" | "pipelines" | "instanceType" | "amiId" | "rootVolumeGb" | "dataVolumeGb"
    > {
  readonly place: NetworkPlace;
  /** Host name or address of the web interface. */
  readonly webHost: string;
  readonly role: Role;
  /** Key of both volumes. */
  readonly keyArn: string;
  readonly adminSecretArn: string;
}

/** The instance Jenkins runs on, which can be replaced at any time, and the volume that holds everything of value. */
export class Machine extends Construct {
  readonly instanceId: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: MachineProps,
  ) {
    super(scope, id);
    const volume = this.createDataVolume();
    const instance = this.createInstance(volume.id);
    new VolumeAttachment(this, "data-attachment", {
      instanceId: instance.id,
      volumeId: volume.id,
      deviceName: "/dev/sdf",
      stopInstanceBeforeDetaching: true, // so that the file system is unmounted cleanly
    });
    this.instanceId = instance.id;
  }

  /** `JENKINS_HOME`. Its tags make the backup plan take it. */
  private createDataVolume(): EbsVolume {
    const { name, zone, dataVolumeGb, keyArn, deletionProtection } = this.props;
    return new EbsVolume(this, "data", {
      availabilityZone: zone,
      size: dataVolumeGb,
      type: "gp3",
      encrypted: true,
      kmsKeyId: keyArn,
      tags: { Name: `${name}-jenkins-data`, Backup: "true", Platform: name },
      ...(deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
    });
  }

  /** A change of the first boot makes a new instance: what runs is what the environment file says, and nothing else. */
  private createInstance(dataVolumeId: string): Instance {
    const { name, instanceType, amiId, place, rootVolumeGb, keyArn, role } = this.props;
    const profile = new IamInstanceProfile(this, "profile", { name: role.name, role: role.name });
    return new Instance(this, "main", {
      ami: amiId ?? new DataAwsSsmParameter(this, "newest-image", { name: NEWEST_IMAGE }).insecureValue,
      instanceType,
      iamInstanceProfile: profile.name,
      subnetId: this.props.zoneSubnetId,
      vpcSecurityGroupIds: [place.securityGroupId],
      userData: firstBoot({ ...this.props, dataVolumeId }),
      userDataReplaceOnChange: true,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { volumeType: "gp3", volumeSize: rootVolumeGb, encrypted: true, kmsKeyId: keyArn },
      ebsOptimized: true,
      monitoring: true,
      tags: { Name: `${name}-jenkins` },
      dependsOn: [...role.policies, place.wayOut],
      // AWS publishes images every few weeks: a newer one must not replace the instance with the next unrelated change.
      ...(amiId ? {} : { lifecycle: { ignoreChanges: ["ami"] } }),
    });
  }
}
