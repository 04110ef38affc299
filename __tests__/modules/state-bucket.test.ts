import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { StateBucket, type StateBucketProps } from "../../modules/state-bucket";
import { synth } from "../helpers";
import { isAllowed, type Policy } from "./iam-evaluator";

const props: StateBucketProps = {
  bucket: "shop-states",
  keyAlias: "shop-state",
  name: "shop",
  region: "eu-central-1",
  account: "111122223333",
  deletionProtection: true,
};
const bucketWith = (changes: Partial<StateBucketProps> = {}) =>
  synth((stack) => void new StateBucket(stack, "state", { ...props, ...changes }));

describe("StateBucket", () => {
  test("names every resource after its role, without hashes", () => {
    expect(bucketWith().addresses()).toMatchSnapshot();
  });

  test("keeps every version", () => {
    expect(bucketWith().only(S3BucketVersioningA).versioning_configuration).toEqual({ status: "Enabled" });
  });

  test("lets old versions expire after 90 days, but never the last ten", () => {
    expect(bucketWith().only(S3BucketLifecycleConfiguration).rule[0].noncurrent_version_expiration).toEqual([
      { noncurrent_days: 90, newer_noncurrent_versions: 10 },
    ]);
  });

  test("encrypts with a key of its own", () => {
    expect(
      bucketWith().only(S3BucketServerSideEncryptionConfigurationA).rule[0].apply_server_side_encryption_by_default,
    ).toEqual({ sse_algorithm: "aws:kms", kms_master_key_id: "${aws_kms_key.state_key_main.arn}" });
  });

  test("rotates that key", () => {
    expect(bucketWith().only(KmsKey).enable_key_rotation).toBe(true);
  });

  test("blocks public access in all four ways", () => {
    expect(bucketWith().only(S3BucketPublicAccessBlock)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test.each([
    ["without TLS", { Bool: { "aws:SecureTransport": "false" } }],
    ["with TLS before 1.2", { NumericLessThan: { "s3:TlsVersion": "1.2" } }],
  ])("refuses connections %s", (_, condition) => {
    const statements = JSON.parse(bucketWith().only(S3BucketPolicy).policy).Statement;
    expect(statements).toContainEqual(
      expect.objectContaining({ Effect: "Deny", Principal: "*", Condition: condition }),
    );
  });

  describe("takes a state", () => {
    const KEY = "${aws_kms_key.state_key_main.arn}";
    const ALIAS = "arn:aws:kms:eu-central-1:111122223333:alias/shop-state";
    const isTaken = (encryption?: string, key?: string): boolean => {
      const policy = JSON.parse(bucketWith().only(S3BucketPolicy).policy) as Policy;
      const Statement = policy.Statement.filter(({ Sid }) => !Sid?.endsWith("TlsOnly"));
      const deployer: Policy = { Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }] };
      return isAllowed([deployer, { Statement }], {
        action: "s3:PutObject",
        resource: "${aws_s3_bucket.state_main.arn}/shop/network.tfstate",
        context: {
          ...(encryption && { "s3:x-amz-server-side-encryption": encryption }),
          ...(key && { "s3:x-amz-server-side-encryption-aws-kms-key-id": key }),
        },
      });
    };

    test.each([
      ["that names the key by its alias, as Terraform does", "aws:kms", ALIAS, true],
      ["that names the key itself", "aws:kms", KEY, true],
      ["that asks for nothing, which gets the bucket's default", undefined, undefined, true],
      ["that asks for S3's own keys", "AES256", undefined, false],
      ["that asks for two layers, with which key ever", "aws:kms:dsse", ALIAS, false],
      ["that names another key", "aws:kms", "arn:aws:kms:eu-central-1:111122223333:alias/other", false],
    ])("%s", (_, encryption, key, expected) => {
      expect(isTaken(encryption, key)).toBe(expected);
    });
  });

  test("cannot be destroyed while it is protected", () => {
    expect(bucketWith().only(S3Bucket)).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  });

  test("goes with all its versions when it is not", () => {
    const bucket = bucketWith({ deletionProtection: false }).only(S3Bucket);
    expect([bucket.force_destroy, bucket.lifecycle]).toEqual([true, undefined]);
  });
});
