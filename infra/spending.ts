import { Stack } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import type { Construct } from "constructs";

/**
 * Dollars a month. A town of a hundred thousand with ten times as many reports as expected stays below it
 * (docs/cost.md); most of it is for being watched, not for being used.
 */
export const USUAL_BUDGET = 25;

/**
 * Mails somebody when the month costs more than was meant: at 80 % and at all of it, and as soon as AWS expects that.
 * It counts the whole account, because a bill by stack needs tags that somebody has to switch on first. A flood at a
 * door is paid by the call: this is how it is heard of.
 * @param amount dollars a month
 */
export function createBudget(scope: Construct, amount: number, email: string): CfnBudget {
  const { stackName } = Stack.of(scope);
  const when = [
    { notificationType: "ACTUAL", threshold: 80 },
    { notificationType: "ACTUAL", threshold: 100 },
    { notificationType: "FORECASTED", threshold: 100 },
  ];
  return new CfnBudget(scope, "Budget", {
    budget: {
      budgetName: stackName,
      budgetType: "COST",
      timeUnit: "MONTHLY",
      budgetLimit: { amount, unit: "USD" },
    },
    notificationsWithSubscribers: when.map((one) => ({
      notification: { ...one, comparisonOperator: "GREATER_THAN", thresholdType: "PERCENTAGE" },
      subscribers: [{ subscriptionType: "EMAIL", address: email }],
    })),
  });
}
