import { blocksIn, type SynthesizedEnvironment } from "../synthesized";
import { type Amount, dollars } from "./amount";
import type { Priced } from "./line";

/** A monthly budget of an environment, beside what it is for. */
export interface Budget {
  readonly stack: string;
  readonly address: string;
  readonly limitUsd: number;
  /** Whether the estimate is within it; undecided when something that is paid by the hour has no price. */
  readonly verdict: "within" | "exceeded" | "undecided";
  /** The lowest percentage at which its readers are told of what was really spent. @default nobody is told */
  readonly alertPercent?: number;
  /** Tag whose costs it counts, as AWS spells it: `user:Platform$shop`. @default it counts the whole account */
  readonly tag?: string;
}

const KEY = "workloads.monitoring.monthlyBudgetUsd";

/** The monthly budgets that are declared, each judged by the estimate. */
export function budgetsOf({ stacks }: SynthesizedEnvironment, priced: Priced, amount: Amount): Budget[] {
  return stacks
    .flatMap(({ resources }) => resources)
    .filter(({ type, values }) => type === "aws_budgets_budget" && values.time_unit === "MONTHLY")
    .map(({ stack, address, values }) => {
      const limitUsd = Number(values.limit_amount ?? Number.NaN);
      const actual = blocksIn(values, "notification").filter(
        ({ notification_type, threshold_type }) =>
          notification_type === "ACTUAL" && (threshold_type ?? "PERCENTAGE") === "PERCENTAGE",
      );
      const [filter] = blocksIn(values, "cost_filter").filter(({ name }) => name === "TagKeyValue");
      const tag = [filter?.values].flat()[0];
      return {
        stack,
        address,
        limitUsd,
        verdict: verdictOf(limitUsd, priced, amount),
        ...(actual.length > 0 && { alertPercent: Math.min(...actual.map(({ threshold }) => Number(threshold))) }),
        ...(typeof tag === "string" && { tag }),
      };
    });
}

function verdictOf(limitUsd: number, { unpriced }: Priced, amount: Amount): Budget["verdict"] {
  if (amount.atLeastUsd > limitUsd) return "exceeded";
  const isDecided = Number.isFinite(limitUsd) && !unpriced.some(({ isCompute }) => isCompute);
  const dearest = amount.borrowed ? (amount.rangeUsd?.[1] ?? 0) : 0;
  return isDecided && dearest <= limitUsd ? "within" : "undecided";
}

/** Why an audit fails by a budget, in a sentence; nothing when the estimate is within it. */
export function problemOf({ limitUsd, verdict }: Budget, { unpriced }: Priced, amount: Amount): string[] {
  const least = dollars(amount.atLeastUsd);
  if (verdict === "exceeded") {
    const estimate = amount.usd === null ? `the estimate of at least ${least}` : `the estimate of ${least}`;
    return [`${KEY}: ${estimate} a month exceeds the budget of $${limitUsd}; raise the budget or leave something out`];
  }
  if (verdict === "within") return [];
  const unknown = unpriced.filter(({ isCompute }) => isCompute);
  const undecided = `${KEY}: whether the budget of $${limitUsd} is enough is undecided`;
  if (!Number.isFinite(limitUsd)) return [`${undecided}, because its limit cannot be told; write it as a number`];
  if (unknown.length > 0)
    return [
      `${undecided}: ${unknown.map(({ stack, address, why }) => `${address} of ${stack}: ${why}`).join("; ")}. ` +
        `The rest is at least ${least} a month; write a type that has a price, or leave the budget out`,
    ];
  return [
    `${undecided}: ${least} a month is with prices of ${amount.borrowed?.region}, and with the dearest of any region it is ` +
      `${dollars(amount.rangeUsd?.[1] ?? 0)}; raise the budget or leave it out`,
  ];
}

/** What a reader of the budget's alerts should know beforehand. */
export const noticesOf = (budget: Budget, amount: Amount): string[] => [
  ...alertNotice(budget, amount),
  budget.tag === undefined
    ? `the budget of $${budget.limitUsd} counts the whole account, whatever else is in it`
    : `the budget counts what is tagged ${budget.tag.replace(/^user:/, "").replace("$", "=")}: nothing, until somebody activates the tag for ` +
      "cost allocation in the account that pays",
];

/** An alert that the estimate itself sets off tells nothing; one that it nearly does goes off by chance. */
function alertNotice({ limitUsd, alertPercent }: Budget, { atLeastUsd }: Amount): string[] {
  const percent = (atLeastUsd / limitUsd) * 100;
  if (alertPercent === undefined || !(percent > alertPercent * 0.9) || percent > 100) return [];
  const is = `the estimate is ${percent.toFixed(1)} percent of the budget of $${limitUsd}`;
  const enough = (share: number) => Math.ceil(atLeastUsd / share);
  return percent > alertPercent
    ? [
        `${is}, so its alert at ${alertPercent} percent goes off every month; a budget of $${enough(alertPercent / 100)} would not`,
      ]
    : [
        `${is}, which leaves less than a tenth until its alert at ${alertPercent} percent; a budget of $${enough((alertPercent * 0.9) / 100)} would`,
      ];
}
