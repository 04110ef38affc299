import { DataAwsEksAddonVersion } from "@cdktf/provider-aws/lib/data-aws-eks-addon-version";
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
  /** Version of the control plane, which decides what AWS's defaults are. */
  readonly kubernetesVersion: string;
  /** Whether nodes have taints. */
  readonly hasTaints: boolean;
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
    const { identity, onTaintedNodes } = spec;
    const configuration =
      onTaintedNodes && this.props.hasTaints ? { ...spec.configuration, ...onTaintedNodes } : spec.configuration;
    const addOn = new Construct(this, addOnName);
    const role = identity && this.createRole(addOn, identity);
    const addonVersion = this.props.versions[addOnName] ?? this.lookUpDefault(addOn, addOnName);
    return new EksAddon(addOn, "main", {
      clusterName: this.props.cluster.name,
      addonName: addOnName,
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      addonVersion,
      ...(configuration && { configurationValues: JSON.stringify(configuration) }),
      ...(role && { podIdentityAssociation: [{ serviceAccount: identity.serviceAccount, roleArn: role.arn }] }),
      dependsOn: [...dependsOn, ...(role?.policies ?? [])],
    });
  }

  /**
   * AWS's default for the Kubernetes version, looked up when planning: a new minor version brings the add-ons made for it,
   * and when AWS moves a default, the next plan says so. Left out, an add-on would keep what it was made with for ever.
   */
  private lookUpDefault(addOn: Construct, addonName: AddOnName): string {
    const { kubernetesVersion } = this.props;
    return new DataAwsEksAddonVersion(addOn, "version", { addonName, kubernetesVersion }).version;
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
