import { Aws, Duration, Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
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
  /** Other dead-letter queues, by what they hold. */
  readonly dead: Readonly<Record<string, Queue>>;
  readonly api: HttpApi;
}

/** Counts from the software's own log, for alarms and for the dashboard. */
export interface Counted {
  readonly needsAPerson: Metric;
  readonly overdue: Metric;
  readonly broadcastTrouble: Metric;
  /** Seconds by which the clock was late. */
  readonly clockLate: Metric;
  /** People, or machines, that sent as much as one person can. */
  readonly limitReached: Metric;
}

const FIVE_MINUTES = Duration.minutes(5);
const AN_HOUR = Duration.hours(1);

/** Where alarms are sent. Encrypted with the town's own key, because CloudWatch cannot use AWS's key for topics. */
export function createTopic(scope: Construct, key: Key, alarmEmail?: string): Topic {
  const allowAlarms = (actions: string[], resource: string): PolicyStatement =>
    new PolicyStatement({
      principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
      actions,
      resources: [resource],
      conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
    });
  // In a key's policy “*” means the key itself.
  key.addToResourcePolicy(allowAlarms(["kms:Decrypt", "kms:GenerateDataKey"], "*"));
  const topic = new Topic(scope, "Alarms", {
    displayName: Stack.of(scope).stackName,
    masterKey: key,
    enforceSSL: true,
  });
  // A topic given a policy, here for encryption in transit, loses the default one that lets alarms publish.
  topic.addToResourcePolicy(allowAlarms(["sns:Publish"], topic.topicArn));
  if (alarmEmail !== undefined) topic.addSubscription(new EmailSubscription(alarmEmail));
  return topic;
}

/** Turns log lines into numbers. bot/runtime/log.ts writes the lines; `alarm: true` asks for a person. */
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
    clockLate: metric("ClockLate", Stats.MAXIMUM),
    limitReached: metric("LimitReached", Stats.SUM, AN_HOUR),
  };
}
