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

const sum = { period: FIVE_MINUTES, statistic: Stats.SUM };
const highest = { period: FIVE_MINUTES, statistic: Stats.MAXIMUM };

/** A graph, with an explanation next to it. */
interface Picture {
  readonly title: string;
  readonly explanation: string;
  readonly lines: readonly IMetric[];
}

/** One page that tells somebody who did not build this whether people are being served. */
export function createDashboard(
  scope: Construct,
  table: TableV2,
  watched: Watched,
  counted: Counted,
): Dashboard {
  const dashboard = new Dashboard(scope, "Dashboard", { dashboardName: Stack.of(scope).stackName });
  dashboard.addWidgets(
    new TextWidget({
      markdown:
        "# Is every voice heard?\nEach line has a picture and what it means. Flat at zero is good for everything below “Set aside”. Alarms go to the topic of this stack; *docs/operations.md* says what to do.",
      width: 24,
      height: 3,
    }),
  );
  const pictures = [
    ...servedPictures(watched),
    ...waitingPictures(watched),
    ...troublePictures(watched, counted),
    ...machinePictures(watched, table),
  ];
  for (const { title, explanation, lines } of pictures)
    dashboard.addWidgets(
      new GraphWidget({ title, left: [...lines], width: HALF, height: 6, leftYAxis: { min: 0 } }),
      new TextWidget({ markdown: `### ${title}\n${explanation}`, width: HALF, height: 6 }),
    );
  return dashboard;
}

/** How long people wait, and how much is done for them. */
function servedPictures({ handlers }: Watched): readonly Picture[] {
  const duration = (name: "telegram" | "slack", statistic: string, label: string): Metric =>
    handlers[name].handler.metricDuration({ period: FIVE_MINUTES, statistic, label });
  return [
    {
      title: "How long residents wait for a reply (ms)",
      explanation:
        "From the moment that Telegram brings a message until it has our answer. Half of all residents wait no longer than *half*, and 95 of 100 no longer than *nearly all*. Above 2,000 a chat feels broken.",
      lines: [duration("telegram", "p50", "half"), duration("telegram", "p95", "nearly all")],
    },
    {
      title: "How long officials wait after a press (ms)",
      explanation:
        "Slack waits three seconds (3,000) and then says that it did not work, although it often did.",
      lines: [duration("slack", "p50", "half"), duration("slack", "p95", "nearly all")],
    },
    {
      title: "How much is done (in five minutes)",
      explanation:
        "Messages and presses of residents, acts of officials, and batches of messages that we sent. At night this is near zero.",
      lines: [
        handlers.telegram.handler.metricInvocations({ ...sum, label: "residents" }),
        handlers.slack.handler.metricInvocations({ ...sum, label: "officials" }),
        handlers.deliver.handler.metricInvocations({ ...sum, label: "sent" }),
      ],
    },
  ];
}

/** What is in transit, and what was set aside. */
function waitingPictures({ notices, broadcasts, dead }: Watched): readonly Picture[] {
  return [
    {
      title: "Messages waiting to be delivered",
      explanation:
        "Answers to residents and cards for desks that are on their way. It should come back to zero within minutes. Broadcasts wait in a queue of their own, so that answers go first.",
      lines: [
        notices.queue.metricApproximateNumberOfMessagesVisible({ ...highest, label: "answers and cards" }),
        broadcasts.queue.metricApproximateNumberOfMessagesVisible({ ...highest, label: "broadcasts" }),
      ],
    },
    {
      title: "How long the oldest message has waited (seconds)",
      explanation: "Above 600 an alarm rings: Telegram or Slack may be down, or something of ours.",
      lines: [notices.queue.metricApproximateAgeOfOldestMessage({ ...highest, label: "answers and cards" })],
    },
    {
      title: "Set aside, needs a person",
      explanation:
        "What could not be handled after several tries. It is kept for 14 days. Look at it and hand it over again with `npm run redrive`.",
      lines: Object.entries({ answers: notices.dead, broadcasts: broadcasts.dead, ...dead }).map(
        ([label, queue]) => queue.metricApproximateNumberOfMessagesVisible({ ...highest, label }),
      ),
    },
  ];
}

/** What needs a person. */
function troublePictures({ handlers, api }: Watched, counted: Counted): readonly Picture[] {
  return [
    {
      title: "Asked for a person in the log",
      explanation:
        "Lines of the log that say “alarm”: a card without a desk, a file that is gone, a mistake of ours.",
      lines: [counted.needsAPerson, counted.broadcastTrouble],
    },
    {
      title: "Answers that did not come in time",
      explanation:
        "Promised days that passed. The desk was reminded and the resident heard a new date. This is about people, not about computers: is there a desk without anybody?",
      lines: [counted.overdue],
    },
    {
      title: "Errors",
      explanation:
        "Functions that stopped half-way, and answers of ours that Telegram or Slack took for an error. They try again; people notice only when it lasts.",
      lines: [
        ...Object.entries(handlers).map(([label, { handler }]) => handler.metricErrors({ ...sum, label })),
        api.metricServerError({ ...sum, label: "at the door" }),
      ],
    },
  ];
}

function machinePictures({ handlers }: Watched, table: TableV2): readonly Picture[] {
  return [
    {
      title: "How far the news is behind (ms)",
      explanation:
        "From a change in the table until the function changes has seen it. More than five minutes (300,000) rings an alarm.",
      lines: [handlers.changes.handler.metric("IteratorAge", { ...highest, label: "behind" })],
    },
    {
      title: "Use of the table (units in five minutes)",
      explanation: "What DynamoDB is paid for: reading and writing. docs/cost.md says what a unit costs.",
      lines: [
        table.metricConsumedReadCapacityUnits({ ...sum, label: "read" }),
        table.metricConsumedWriteCapacityUnits({ ...sum, label: "written" }),
      ],
    },
  ];
}
