import { toGroup, toList } from "../../synthesized";
import { attribute, forType } from "../checks";
import type { Rule } from "../rule";

export const budgetNotifies: Rule = {
  id: "budget-notifies",
  requirement: "A budget tells somebody before it is used up.",
  why: "Misused credentials are often noticed by their price first.",
  controls: { "nist-800-53-r5": ["CM-6"] },
  setting: "workloads.monitoring.emails",
  fix: "Add a `notification` with a threshold of at most 100 percent and subscribers.",
  severity: "low",
  check: forType(
    "aws_budgets_budget",
    attribute("notification", (value) =>
      toList(value).some(
        (entry) =>
          Number(toGroup(entry).threshold) <= 100 &&
          (toList(toGroup(entry).subscriber_sns_topic_arns).length > 0 ||
            toList(toGroup(entry).subscriber_email_addresses).length > 0),
      ),
    ),
  ),
};
