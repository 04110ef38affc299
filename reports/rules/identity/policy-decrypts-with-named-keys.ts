import { covers, type Statement } from "../../built/policies";
import { toGroup, toList } from "../../synthesized";
import { allowsNone, isEveryOfKind } from "../policies";
import type { Rule } from "../rule";

/** Secrets Manager decrypts under the secret's ARN; whichever its key is, nothing else can be read with it then. */
const namesSecret = ({ condition }: Statement): boolean =>
  toList(toGroup(condition.StringEquals)["kms:EncryptionContext:SecretARN"]).length > 0;

/** Keys by a tag or an alias, whose ARNs AWS gives later: a condition that lets only these through. */
const namesKeys = ({ condition }: Statement): boolean =>
  ["StringEquals", "ForAnyValue:StringEquals"].some((operator) =>
    Object.entries(toGroup(condition[operator])).some(
      ([key, values]) => /^(aws:ResourceTag\/.+|kms:ResourceAliases)$/i.test(key) && toList(values).length > 0,
    ),
  );

const DECRYPTS = ["kms:Decrypt", "kms:ReEncryptFrom"];

export const policyDecryptsWithNamedKeys: Rule = {
  id: "policy-decrypts-with-named-keys",
  requirement: "Decryption is allowed with named keys only, or of one named secret.",
  why: "One role could read everything that is encrypted in the account.",
  controls: { fsbp: ["KMS.1", "KMS.2"], "nist-800-53-r5": ["AC-6", "SC-12"] },
  fix: "Name the ARNs of the keys as Resource, the keys in a condition on a tag or `kms:ResourceAliases`, or the secret in a condition on `kms:EncryptionContext:SecretARN`.",
  severity: "high",
  check: allowsNone(
    (statement) =>
      DECRYPTS.some((action) => covers(statement, action)) &&
      isEveryOfKind(statement.resources) &&
      !namesSecret(statement) &&
      !namesKeys(statement),
  ),
};
