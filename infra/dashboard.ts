import { Duration, Stack } from "aws-cdk-lib";
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type Metric,
  Stats,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import type { Construct } from "constructs";
import type { Counted, Watched } from "./watch.ts";

/** Widgets are laid on a grid of 24 columns. */
const HALF = 12;
const FIVE_MINUTES = Duration.minutes(5);

/** One page that tells somebody who did not build it whether people are served. */
export function createDashboard(
  scope: Construct,
  table: TableV2,
  { handlers, notices, broadcasts, dead, api }: Watched,
  counted: Counted,
): Dashboard {
  const dashboard = new Dashboard(scope, "Dashboard", { dashboardName: Stack.of(scope).stackName });
  const sum = { period: FIVE_MINUTES, statistic: Stats.SUM };
  const highest = { period: FIVE_MINUTES, statistic: Stats.MAXIMUM };
  const show = (title: string, explanation: string, left: readonly IMetric[]): void =>
    dashboard.addWidgets(
      new GraphWidget({ title, left: [...left], width: HALF, height: 6, leftYAxis: { min: 0 } }),
      new TextWidget({ markdown: `### ${title}\n${explanation}`, width: HALF, height: 6 }),
    );
  const duration = (name: "telegram" | "slack", statistic: string, label: string): Metric =>
    handlers[name].handler.metricDuration({ period: FIVE_MINUTES, statistic, label });

  dashboard.addWidgets(
    new TextWidget({
      markdown:
        "# Is every voice heard?\nEach line has a picture and what it means. Flat at zero is good for everything below “Set aside”. Alarms go to the topic of this stack; *docs/operations.md* says what to do.",
      width: 24,
      height: 3,
    }),
  );
  show(
    "How long residents wait for a reply (ms)",
    "From the moment that Telegram brings a message until it has our answer. Half of all residents wait no longer than *half*, and 95 of 100 no longer than *nearly all*. Above 2,000 a chat feels broken.",
    [duration("telegram", "p50", "half"), duration("telegram", "p95", "nearly all")],
  );
  show(
    "How long officials wait after a press (ms)",
    "Slack waits three seconds (3,000) and then says that it did not work, although it often did.",
    [duration("slack", "p50", "half"), duration("slack", "p95", "nearly all")],
  );
  show(
    "How much is done (in five minutes)",
    "Messages and presses of residents, acts of officials, and batches of messages that we sent. At night this is near zero.",
    [
      handlers.telegram.handler.metricInvocations({ ...sum, label: "residents" }),
      handlers.slack.handler.metricInvocations({ ...sum, label: "officials" }),
      handlers.deliver.handler.metricInvocations({ ...sum, label: "sent" }),
    ],
  );
  show(
    "Messages waiting to be delivered",
    "Answers to residents and cards for desks that are on their way. It should come back to zero within minutes. Broadcasts wait in a queue of their own, so that answers go first.",
    [
      notices.queue.metricApproximateNumberOfMessagesVisible({ ...highest, label: "answers and cards" }),
      broadcasts.queue.metricApproximateNumberOfMessagesVisible({ ...highest, label: "broadcasts" }),
    ],
  );
  show(
    "How long the oldest message has waited (seconds)",
    "Above 600 an alarm rings: Telegram or Slack may be down, or something of ours.",
    [notices.queue.metricApproximateAgeOfOldestMessage({ ...highest, label: "answers and cards" })],
  );
  show(
    "Set aside, needs a person",
    "What could not be handled after several tries. It is kept for 14 days. Look at it and hand it over again with `npm run redrive`.",
    Object.entries({ answers: notices.dead, broadcasts: broadcasts.dead, ...dead }).map(([label, queue]) =>
      queue.metricApproximateNumberOfMessagesVisible({ ...highest, label }),
    ),
  );
  show(
    "Asked for a person in the log",
    "Lines of the log that say “alarm”: a card without a desk, a file that is gone, a mistake of ours.",
    [counted.needsAPerson, counted.broadcastTrouble],
  );
  show(
    "Answers that did not come in time",
    "Promised days that passed. The desk was reminded and the resident heard a new date. This is about people, not about computers: is there a desk without anybody?",
    [counted.overdue],
  );
  show(
    "Errors",
    "Functions that stopped half-way, and answers of ours that Telegram or Slack took for an error. They try again; people notice only when it lasts.",
    [
      ...Object.entries(handlers).map(([label, { handler }]) => handler.metricErrors({ ...sum, label })),
      api.metricServerError({ ...sum, label: "at the door" }),
    ],
  );
  show(
    "How far the news is behind (ms)",
    "From a change in the table until the function changes has seen it. More than five minutes (300,000) rings an alarm.",
    [handlers.changes.handler.metric("IteratorAge", { ...highest, label: "behind" })],
  );
  show(
    "Use of the table (units in five minutes)",
    "What DynamoDB is paid for: reading and writing. docs/cost.md says what a unit costs.",
    [
      table.metricConsumedReadCapacityUnits({ ...sum, label: "read" }),
      table.metricConsumedWriteCapacityUnits({ ...sum, label: "written" }),
    ],
  );
  return dashboard;
}
