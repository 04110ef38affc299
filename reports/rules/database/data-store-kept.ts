import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isTrue } from "../values";

export const dataStoreKept: Rule = {
  id: "data-store-kept",
  requirement: "Terraform refuses to destroy a database or cache until that is asked for.",
  why: "A change that replaces it would go through with every other change of a plan.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  setting: "deletionProtection: true",
  fix: "Set `lifecycle.prevent_destroy` (deletionProtection of the environment).",
  severity: "high",
  check: forType(
    ["aws_db_instance", "aws_elasticache_replication_group"],
    attribute("lifecycle.prevent_destroy", isTrue),
  ),
};
