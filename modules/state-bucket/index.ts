import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../iam";
import { EncryptionKey } from "../kms";

export interface StateBucketProps {
  /** Name of the bucket, unique in all of AWS. Changing it replaces the bucket. */
  readonly bucket: string;
  /** Alias of its key without `alias/`, for example `statuspage-state`; whoever writes states names the key by it. */
  readonly keyAlias: string;
  /** Whose states it keeps, for the description of the key: `statuspage`. */
  readonly name: string;
  /** Region of the key, for example `us-east-1`. */
  readonly region: string;
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

/** A private, versioned bucket for Terraform states, which takes nothing that is not encrypted with its own key. */
export class StateBucket extends Construct {
  readonly outputs: StateBucketOutputs;

  constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const { bucket: bucketName, keyAlias, name, region, account, deletionProtection } = props;

    const key = new EncryptionKey(this, "key", {
      alias: keyAlias,
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
    this.keepPrivate(main, [key.arn, `arn:aws:kms:${region}:${account}:alias/${keyAlias}`]);

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

  private keepPrivate(bucket: S3Bucket, keyArns: readonly string[]): void {
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
    const policy = policyDocument(...tlsOnly(bucket.arn), ...ownKeyOnly(bucket.arn, keyArns));
    new S3BucketPolicy(this, "policy", { bucket: bucket.id, policy, dependsOn: [block] });
  }
}

const EVERYBODY = { Effect: "Deny", Principal: "*" } as const;

/** Refuses connections without TLS, and with TLS older than 1.2. */
const tlsOnly = (bucketArn: string): Statement[] => {
  const everything = { ...EVERYBODY, Action: "s3:*", Resource: [bucketArn, `${bucketArn}/*`] };
  return [
    { Sid: "TlsOnly", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    { Sid: "ModernTlsOnly", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
  ];
};

/**
 * Refuses objects that ask for another encryption than with the bucket's key, by either of its names. What asks for
 * nothing gets the bucket's default, which is that key: so each is compared when it is there (`Null`), because a comparison
 * that is negated holds for a missing key too, with `IfExists` and without (IAM user guide, "Condition operators").
 */
const ownKeyOnly = (bucketArn: string, keyArns: readonly string[]): Statement[] => {
  const writing = { ...EVERYBODY, Action: "s3:PutObject", Resource: `${bucketArn}/*` };
  const unless = (key: string, allowed: string | readonly string[]): NonNullable<Statement["Condition"]> => ({
    StringNotEquals: { [key]: allowed },
    Null: { [key]: "false" },
  });
  return [
    { Sid: "KmsOnly", ...writing, Condition: unless("s3:x-amz-server-side-encryption", "aws:kms") },
    {
      Sid: "OwnKeyOnly",
      ...writing,
      Condition: unless("s3:x-amz-server-side-encryption-aws-kms-key-id", keyArns),
    },
  ];
};
