import { attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isNotTrue } from "../values";

export const bucketKept: Rule = {
  id: "bucket-kept",
  requirement: "A bucket is not emptied when it is destroyed.",
  why: "One mistaken destroy would take every version of every state with it.",
  controls: { "nist-800-53-r5": ["CP-9"] },
  setting: "deletionProtection: true",
  fix: "Leave out force_destroy or set it to false.",
  severity: "high",
  check: forType("aws_s3_bucket", attribute("force_destroy", isNotTrue)),
};
