import { Stack } from "aws-cdk-lib";
import { CfnBudget } from "aws-cdk-lib/aws-budgets";
import type { Construct } from "constructs";

/**
 * Dollars a month (our limit). A town of a hundred thousand with ten times as many reports as expected stays below it
 * (docs/cost.md); most of it pays for monitoring, not for use.
 */
export const USUAL_BUDGET = 25;

/**
 * Mails somebody when the month costs more than intended: at 80 % and at 100 %, and as soon as AWS forecasts that.
 * It counts the whole account, because a bill per stack needs tags that somebody has to enable first. A flood at a
 * webhook is paid per call: this is how it comes to light.
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
