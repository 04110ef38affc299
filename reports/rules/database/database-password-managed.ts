import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent, isTrue } from "../values";

export const databasePasswordManaged: Rule = {
  id: "database-password-managed",
  requirement: "The master password is made, kept and rotated by RDS.",
  why: "A password that Terraform knows is in every state and plan.",
  controls: { "nist-800-53-r5": ["IA-5", "IA-5(7)"] },
  waivable: false,
  fix: "Set `manage_master_user_password` and remove `password`.",
  severity: "high",
  check: forType(
    "aws_db_instance",
    all(
      attribute("manage_master_user_password", isTrue),
      attribute("password", isAbsent),
      attribute("password_wo", isAbsent),
    ),
  ),
};
