import { argument, policy, type RuleCase } from "./rules-fixture";

/** Machines, volumes, images, secrets and notifications. */
export const DELIVERY: Readonly<Record<string, RuleCase>> = {
  "alarm-notifies": argument("aws_cloudwatch_metric_alarm", { alarm_actions: ["topic"] }, "alarm_actions", []),
  "budget-notifies": argument(
    "aws_budgets_budget",
    { notification: [{ threshold: 80, subscriber_sns_topic_arns: ["topic"] }] },
    "notification",
    undefined,
  ),
  "instance-disk-encrypted": argument(
    "aws_instance",
    { root_block_device: { encrypted: true, kms_key_id: "key" } },
    "root_block_device.encrypted",
    false,
  ),
  "instance-has-role": argument("aws_instance", { iam_instance_profile: "jenkins" }, "iam_instance_profile", undefined),
  "instance-no-public-address": {
    ...argument("aws_instance", {}, "associate_public_ip_address", true),
    given: { remove: "aws_eip_association" },
  },
  "repository-encrypted": argument(
    "aws_ecr_repository",
    { encryption_configuration: [{ encryption_type: "KMS", kms_key: "key" }] },
    "encryption_configuration",
    undefined,
  ),
  "repository-expires": {
    pass: {
      "aws_ecr_repository.main": { name: "shop" },
      "aws_ecr_lifecycle_policy.main": { repository: "${aws_ecr_repository.main.name}", policy: "{}" },
    },
    fault: { remove: "aws_ecr_lifecycle_policy" },
  },
  "repository-immutable": argument(
    "aws_ecr_repository",
    { image_tag_mutability: "IMMUTABLE" },
    "image_tag_mutability",
    "MUTABLE",
  ),
  "repository-kept": argument("aws_ecr_repository", { force_delete: false }, "force_delete", true),
  "repository-not-public": argument(
    "aws_ecr_repository_policy",
    { policy: policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "ecr:BatchGetImage" }) },
    "policy",
    policy({ Principal: "*", Action: "ecr:BatchGetImage" }),
  ),
  "repository-scanned": argument(
    "aws_ecr_repository",
    { image_scanning_configuration: { scan_on_push: true } },
    "image_scanning_configuration.scan_on_push",
    false,
  ),
  "secret-not-public": {
    pass: {
      "aws_secretsmanager_secret_policy.main": {
        policy: policy({ Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "*", Resource: "*" }),
      },
    },
    fault: {
      add: {
        "aws_secretsmanager_secret_policy.planted": { policy: policy({ Principal: "*", Action: "*", Resource: "*" }) },
      },
    },
  },
  "secret-rotated": {
    pass: {
      "aws_secretsmanager_secret.main": {},
      "aws_secretsmanager_secret_rotation.main": {
        secret_id: "${aws_secretsmanager_secret.main.id}",
        rotation_rules: { automatically_after_days: 30 },
      },
    },
    fault: { remove: "aws_secretsmanager_secret_rotation" },
    given: {
      add: {
        "aws_secretsmanager_secret_rotation.given": {
          secret_id: "${aws_secretsmanager_secret.delivery_jenkins_admin_secret.id}",
          rotation_rules: { automatically_after_days: 30 },
        },
        "aws_secretsmanager_secret_rotation.given_agent": {
          secret_id: "${aws_secretsmanager_secret.delivery_jenkins_agent_secret.id}",
          rotation_rules: { automatically_after_days: 30 },
        },
        "aws_secretsmanager_secret_rotation.given_app": {
          secret_id: "${aws_secretsmanager_secret.data_database_app_secret.id}",
          rotation_rules: { automatically_after_days: 30 },
        },
      },
    },
  },
  "secret-encrypted": argument("aws_secretsmanager_secret", { kms_key_id: "key" }, "kms_key_id", undefined),
  "secret-recoverable": argument("aws_secretsmanager_secret", {}, "recovery_window_in_days", 0),
  "subscription-over-tls": argument("aws_sns_topic_subscription", { protocol: "email" }, "protocol", "http"),
  "topic-encrypted": argument("aws_sns_topic", { kms_master_key_id: "key" }, "kms_master_key_id", undefined),
  "topic-not-public": argument(
    "aws_sns_topic_policy",
    { policy: policy({ Principal: { Service: "cloudwatch.amazonaws.com" }, Action: "sns:Publish" }) },
    "policy",
    policy({ Principal: "*", Action: "sns:Publish" }),
  ),
  "topic-tls-only": {
    pass: {
      "aws_sns_topic.main": { name: "alarms" },
      "aws_sns_topic_policy.main": {
        arn: "${aws_sns_topic.main.arn}",
        policy: policy({
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      },
    },
    fault: { remove: "aws_sns_topic_policy" },
  },
  "volume-backed-up": argument("aws_ebs_volume", { tags: { Backup: "true" } }, "tags.Backup", undefined),
  "volume-encrypted": argument("aws_ebs_volume", { encrypted: true, kms_key_id: "key" }, "encrypted", false),
};
