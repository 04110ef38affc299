import { all, attribute, forType } from "../checks";
import type { Rule } from "../rule";
import { isAbsent, isNotTrue, isOneOf, matches } from "../values";

export const cacheUserHasNoPassword: Rule = {
  id: "cache-user-has-no-password",
  requirement: "Users of a cache log in through IAM, or may not log in at all.",
  why: "A password would be in the state and never end.",
  controls: { "nist-800-53-r5": ["IA-2", "IA-5"] },
  fix: "Set `authentication_mode.type` to iam, or begin `access_string` with off.",
  severity: "high",
  check: forType("aws_elasticache_user", (block, context) =>
    String(block.values.access_string).startsWith("off ")
      ? all(attribute("access_string", matches(/^off /)), attribute("passwords", isAbsent))(block, context)
      : all(
          attribute("authentication_mode.type", isOneOf("iam")),
          attribute("passwords", isAbsent),
          attribute("no_password_required", isNotTrue),
        )(block, context),
  ),
};
