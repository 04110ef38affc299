import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import type { Topic } from "./topic";

/** Percent of the budget at which its readers are told. */
const ALERTS = [80, 100];

/**
 * A monthly budget of the whole account. It is not limited to this environment's tags: AWS counts costs by a tag only
 * after somebody has activated it for cost allocation, and until then such a budget would stay at zero.
 */
export class Budget extends Construct {
  constructor(scope: Construct, id: string, name: string, monthlyUsd: number, topic: Topic) {
    super(scope, id);
    new BudgetsBudget(this, "main", {
      name: `${name}-monthly`,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(monthlyUsd),
      limitUnit: "USD",
      notification: ALERTS.map((threshold) => ({
        notificationType: "ACTUAL",
        comparisonOperator: "GREATER_THAN",
        threshold,
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: [topic.arn],
      })),
      dependsOn: topic.ready,
    });
  }
}
