import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { Construct } from "constructs";
import { Role, trustService } from "../iam";
import { EncryptionKey } from "../kms";
import type { BackupProps, DataProps } from "./props";
import { BACKUP_TAG } from "./store";

const MANAGED = "arn:aws:iam::aws:policy/service-role";

/**
 * Daily backups of everything that is tagged for it, so that volumes made by Kubernetes are covered too.
 * The vault has a key of its own: losing the key of the data must not lose the backups.
 */
export class Backup extends Construct {
  constructor(
    scope: Construct,
    id: string,
    surroundings: Pick<DataProps, "name" | "account" | "deletionProtection">,
    props: BackupProps,
  ) {
    super(scope, id);
    const { name, account, deletionProtection } = surroundings;
    const { schedule, retentionDays } = props;

    const key = new EncryptionKey(this, "key", { alias: `${name}-backup`, description: `Backups of ${name}`, account });
    const vault = new BackupVault(this, "vault", { name, kmsKeyArn: key.arn, forceDestroy: !deletionProtection });
    const plan = new BackupPlan(this, "main", {
      name,
      rule: [
        {
          ruleName: "scheduled",
          targetVaultName: vault.name,
          schedule,
          startWindow: 60,
          completionWindow: 300,
          lifecycle: { deleteAfter: retentionDays },
        },
      ],
    });
    const role = new Role(this, "role", {
      name: `${name}-backup`,
      trust: trustService("backup.amazonaws.com", { StringEquals: { "aws:SourceAccount": account } }),
      policies: {
        backup: `${MANAGED}/AWSBackupServiceRolePolicyForBackup`,
        restore: `${MANAGED}/AWSBackupServiceRolePolicyForRestores`,
      },
    });
    new BackupSelection(this, "selection", {
      name: "tagged",
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: ["*"],
      condition: [{ stringEquals: tagConditions({ ...BACKUP_TAG, Platform: name }) }],
      dependsOn: role.policies,
    });
  }
}

/** Conditions that must all hold; selection tags would be alternatives. */
const tagConditions = (tags: Readonly<Record<string, string>>) =>
  Object.entries(tags).map(([key, value]) => ({ key: `aws:ResourceTag/${key}`, value }));
