import { Aws, Duration, Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import { FilterPattern, type IFilterPattern, type LogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { type FunctionName, titled } from "./functions.ts";
import type { Handler } from "./lambda.ts";
import type { Line } from "./queues.ts";

/** What is watched. */
export interface Watched {
  readonly handlers: Readonly<Record<FunctionName, Handler>>;
  readonly notices: Line;
  readonly broadcasts: Line;
  /** Other places for dead letters, by what they hold. */
  readonly dead: Readonly<Record<string, Queue>>;
  readonly api: HttpApi;
}

/** What the software counts in its own log, for alarms and for the dashboard. */
export interface Counted {
  readonly needsAPerson: Metric;
  readonly overdue: Metric;
  readonly broadcastTrouble: Metric;
  /** Turns of the clock that failed again and again. */
  readonly clockFailed: Metric;
  /** Seconds that the clock was late with something. */
  readonly clockLate: Metric;
  /** People, or machines, that sent as much as one person can. */
  readonly limitReached: Metric;
}

const FIVE_MINUTES = Duration.minutes(5);
const AN_HOUR = Duration.hours(1);
/**
 * So many limits reached in an hour are a flood. One account reaches six at most, whatever it sends: each is told once
 * in its ten minutes or its day (bot/core/residents/rate-limit.ts). A busy evening of a town reaches one or two.
 */
const FLOOD = 20;

/** Where alarms go. Encrypted with the town's own key, because CloudWatch cannot use AWS's key for topics. */
export function createTopic(scope: Construct, key: Key, alarmEmail?: string): Topic {
  const allowAlarms = (actions: string[], resource: string): PolicyStatement =>
    new PolicyStatement({
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions,
      resources: [resource],
      conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
    });
  // In the policy of a key “*” means the key itself.
  key.addToResourcePolicy(allowAlarms(["kms:Decrypt", "kms:GenerateDataKey"], "*"));
  const topic = new Topic(scope, "Alarms", {
    displayName: Stack.of(scope).stackName,
    masterKey: key,
    enforceSSL: true,
  });
  // A topic that has a policy, here for encryption on the way, loses the one by which alarms could reach it.
  topic.addToResourcePolicy(allowAlarms(["sns:Publish"], topic.topicArn));
  if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}

/** Turns lines of the log into numbers. The lines are written by bot/runtime/log.ts; `alarm: true` asks for a person. */
export function countLines(scope: Construct, handlers: Watched["handlers"]): Counted {
  const metricNamespace = `Samenspel/${Stack.of(scope).stackName}`;
  const count = (logs: LogGroup, id: string, metricName: string, pattern: IFilterPattern, value = "1") =>
    new MetricFilter(scope, id, {
      logGroup: logs,
      filterPattern: pattern,
      metricNamespace,
      metricName,
      metricValue: value,
    });
  const asksForAPerson = FilterPattern.booleanValue("$.alarm", true);
  for (const [name, { logs }] of Object.entries(handlers))
    count(logs, `${titled(name)}NeedsAPerson`, "NeedsAPerson", asksForAPerson);
  const failed = FilterPattern.stringValue("$.event", "=", "broadcast_failed");
  count(
    handlers.broadcast.logs,
    "BroadcastTrouble",
    "BroadcastTrouble",
    FilterPattern.any(asksForAPerson, failed),
  );
  const late = FilterPattern.stringValue("$.event", "=", "overdue");
  count(handlers.tick.logs, "Overdue", "Overdue", late, "$.count");
  const again = FilterPattern.all(FilterPattern.stringValue("$.event", "=", "clock_failed"), asksForAPerson);
  count(handlers.tick.logs, "ClockFailures", "ClockFailed", again);
  const behind = FilterPattern.stringValue("$.event", "=", "clock_late");
  count(handlers.tick.logs, "ClockDelay", "ClockLate", behind, "$.seconds");
  const flood = FilterPattern.stringValue("$.event", "=", "limit_reached");
  count(handlers.telegram.logs, "LimitReached", "LimitReached", flood);
  const metric = (metricName: string, statistic: string = Stats.SUM, period = FIVE_MINUTES) =>
    new Metric({ namespace: metricNamespace, metricName, statistic, period });
  return {
    needsAPerson: metric("NeedsAPerson"),
    overdue: metric("Overdue"),
    broadcastTrouble: metric("BroadcastTrouble"),
    clockFailed: metric("ClockFailed"),
    clockLate: metric("ClockLate", Stats.MAXIMUM),
    limitReached: metric("LimitReached", Stats.SUM, AN_HOUR),
  };
}

/** Every alarm: its name says in the subject of the mail what is the matter, its description what to do. */
export function createAlarms(scope: Construct, topic: Topic, watched: Watched, counted: Counted): void {
  const { handlers, notices, broadcasts, dead, api } = watched;
  const ring = new SnsAction(topic);
  const alarm = (
    id: string,
    what: string,
    whatToDo: string,
    metric: IMetric,
    when: { above?: number; below?: number; periods?: number } = {},
  ): void => {
    const { above = 0, below, periods = 1 } = when;
    const one = new Alarm(scope, id, {
      alarmName: `${Stack.of(scope).stackName}: ${what}`,
      alarmDescription: whatToDo,
      metric,
      threshold: below ?? above,
      comparisonOperator:
        below === undefined
          ? ComparisonOperator.GREATER_THAN_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      // Where nothing happens there is nothing to report, unless silence itself is the trouble.
      treatMissingData: below === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    one.addAlarmAction(ring);
    one.addOkAction(ring);
  };
  const sum = { period: FIVE_MINUTES, statistic: Stats.SUM };
  const highest = { period: FIVE_MINUTES, statistic: Stats.MAXIMUM };

  for (const [name, { handler }] of Object.entries(handlers)) {
    alarm(
      `${titled(name)}Errors`,
      `the function “${name}” stops with errors`,
      `Look in the log of ${name}. Nothing is lost: what it could not do is tried again, or set aside.`,
      handler.metricErrors(sum),
    );
    alarm(
      `${titled(name)}Throttles`,
      `the function “${name}” is not allowed to run`,
      "The account runs as many functions at once as it may. Ask AWS for a higher limit (Lambda, concurrent executions).",
      handler.metricThrottles(sum),
    );
  }
  alarm(
    "NoticesWait",
    "messages wait too long to be delivered",
    "The oldest has waited more than ten minutes. Is Telegram or Slack down? Otherwise look in the log of deliver.",
    notices.queue.metricApproximateAgeOfOldestMessage(highest),
    { above: 600, periods: 2 },
  );
  const graves = { Notices: notices.dead, Broadcasts: broadcasts.dead, ...dead };
  for (const [name, queue] of Object.entries(graves))
    alarm(
      `${name}SetAside`,
      `something was set aside (${name})`,
      "It could not be handled after several tries. docs/operations.md says how to look at it and hand it over again.",
      queue.metricApproximateNumberOfMessagesVisible(highest),
    );
  alarm(
    "ChangesBehind",
    "news is passed on late",
    "The function changes is more than five minutes behind what is in the table. Look in its log.",
    handlers.changes.handler.metric("IteratorAge", highest),
    { above: FIVE_MINUTES.toMilliseconds(), periods: 2 },
  );
  alarm(
    "DoorsBroken",
    "Telegram or Slack gets errors from us",
    "Somebody who wrote or pressed a button got no answer. Look in the logs of telegram and slack.",
    api.metricServerError(sum),
  );
  alarm(
    "ClockStopped",
    "the clock stands still",
    "Reminders and late answers are not noticed any more. Is the schedule switched off? Look in the log of tick.",
    handlers.tick.handler.metricInvocations(sum),
    { below: 1, periods: 2 },
  );
  alarm(
    "ClockFailed",
    "a reminder or promised day cannot be handled",
    "The clock tried it again and again. Lines “clock_failed” in the log of tick say which; docs/operations.md what to do. All others go on.",
    counted.clockFailed,
  );
  alarm(
    "ClockLate",
    "the clock is late",
    "Something was due more than ten minutes before its turn came. Look at “clock_late” in the log of tick: “left” says how much is waiting.",
    counted.clockLate,
    { above: 600 },
  );
  alarm(
    "NeedsAPerson",
    "something needs a person",
    "Look in the logs for lines with “alarm”: true; the event says what happened and docs/operations.md what to do.",
    counted.needsAPerson,
  );
  alarm(
    "AnswersOverdue",
    "residents were promised an answer that did not come",
    "A promised day passed. The desk was reminded in Slack and the resident has heard a new date. Is there a desk without people?",
    counted.overdue,
  );
  alarm(
    "Flood",
    "many send as much as one person can",
    "More than twenty limits were reached within an hour: several accounts that send without end, or limits that are too narrow for what people do. Desks and residents are served meanwhile; docs/operations.md says what to look at.",
    counted.limitReached,
    { above: FLOOD },
  );
  alarm(
    "BroadcastFailed",
    "a message to many residents has trouble",
    "Look in the log of broadcast, and at the broadcast in Slack. It can be stopped there.",
    counted.broadcastTrouble,
  );
}
