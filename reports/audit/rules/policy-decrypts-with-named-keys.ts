import { forType } from "../checks";
import { covers, everyStatement } from "../policies";
import type { Rule } from "../rule";

const DECRYPTS = ["kms:Decrypt", "kms:ReEncryptFrom"];

export const policyDecryptsWithNamedKeys: Rule = {
  id: "policy-decrypts-with-named-keys",
  requirement: "Decryption is allowed with named keys only.",
  why: "One role could read everything that is encrypted in the account.",
  controls: { fsbp: ["KMS.1", "KMS.2"], "nist-800-53-r5": ["AC-6", "SC-12"] },
  fix: "Name the ARNs of the keys as Resource.",
  check: forType(
    ["aws_iam_policy", "aws_iam_role_policy"],
    everyStatement(
      "policy",
      (statement) =>
        !(
          statement.allows &&
          DECRYPTS.some((action) => covers(statement, action)) &&
          statement.resources.includes("*")
        ),
    ),
  ),
};
