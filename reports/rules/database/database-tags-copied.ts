import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const databaseTagsCopied: Rule = {
  id: "database-tags-copied",
  requirement: "Snapshots of a database carry its tags.",
  why: "A snapshot nobody can attribute is never deleted, and not covered by rules on tags.",
  controls: { fsbp: ["RDS.17"] },
  scanners: { checkov: ["CKV2_AWS_60"] },
  fix: "Set `copy_tags_to_snapshot`.",
  severity: "low",
  check: forType("aws_db_instance", attribute("copy_tags_to_snapshot", isTrue)),
};
