import { covers, type Statement } from "../../built/policies";
import { toGroup, toList } from "../../synthesized";
import { allowsNone, isEveryOfKind } from "../policies";
import type { Rule } from "../rule";

/** Secrets Manager decrypts under the secret's ARN; whichever its key is, nothing else can be read with it then. */
const namesSecret = ({ condition }: Statement): boolean =>
  toList(toGroup(condition.StringEquals)["kms:EncryptionContext:SecretARN"]).length > 0;

const DECRYPTS = ["kms:Decrypt", "kms:ReEncryptFrom"];

export const policyDecryptsWithNamedKeys: Rule = {
  id: "policy-decrypts-with-named-keys",
  requirement: "Decryption is allowed with named keys only, or of one named secret.",
  why: "One role could read everything that is encrypted in the account.",
  controls: { fsbp: ["KMS.1", "KMS.2"], "nist-800-53-r5": ["AC-6", "SC-12"] },
  fix: "Name the ARNs of the keys as Resource, or the secret in a condition on `kms:EncryptionContext:SecretARN`.",
  severity: "high",
  check: allowsNone(
    (statement) =>
      DECRYPTS.some((action) => covers(statement, action)) &&
      isEveryOfKind(statement.resources) &&
      !namesSecret(statement),
  ),
};
