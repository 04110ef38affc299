import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import type { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { Role, type Statement, trustPods } from "../iam";
import { ADD_ONS, type AddOnName, type AddOnSpec } from "./add-ons";
import type { EksProps } from "./props";

export interface AddOnsProps {
  /** Name of the cluster and first part of the roles' names. */
  readonly name: string;
  readonly cluster: EksCluster;
  readonly volumeKeyArn: string;
  readonly versions: NonNullable<EksProps["addOnVersions"]>;
}

/** The add-ons of a cluster, installed in two steps around its nodes. */
export class AddOns extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AddOnsProps,
  ) {
    super(scope, id);
  }

  /** Installs the add-ons of one step, after `dependsOn`. */
  install(when: AddOnSpec["when"], dependsOn: readonly ITerraformDependable[] = []): EksAddon[] {
    return Object.entries<AddOnSpec>(ADD_ONS)
      .filter(([, spec]) => spec.when === when)
      .map(([name, spec]) => this.installOne(name as AddOnName, spec, dependsOn));
  }

  private installOne(addOnName: AddOnName, spec: AddOnSpec, dependsOn: readonly ITerraformDependable[]): EksAddon {
    const { identity, configuration } = spec;
    const addOn = new Construct(this, addOnName);
    const role = identity && this.createRole(addOn, identity);
    const version = this.props.versions[addOnName];
    return new EksAddon(addOn, "main", {
      clusterName: this.props.cluster.name,
      addonName: addOnName,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      ...(version && { addonVersion: version }),
      ...(configuration && { configurationValues: JSON.stringify(configuration) }),
      ...(role && { podIdentityAssociation: [{ serviceAccount: identity.serviceAccount, roleArn: role.arn }] }),
      dependsOn: [...dependsOn, ...(role?.policies ?? [])],
    });
  }

  private createRole(addOn: Construct, identity: NonNullable<AddOnSpec["identity"]>): Role {
    return new Role(addOn, "role", {
      name: `${this.props.name}-${addOn.node.id}-role`,
      trust: trustPods({ namespace: "kube-system", serviceAccount: identity.serviceAccount }),
      policies: { policy: identity.policyArn },
      statements: identity.usesVolumeKey ? usingVolumeKey(this.props.volumeKeyArn) : [],
    });
  }
}

/** What making an encrypted volume needs. Source: aws-ebs-csi-driver `docs/install.md`. */
const usingVolumeKey = (keyArn: string): Statement[] => [
  {
    Sid: "EncryptVolumes",
    Action: ["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"],
    Resource: keyArn,
  },
  {
    Sid: "AttachVolumes",
    Action: "kms:CreateGrant",
    Resource: keyArn,
    Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
  },
];
