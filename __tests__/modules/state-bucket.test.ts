import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { StateBucket, type StateBucketProps } from "../../modules/state-bucket";
import { synth } from "../helpers";

const props: StateBucketProps = {
  bucket: "shop-states",
  name: "shop",
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

  test("cannot be destroyed while it is protected", () => {
    expect(bucketWith().only(S3Bucket)).toMatchObject({ force_destroy: false, lifecycle: { prevent_destroy: true } });
  });

  test("goes with all its versions when it is not", () => {
    const bucket = bucketWith({ deletionProtection: false }).only(S3Bucket);
    expect([bucket.force_destroy, bucket.lifecycle]).toEqual([true, undefined]);
  });
});
