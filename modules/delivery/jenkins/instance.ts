import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Role } from "../../iam";
import type { JenkinsProps } from "../props";

/** Where AWS publishes the newest image. Source: Amazon Linux 2023 user guide, "using SSM parameters". */
const NEWEST_IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

export interface InstanceProps extends Pick<JenkinsProps, "instanceType" | "amiId" | "rootVolumeGb"> {
  readonly name: string;
  readonly subnetId: string;
  readonly securityGroupId: string;
  readonly role: Role;
  /** The way out, which the first boot needs. */
  readonly wayOut: ITerraformDependable;
  /** A change of it makes a new instance: what runs is what the environment file says, and nothing else. */
  readonly userData: string;
  /** Key of the root volume. */
  readonly keyArn: string;
}

/** Makes an instance with Amazon Linux 2023 and the profile of its role; its credentials are for programs on it alone. */
export function makeInstance(scope: Construct, props: InstanceProps): Instance {
  const { name, instanceType, amiId, subnetId, securityGroupId, role, rootVolumeGb, keyArn, userData, wayOut } = props;
  const profile = new IamInstanceProfile(scope, "profile", { name: role.name, role: role.name });
  return new Instance(scope, "main", {
    ami: amiId ?? new DataAwsSsmParameter(scope, "newest-image", { name: NEWEST_IMAGE }).insecureValue,
    instanceType,
    iamInstanceProfile: profile.name,
    subnetId,
    vpcSecurityGroupIds: [securityGroupId],
    userData,
    userDataReplaceOnChange: true,
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
    rootBlockDevice: { volumeType: "gp3", volumeSize: rootVolumeGb, encrypted: true, kmsKeyId: keyArn },
    ebsOptimized: true,
    monitoring: true,
    tags: { Name: name },
    dependsOn: [...role.policies, wayOut],
    // AWS publishes images every few weeks: a newer one must not replace the instance with the next unrelated change. The volume has
    // the provider's tags; of an instance that is imported the provider takes them for others, and would remove them.
    lifecycle: { ignoreChanges: [...(amiId ? [] : ["ami"]), "root_block_device[0].tags"] },
  });
}
