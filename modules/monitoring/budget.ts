import { BudgetsBudget } from "@cdktf/provider-aws/lib/budgets-budget";
import { Construct } from "constructs";
import type { Topic } from "./topic";

/**
 * When its readers are told. The audit keeps the estimate within the budget, so no alert goes off by what was planned:
 * only by more than that, spent or foreseen. AWS foresees after about five weeks of use.
 */
const ALERTS = [
  { notificationType: "ACTUAL", threshold: 100 },
  { notificationType: "FORECASTED", threshold: 100 },
];

/**
 * A monthly budget of one environment: of what carries its tag `Platform`. AWS counts costs by a tag only after somebody has
 * activated it for cost allocation in the account that pays, and until then such a budget stays at zero; README, "First
 * deployment", has the step. Without the filter every other environment of the account would set off its alerts.
 * Source: AWS Billing user guide, "Activating user-defined cost allocation tags".
 */
export class Budget extends Construct {
  /** @param name environment, the value of the tag `Platform` */
  constructor(scope: Construct, id: string, name: string, monthlyUsd: number, topic: Topic) {
    super(scope, id);
    new BudgetsBudget(this, "main", {
      name: `${name}-monthly`,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(monthlyUsd),
      limitUnit: "USD",
      costFilter: [{ name: "TagKeyValue", values: [`user:Platform$${name}`] }],
      notification: ALERTS.map((alert) => ({
        ...alert,
        comparisonOperator: "GREATER_THAN",
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: [topic.arn],
      })),
      dependsOn: topic.ready,
    });
  }
}
