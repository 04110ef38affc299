import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { DataProps } from "../../modules/data";
import type { Block, Synthesized } from "../helpers";
import { backupWith, dataWith, everything, statementsOf } from "./data-fixture";

/** Whether AWS Backup would take a resource: every condition of the selection must hold. */
function takes(data: Synthesized, tags: Record<string, string>): boolean {
  const { resources, condition } = data.only(BackupSelection);
  const wanted: Block[] = condition[0].string_equals;
  return resources.length > 0 && wanted.every(({ key, value }) => tags[key.replace("aws:ResourceTag/", "")] === value);
}
const vaultWith = (others: Partial<DataProps>): Block => backupWith({}, others).only(BackupVault);

describe("Backup", () => {
  test("runs when it is asked to and keeps what it makes as long as asked for", () => {
    const { rule } = backupWith({ schedule: "cron(30 1 ? * 1 *)", retentionDays: 90 }).only(BackupPlan);
    expect(rule).toMatchObject([{ schedule: "cron(30 1 ? * 1 *)", lifecycle: { delete_after: 90 } }]);
  });

  test("gives a job an hour to begin and eight to end", () => {
    expect(backupWith().only(BackupPlan).rule).toMatchObject([{ start_window: 60, completion_window: 480 }]);
  });

  test("keeps recovery points in a vault with the key of the data", () => {
    expect(backupWith().only(BackupPlan).rule[0].target_vault_name).toBe("${aws_backup_vault.data_backup_vault.name}");
    expect(vaultWith({}).kms_key_arn).toBe("${aws_kms_key.data_key_main.arn}");
  });

  test.each([
    [true, false],
    [false, true],
  ])("protected %s: the vault goes with everything in it: %s", (deletionProtection, forceDestroy) => {
    expect(vaultWith({ deletionProtection }).force_destroy).toBe(forceDestroy);
  });

  test("acts as a role that AWS Backup alone may take, with AWS's own rights to back up and to restore", () => {
    expect(statementsOf(backupWith().only(IamRole).assume_role_policy)).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "backup.amazonaws.com" } },
    ]);
    expect(
      Object.values(backupWith().all(IamRolePolicyAttachment)).map(({ policy_arn }) => policy_arn.split("/").pop()),
    ).toEqual(["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"]);
  });

  test("selects nothing before that role has its rights", () => {
    expect(backupWith().edges()).toEqual([
      "aws_backup_selection.data_backup_selection depends on aws_iam_role_policy_attachment.data_backup_role_backup",
      "aws_backup_selection.data_backup_selection depends on aws_iam_role_policy_attachment.data_backup_role_restore",
    ]);
  });
});

describe("the selection of AWS Backup", () => {
  test.each([
    [{ Backup: "true", Platform: "shop" }, true],
    [{ Backup: "true", Platform: "shop", Name: "uploads" }, true],
    [{ Backup: "true", Platform: "gallery" }, false],
    [{ Backup: "true" }, false],
    [{ Backup: "false", Platform: "shop" }, false],
    [{ Platform: "shop" }, false],
  ])("of %j is %s", (tags, taken) => {
    expect(takes(backupWith(), tags as Record<string, string>)).toBe(taken);
  });

  test("takes the database of the same platform", () => {
    const data = dataWith(everything);
    expect(takes(data, data.only(DbInstance).tags)).toBe(true);
  });

  test("leaves the database of another platform alone", () => {
    const other = dataWith({ ...everything, name: "gallery" }).only(DbInstance).tags;
    expect(takes(dataWith(everything), other)).toBe(false);
  });

  test("names databases and volumes by their type, so that no opt-in of the account leaves them out in silence", () => {
    expect(backupWith().only(BackupSelection).resources).toEqual(["arn:aws:rds:*:*:db:*", "arn:aws:ec2:*:*:volume/*"]);
  });

  test("has no alternatives: one tag alone is not enough", () => {
    expect(backupWith().only(BackupSelection).selection_tag).toBeUndefined();
  });
});
