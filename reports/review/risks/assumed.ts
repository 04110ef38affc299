import type { ResourceChange } from "../../plan";
import { entryOf, type Values } from "../../synthesized";

const ALL_FOUR = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

/**
 * Settings of an account, or of something that may be there already, which Terraform makes a resource of: what has to be
 * assumed to stand there before, because a new resource of such a type changes it.
 */
const ASSUMED: Readonly<Record<string, Values>> = {
  aws_ec2_serial_console_access: { enabled: false },
  aws_ebs_encryption_by_default: { enabled: true },
  aws_ebs_snapshot_block_public_access: { state: "block-new-sharing" },
  aws_ec2_image_block_public_access: { state: "block-new-sharing" },
  aws_ec2_instance_metadata_defaults: { http_tokens: "required" },
  aws_vpc_block_public_access_options: { internet_gateway_block_mode: "block-ingress" },
  aws_s3_account_public_access_block: ALL_FOUR,
  aws_s3_bucket_public_access_block: ALL_FOUR,
  aws_emr_block_public_access_configuration: { block_public_security_group_rules: true },
  aws_config_configuration_recorder_status: { is_enabled: true },
  aws_guardduty_detector_feature: { status: "ENABLED" },
  aws_macie2_account: { status: "ENABLED" },
  aws_securityhub_standards_control: { control_status: "ENABLED" },
  aws_securityhub_standards_control_association: { association_status: "ENABLED" },
  aws_route53_resolver_firewall_config: { firewall_fail_open: "DISABLED" },
  aws_account_region: { enabled: true },
  aws_efs_backup_policy: { backup_policy: [{ status: "ENABLED" }] },
  aws_ec2_instance_state: { state: "running" },
  aws_rds_instance_state: { state: "available" },
};

/** A new setting as the change that it is, of what the plan says about it; any other change as it stands. */
export function asSet(change: ResourceChange): ResourceChange {
  const { type, action, after } = change;
  const assumed = action === "create" && after ? entryOf(ASSUMED, type) : undefined;
  if (!assumed) return change;
  const before = Object.fromEntries(
    Object.entries(after ?? {}).map(([name, value]) => [name, entryOf(assumed, name) ?? value]),
  );
  return { ...change, action: "update", before };
}
