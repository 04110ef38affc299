import { toGroup, toList } from "../../synthesized";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const cacheLogsDelivered: Rule = {
  id: "cache-logs-delivered",
  requirement: "A cache sends its slow log and its engine log to CloudWatch.",
  why: "Nobody could say what it was busy with.",
  controls: { "nist-800-53-r5": ["AU-2", "AU-12"] },
  fix: "Add `log_delivery_configuration` for slow-log and engine-log.",
  severity: "medium",
  check: forType(
    "aws_elasticache_replication_group",
    attribute("log_delivery_configuration", (value) =>
      ["slow-log", "engine-log"].every((wanted) => toList(value).some((entry) => toGroup(entry).log_type === wanted)),
    ),
  ),
};
