import type { Values } from "../../../reports/synthesized";
import { card, plan } from "../review-fixture";

/** What is said of a new resource, but for costs and what is routine. */
const made = (type: string, after: Values): string[] =>
  card(plan([{ type, after, actions: ["create"] }])).entries.flatMap(({ group, what }) =>
    group === "cost" ? [] : what.map((one) => `${group}: ${one.what}`),
  );

const BLOCK = "what it kept closed in the whole account may be opened";
const UNNOTICED = "attacks and open doors are no longer noticed";

describe("a setting of something that is there already, when Terraform makes a resource of it", () => {
  test.each<[type: string, weak: Values, risk: string, strong: Values]>([
    [
      "aws_ec2_serial_console_access",
      { enabled: true },
      "exposure: machines of the account can be entered by their serial console",
      { enabled: false },
    ],
    [
      "aws_ebs_encryption_by_default",
      { enabled: false },
      "exposure: new volumes are not encrypted unless each one says so",
      { enabled: true },
    ],
    [
      "aws_ebs_snapshot_block_public_access",
      { state: "unblocked" },
      `exposure: ${BLOCK}`,
      { state: "block-all-sharing" },
    ],
    ["aws_ec2_image_block_public_access", { state: "unblocked" }, `exposure: ${BLOCK}`, { state: "block-new-sharing" }],
    [
      "aws_ec2_instance_metadata_defaults",
      { http_tokens: "optional" },
      "exposure: the machine's credentials can be read with one forged request",
      { http_tokens: "required" },
    ],
    [
      "aws_vpc_block_public_access_options",
      { internet_gateway_block_mode: "off" },
      "exposure: gateways let the internet in again",
      { internet_gateway_block_mode: "block-bidirectional" },
    ],
    [
      "aws_s3_account_public_access_block",
      { block_public_acls: true, block_public_policy: false },
      "exposure: the bucket may become public (block_public_policy)",
      { block_public_acls: true, block_public_policy: true },
    ],
    [
      "aws_s3_bucket_public_access_block",
      { restrict_public_buckets: false },
      "exposure: the bucket may become public (restrict_public_buckets)",
      { restrict_public_buckets: true },
    ],
    [
      "aws_emr_block_public_access_configuration",
      { block_public_security_group_rules: false },
      "exposure: rules for the whole internet are allowed",
      { block_public_security_group_rules: true },
    ],
    [
      "aws_config_configuration_recorder_status",
      { is_enabled: false },
      "exposure: nobody records any more who did what in the account",
      { is_enabled: true },
    ],
    ["aws_guardduty_detector_feature", { status: "DISABLED" }, `exposure: ${UNNOTICED}`, { status: "ENABLED" }],
    ["aws_macie2_account", { status: "PAUSED" }, `exposure: ${UNNOTICED}`, { status: "ENABLED" }],
    [
      "aws_securityhub_standards_control_association",
      { association_status: "DISABLED" },
      "exposure: a setting that protects, by its name, is switched off",
      { association_status: "ENABLED" },
    ],
    [
      "aws_efs_backup_policy",
      { backup_policy: [{ status: "DISABLED" }] },
      "data loss: nothing is backed up any more",
      { backup_policy: [{ status: "ENABLED" }] },
    ],
    ["aws_rds_instance_state", { state: "stopped" }, "downtime: it is switched off", { state: "available" }],
    ["aws_ec2_instance_state", { state: "stopped" }, "downtime: it is switched off", { state: "running" }],
  ])("%s %j: %s, and nothing as %j", (type, weak, risk, strong) => {
    expect(made(type, weak)).toContain(risk);
    expect(made(type, strong)).toEqual([]);
  });

  test.each<[type: string, weak: Values]>([
    ["aws_securityhub_standards_control", { control_status: "DISABLED" }],
    ["aws_route53_resolver_firewall_config", { firewall_fail_open: "ENABLED" }],
    ["aws_account_region", { enabled: false }],
  ])("%s %j needs an approval although no table knows its type", (type, weak) => {
    expect(made(type, weak)).toContainEqual(
      expect.stringMatching(/^exposure: a setting that .* by its name, is switched o(n|ff)$/),
    );
  });

  test("says nothing about what the plan does not say", () => {
    expect(made("aws_macie2_account", { finding_publishing_frequency: "SIX_HOURS" })).toEqual([]);
  });
});
