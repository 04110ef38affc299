import { covers, type Statement } from "../../built/policies";
import { toGroup, toList } from "../../synthesized";
import { allowsNone, isEveryOfKind } from "../policies";
import type { Rule } from "../rule";

/** Secrets Manager decrypts under the secret's ARN; whichever its key is, nothing else can be read with it then. */
const namesSecret = ({ condition }: Statement): boolean =>
  toList(toGroup(condition.StringEquals)["kms:EncryptionContext:SecretARN"]).length > 0;

/** An alias names its key, and whoever may change the alias of a key is judged by what they may do. */
const namesAlias = ({ condition }: Statement): boolean =>
  ["StringEquals", "ForAnyValue:StringEquals"].some((operator) => {
    const aliases = toList(toGroup(condition[operator])["kms:ResourceAliases"]);
    return aliases.length > 0 && aliases.every((alias) => /^alias\/[^*?]+$/.test(String(alias)));
  });

/** Keys of one tag: AWS gives their ARNs later, and the condition lets only these through. */
const namesTag = ({ condition }: Statement): boolean =>
  Object.entries(toGroup(condition.StringEquals)).some(
    ([key, values]) => /^aws:ResourceTag\/.+/i.test(key) && toList(values).length > 0,
  );

const DECRYPTS = ["kms:Decrypt", "kms:ReEncryptFrom"];

export const policyDecryptsWithNamedKeys: Rule = {
  id: "policy-decrypts-with-named-keys",
  requirement: "Decryption is allowed with named keys only, or of one named secret.",
  why: "One role could read everything that is encrypted in the account.",
  controls: { fsbp: ["KMS.2"], "nist-800-53-r5": ["AC-6", "SC-12"] },
  fix: "Name the ARNs of the keys as Resource, their tag in a condition on `aws:ResourceTag/…`, their aliases in a condition on `kms:ResourceAliases`, or the secret in one on `kms:EncryptionContext:SecretARN`.",
  severity: "high",
  check: allowsNone(
    (statement) =>
      DECRYPTS.some((action) => covers(statement, action)) &&
      isEveryOfKind(statement.resources) &&
      !namesSecret(statement) &&
      !namesAlias(statement) &&
      !namesTag(statement),
  ),
};
