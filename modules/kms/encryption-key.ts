import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../iam/policy";

export interface EncryptionKeyProps {
  /** Alias without the `alias/` prefix, for example `flask-eks-logs`. Unique in an account and region. */
  readonly alias: string;
  /** What the key protects, for the key list in the console. */
  readonly description: string;
  /** Account that owns the key: twelve digits. Its administrators keep control of the key. */
  readonly account: string;
  /** Who else may use the key, for example the CloudWatch Logs service. @default nobody */
  readonly usedBy?: readonly Statement[];
}

/**
 * A customer managed key that AWS rotates every year, with an alias and an explicit policy.
 * Destroying it schedules deletion 30 days later (the longest wait), so a mistaken destroy can be undone.
 */
export class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const { alias, description, account, usedBy = [] } = props;
    const key = new KmsKey(this, "main", {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: policyDocument(administeredBy(account), ...usedBy),
    });
    new KmsAlias(this, "alias", { name: `alias/${alias}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}

const USE = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"];

const administeredBy = (account: string): Statement => ({
  Sid: "AccountAdministersKey",
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: "kms:*",
  Resource: "*",
});

/**
 * Lets CloudWatch Logs use a key for log groups whose names start with one of `prefixes`, in one account and region.
 * Source: AWS "Encrypt log data in CloudWatch Logs using AWS KMS" (condition `kms:EncryptionContext:aws:logs:arn`).
 */
export const forLogGroups = (region: string, account: string, ...prefixes: readonly string[]): Statement => ({
  Sid: "LogGroups",
  Principal: { Service: `logs.${region}.amazonaws.com` },
  Action: USE,
  Resource: "*",
  Condition: {
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": prefixes.map(
        (prefix) => `arn:aws:logs:${region}:${account}:log-group:${prefix}*`,
      ),
    },
  },
});
