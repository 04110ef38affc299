import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import { VolumeAttachment } from "@cdktf/provider-aws/lib/volume-attachment";
import { Construct } from "constructs";
import type { Role } from "../../iam";
import type { DeliveryProps, JenkinsProps } from "../props";
import { type FirstBootProps, firstBoot } from "./first-boot";
import { makeInstance } from "./instance";
import type { NetworkPlace } from "./network-place";

export interface MachineProps
  extends Pick<DeliveryProps, "zone" | "zoneSubnetId" | "deletionProtection">,
    Pick<JenkinsProps, "instanceType" | "amiId" | "rootVolumeGb" | "dataVolumeGb">,
    Omit<FirstBootProps, "dataVolumeId"> {
  readonly place: NetworkPlace;
  readonly role: Role;
  /** Key of both volumes. */
  readonly keyArn: string;
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
    const { name, zoneSubnetId, place } = props;
    const volume = this.createDataVolume();
    const instance = makeInstance(this, {
      ...props,
      name: `${name}-jenkins`,
      subnetId: zoneSubnetId,
      securityGroupId: place.securityGroupId,
      wayOut: place.wayOut,
      userData: firstBoot({ ...props, dataVolumeId: volume.id }),
    });
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
}
