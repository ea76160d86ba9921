import { Duration, Stack } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import { letIn, REFUSED } from "./door-lines.ts";
import { titled } from "./functions.ts";
import type { Watched } from "./watch.ts";

/**
 * Somebody is alerted after this many refusals in this much time, with nobody let in meanwhile. Telegram repeats what
 * it could not deliver, so a wrong secret is noticed within minutes even in a quiet town. Slack repeats little, and
 * officials press a few things per hour.
 *
 * A stranger cannot trigger it at will. Telegram's address cannot be guessed. At Slack's, only requests signed in
 * Slack's way count; as long as officials are let in nothing rings; and while somebody keeps knocking the alarm stays
 * on, so that is one mail.
 */
const patience = {
  telegram: { refused: 10, within: Duration.minutes(5) },
  slack: { refused: 3, within: Duration.hours(1) },
} as const;

/** What an admission counts for: more than all refusals that fit into the longest period at a door's pace. */
const ADMITTED = "-10000000";

const whatToDo = {
  telegram:
    "Telegram brings another secret than the bot expects, so nobody's messages come in. Run npm run doctor, then npm run connect: it tells Telegram the secret once more. Telegram keeps messages for 24 hours.",
  slack:
    "Slack signs with another secret than the bot expects, so no button works. Copy the Signing Secret at api.slack.com once more: npm run connect -- --fill-in. Nobody changed it? Then somebody else is trying the address; nothing was let in.",
} as const;

/** A wrong secret must not look like silence. */
export function watchDoors(scope: Construct, topic: Topic, handlers: Watched["handlers"]): void {
  for (const door of ["telegram", "slack"] as const) {
    const namespace = `Samenspel/${Stack.of(scope).stackName}`;
    const metricName = `${titled(door)}Refused`;
    // The sum is above the limit only when so many were refused and nobody was let in: one admission outweighs more
    // refusals than a door's pace allows. A single figure, because an alarm is paid for each that it looks at.
    const lines = {
      Refused: { events: [REFUSED], value: "1" },
      LetIn: { events: letIn[door], value: ADMITTED },
    };
    for (const [id, { events, value }] of Object.entries(lines))
      new MetricFilter(scope, `${titled(door)}${id}`, {
        logGroup: handlers[door].logs,
        filterPattern: FilterPattern.any(
          ...events.map((event) => FilterPattern.stringValue("$.event", "=", event)),
        ),
        metricNamespace: namespace,
        metricName,
        metricValue: value,
      });
    const { refused, within } = patience[door];
    const alarm = new Alarm(scope, `${titled(door)}RefusesAll`, {
      alarmName: `${Stack.of(scope).stackName}: everything that ${titled(door)} brings is refused`,
      alarmDescription: whatToDo[door],
      metric: new Metric({ namespace, metricName, statistic: Stats.SUM, period: within }),
      threshold: refused,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const ring = new SnsAction(topic);
    alarm.addAlarmAction(ring);
    alarm.addOkAction(ring);
  }
}
