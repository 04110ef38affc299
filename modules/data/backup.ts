import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { Construct } from "constructs";
import { Role, trustService } from "../iam";
import type { BackupProps, DataOutputs } from "./props";
import type { StoreProps } from "./store";

const MANAGED = "arn:aws:iam::aws:policy/service-role";

/** What a resource must carry to be backed up: one pair that asks for it, one that says whose it is. */
export const backupTags = (name: string): Readonly<Record<string, string>> => ({ Backup: "true", Platform: name });

/**
 * What is backed up when it is tagged for it. By its type each is taken whether or not the account has opted in to the service
 * in the region; of `*` it is not, and nothing would say so (AWS Backup developer guide, "Assign resources with AWS CLI",
 * selection by resource type).
 */
const TYPES = ["arn:aws:rds:*:*:db:*", "arn:aws:ec2:*:*:volume/*"];

/** Scheduled backups of everything that is tagged for it, so that volumes made by Kubernetes are covered too. */
export class Backup extends Construct {
  readonly outputs: NonNullable<DataOutputs["backup"]>;

  constructor(
    scope: Construct,
    id: string,
    { name, keyArn, deletionProtection }: Pick<StoreProps, "name" | "keyArn" | "deletionProtection">,
    { schedule, retentionDays }: BackupProps,
  ) {
    super(scope, id);
    const vault = new BackupVault(this, "vault", { name, kmsKeyArn: keyArn, forceDestroy: !deletionProtection });
    const plan = new BackupPlan(this, "main", {
      name,
      rule: [
        {
          ruleName: "scheduled",
          targetVaultName: vault.name,
          schedule,
          startWindow: 60, // minutes; a job that has not begun by then expires
          completionWindow: 480,
          lifecycle: { deleteAfter: retentionDays },
        },
      ],
    });
    this.selectTagged(name, plan.id);
    this.outputs = { backupVaultName: vault.name, backupPlanArn: plan.arn };
  }

  /** Conditions must all hold, where selection tags would be alternatives and take every environment's resources. */
  private selectTagged(name: string, planId: string): void {
    const role = this.createRole(name);
    new BackupSelection(this, "selection", {
      name: "tagged",
      planId,
      iamRoleArn: role.arn,
      resources: TYPES,
      condition: [
        {
          stringEquals: Object.entries(backupTags(name)).map(([key, value]) => ({
            key: `aws:ResourceTag/${key}`,
            value,
          })),
        },
      ],
      dependsOn: role.policies,
    });
  }

  /** AWS Backup acts as this role. Its guide documents no `aws:SourceAccount` for that, so the trust has no such condition. */
  private createRole(name: string): Role {
    return new Role(this, "role", {
      name: `${name}-backup`,
      trust: trustService("backup.amazonaws.com"),
      policies: {
        backup: `${MANAGED}/AWSBackupServiceRolePolicyForBackup`,
        restore: `${MANAGED}/AWSBackupServiceRolePolicyForRestores`,
      },
    });
  }
}
