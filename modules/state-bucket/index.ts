import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { policyDocument } from "../iam";
import { EncryptionKey } from "../kms";

export interface StateBucketProps {
  /** Name of the bucket, unique in all of AWS. Changing it replaces the bucket. */
  readonly bucket: string;
  /** First part of other names, for example `statuspage`. */
  readonly name: string;
  /** Account that owns the bucket: twelve digits. */
  readonly account: string;
  /** Terraform refuses to destroy the bucket. When false, a destroy takes every version of every state with it. */
  readonly deletionProtection: boolean;
}

/** What others may rely on; everything else is private to the module. */
export interface StateBucketOutputs {
  readonly stateBucket: string;
  readonly stateKeyArn: string;
}

/** Old versions that are always kept, however old, and the days after which further ones expire. */
const KEPT_VERSIONS = 10;
const VERSION_DAYS = 90;

/** A private, versioned, encrypted bucket for Terraform states. */
export class StateBucket extends Construct {
  readonly outputs: StateBucketOutputs;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { bucket: bucketName, name, account, deletionProtection } = props;

    const key = new EncryptionKey(this, "key", {
      alias: `${name}-state`,
      description: `Terraform states of ${name}`,
      account,
    });
    const main = new S3Bucket(this, "main", {
      bucket: bucketName,
      forceDestroy: !deletionProtection,
      ...(deletionProtection ? { lifecycle: { preventDestroy: true } } : {}),
    });
    this.keepVersions(main.id);
    this.encrypt(main.id, key.arn);
    this.keepPrivate(main);

    this.outputs = { stateBucket: main.bucket, stateKeyArn: key.arn };
  }

  private keepVersions(bucket: string): void {
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "expire-old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: VERSION_DAYS, newerNoncurrentVersions: KEPT_VERSIONS }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
  }

  private encrypt(bucket: string, keyArn: string): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
          bucketKeyEnabled: true,
        },
      ],
    });
  }

  private keepPrivate(bucket: S3Bucket): void {
    const block = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketPolicy(this, "policy", { bucket: bucket.id, policy: tlsOnly(bucket.arn), dependsOn: [block] });
  }
}

/** Refuses connections without TLS, and with TLS older than 1.2. */
const tlsOnly = (bucketArn: string): string => {
  const everything = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
  } as const;
  return policyDocument(
    { Sid: "TlsOnly", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "ModernTlsOnly", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  );
};
