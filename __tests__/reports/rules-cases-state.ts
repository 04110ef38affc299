import { argument, type Blocks, policy, type RuleCase } from "./rules-fixture";

const bucket = (type: string, values: Blocks[string]): Blocks => ({
  "aws_s3_bucket.main": { bucket: "states" },
  [`${type}.it`]: { bucket: "${aws_s3_bucket.main.id}", ...values },
});

const ACCOUNT = { AWS: "arn:aws:iam::111122223333:root" };
const tlsOnly = policy({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const everybody = policy({ Principal: "*", Action: "s3:GetObject", Resource: "*" });

const NO_RESOURCE: Blocks = { "output.bucket": { value: "states" } };

/** State, its bucket, providers, secrets and keys. */
export const STATE: Readonly<Record<string, RuleCase>> = {
  "changes-seen": {
    pass: { "aws_s3_bucket.main": { lifecycle: { ignore_changes: ["tags"] } } },
    fault: { set: ["aws_s3_bucket", "lifecycle", { ignore_changes: "all" }] },
    notApplicable: { "aws_s3_bucket.main": {} },
  },
  "machine-not-read": {
    pass: { "aws_kms_alias.main": { name: 'alias/$${file("x")}', target_key_id: "${aws_kms_key.main.key_id}" } },
    fault: { set: ["aws_kms_alias", "name", 'alias/${substr(filebase64("/proc/self/environ"), 0, 9)}'] },
  },
  "no-provisioners": {
    pass: { "aws_s3_bucket.main": { bucket: "states" } },
    fault: { set: ["aws_s3_bucket", "provisioner", [{ "local-exec": { command: "date" } }]] },
    notApplicable: NO_RESOURCE,
  },
  "provider-pinned": {
    pass: { "required_providers.aws": { source: "hashicorp/aws", version: "6.25.0" } },
    fault: { set: ["required_providers.aws", "version", "~> 6.0"] },
  },
  "provider-talks-to-aws": {
    pass: { "provider.aws": { region: "us-east-1" } },
    fault: { set: ["provider.aws", "endpoints", [{ s3: "http://127.0.0.1:5000" }]] },
  },
  "resource-type-judged": {
    pass: { "aws_s3_bucket.main": { bucket: "states" } },
    fault: { add: { "aws_efs_file_system.planted": {} } },
    notApplicable: NO_RESOURCE,
  },
  "bucket-acls-disabled": {
    pass: bucket("aws_s3_bucket_ownership_controls", { rule: { object_ownership: "BucketOwnerEnforced" } }),
    fault: { set: ["aws_s3_bucket_ownership_controls", "rule.object_ownership", "ObjectWriter"] },
  },
  "bucket-encrypted": {
    pass: bucket("aws_s3_bucket_server_side_encryption_configuration", {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: "key" } }],
    }),
    fault: {
      set: [
        "aws_s3_bucket_server_side_encryption_configuration",
        "rule.apply_server_side_encryption_by_default.sse_algorithm",
        "AES256",
      ],
    },
  },
  "bucket-kept": {
    pass: { "aws_s3_bucket.main": { force_destroy: false } },
    fault: { set: ["aws_s3_bucket", "force_destroy", true] },
  },
  "bucket-old-versions-expire": {
    pass: bucket("aws_s3_bucket_lifecycle_configuration", {
      rule: [{ status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 90 }] }],
    }),
    fault: { set: ["aws_s3_bucket_lifecycle_configuration", "rule.status", "Disabled"] },
  },
  "bucket-access-logged": {
    pass: bucket("aws_s3_bucket_logging", { target_bucket: "logs" }),
    fault: { set: ["aws_s3_bucket_logging", "target_bucket", ""] },
    given: {
      add: { "aws_s3_bucket_logging.given": { bucket: "${aws_s3_bucket.state_main.id}", target_bucket: "logs" } },
    },
  },
  "bucket-acl-private": argument("aws_s3_bucket", {}, "acl", "public-read"),
  "bucket-policy-not-public": {
    pass: { "aws_s3_bucket_policy.main": { policy: policy({ Principal: ACCOUNT, Action: "s3:GetObject" }) } },
    fault: { set: ["aws_s3_bucket_policy", "policy", everybody] },
  },
  "bucket-public-access-blocked": {
    pass: bucket("aws_s3_bucket_public_access_block", {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    }),
    fault: { set: ["aws_s3_bucket_public_access_block", "restrict_public_buckets", false] },
  },
  "bucket-tls-only": {
    pass: bucket("aws_s3_bucket_policy", { policy: tlsOnly }),
    fault: { set: ["aws_s3_bucket_policy", "policy", policy({ Principal: ACCOUNT, Action: "s3:*" })] },
  },
  "bucket-versioned": {
    pass: bucket("aws_s3_bucket_versioning", { versioning_configuration: { status: "Enabled" } }),
    fault: { remove: "aws_s3_bucket_versioning" },
  },
  "cluster-provider-short-lived": {
    pass: {
      "provider.kubernetes": { host: "https://example", exec: [{ command: "aws", args: ["eks", "get-token"] }] },
    },
    fault: { set: ["provider.kubernetes", "token", "k8s-aws-v1.abc"] },
    notApplicable: { "provider.aws": { region: "us-east-1" } },
  },
  "key-deletion-waits": {
    pass: { "aws_kms_key.main": { deletion_window_in_days: 30 } },
    fault: { set: ["aws_kms_key", "deletion_window_in_days", 7] },
  },
  "key-not-public": {
    pass: { "aws_kms_key.main": { policy: policy({ Principal: ACCOUNT, Action: "kms:*", Resource: "*" }) } },
    fault: {
      set: ["aws_kms_key", "policy", policy({ Principal: { AWS: "*" }, Action: "kms:Decrypt", Resource: "*" })],
    },
    notApplicable: { "aws_kms_key.main": {} },
  },
  "key-policy-written": {
    pass: { "aws_kms_key.main": { policy: policy({ Principal: ACCOUNT, Action: "kms:*", Resource: "*" }) } },
    fault: { set: ["aws_kms_key", "policy", undefined] },
  },
  "key-rotated": {
    pass: { "aws_kms_key.main": { enable_key_rotation: true } },
    fault: { set: ["aws_kms_key", "enable_key_rotation", false] },
  },
  "log-group-encrypted": {
    pass: { "aws_cloudwatch_log_group.main": { kms_key_id: "${aws_kms_key.main.arn}" } },
    fault: { set: ["aws_cloudwatch_log_group", "kms_key_id", undefined] },
  },
  "log-group-kept-a-year": {
    pass: { "aws_cloudwatch_log_group.main": { retention_in_days: 365 } },
    fault: { set: ["aws_cloudwatch_log_group", "retention_in_days", 30] },
  },
  "everything-read": { pass: { stack: {} }, fault: { add: { stack: { check: { shop: {} } } } } },
  "expressions-judged": {
    pass: { "aws_kms_alias.main": { target_key_id: "${aws_kms_key.main.key_id}" } },
    fault: { set: ["aws_kms_alias", "target_key_id", "${var.key}"] },
    notApplicable: { "output.key": { value: "${var.key}" } },
  },
  "no-iam-users": {
    pass: { stack: {} },
    fault: { add: { "aws_iam_user.planted": { name: "deployer" } } },
  },
  "no-secret-literal": {
    pass: { "aws_kms_key.main": { description: "Flow logs" } },
    fault: { set: ["aws_kms_key", "description", "AKIAIOSFODNN7EXAMPLE"] },
    notApplicable: { "aws_kms_key.main": {} },
  },
  "no-secret-maker": {
    pass: { stack: {} },
    fault: { add: { "random_password.planted": { length: 20 } } },
  },
  "secret-kept-outside-cluster": {
    pass: { stack: {} },
    fault: { add: { "kubernetes_secret_v1.planted": { metadata: { name: "login" } } } },
  },
  "provider-refuses-other-accounts": {
    pass: { "provider.aws": { allowed_account_ids: ["111122223333"] } },
    fault: { set: ["provider.aws", "allowed_account_ids", undefined] },
  },
  "provider-source-known": {
    pass: { "required_providers.aws": { source: "hashicorp/aws" } },
    fault: { set: ["required_providers.aws", "source", "somebody/aws"] },
  },
  "provider-tags-everything": {
    pass: {
      "provider.aws": {
        default_tags: [{ tags: { Environment: "test", ManagedBy: "cdktf", Platform: "shop", Stack: "data" } }],
      },
    },
    fault: { set: ["provider.aws", "default_tags.tags.Platform", undefined] },
  },
  "removed-is-kept": {
    pass: { "removed.aws_vpc.main": { from: "aws_vpc.main", lifecycle: { destroy: false } } },
    fault: { add: { "removed.aws_vpc.main": { from: "aws_vpc.main", lifecycle: { destroy: true } } } },
  },
  "stack-has-resources": {
    pass: { stack: { resource: { aws_vpc: { main: {} } } } },
    fault: { set: ["stack", "resource", {}] },
  },
  "state-encrypted": {
    pass: { "backend.s3": { encrypt: true, kms_key_id: "arn:aws:kms:us-east-1:111122223333:alias/shop-state" } },
    fault: { set: ["backend.s3", "kms_key_id", undefined] },
  },
  "state-in-own-account": {
    pass: { "backend.s3": { allowed_account_ids: ["111122223333"] } },
    fault: { set: ["backend.s3", "allowed_account_ids", undefined] },
  },
  "state-kept": {
    pass: { stack: { terraform: { backend: { s3: {} } } } },
    fault: { set: ["stack", "terraform.backend", {}] },
  },
  "state-locked": {
    pass: { "backend.s3": { use_lockfile: true } },
    fault: { set: ["backend.s3", "use_lockfile", false] },
  },
};
