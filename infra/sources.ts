import { Duration } from "aws-cdk-lib";
import type { TableV2 } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { FilterCriteria, type IFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { DynamoEventSource, SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { streamFilters } from "../bot/store/stream-filters.ts";
import { givenUpTo, grantSending } from "./queues.ts";

/** What invokes the functions that nobody calls directly: the table's stream, the queues and the clock. */

/**
 * Lambda examines each change before it invokes `changes`, and does not charge for what it drops.
 * bot/ports/followed-rows.ts lists what gets through; all other writes, most of them lanes, are ignored.
 */
const newsworthy = streamFilters().map((filter) => FilterCriteria.filter({ ...filter }));

/** @param dead receives references to what could not be handled; the clock finds such notices again itself */
export function followTable(changes: IFunction, table: TableV2, dead: Queue): void {
  changes.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      filters: newsworthy,
      // One change that cannot be handled must not hold up everybody else's news.
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      // The stream itself forgets after a day. Anything older than this is no longer news, and the rest has waited for
      // it.
      maxRecordAge: Duration.hours(6),
      onFailure: givenUpTo(dead),
    }),
  );
}

/** Notices: at most five at a time. Each sends about five messages a second, and Telegram accepts 30 in all. */
export function deliverFrom(notices: Queue, deliver: IFunction): void {
  deliver.addEventSource(
    new SqsEventSource(notices, { batchSize: 10, maxConcurrency: 5, reportBatchItemFailures: true }),
  );
}

/** Broadcasts: all in one message group, so there is a single sender, which sets its own pace. */
export function broadcastFrom(broadcasts: Queue, broadcast: IFunction): void {
  broadcast.addEventSource(new SqsEventSource(broadcasts, { batchSize: 1, reportBatchItemFailures: true }));
}

/**
 * Once a minute. A missed minute needs no retry, because the next one sees everything that is due. To make it visible
 * nevertheless, a tick that could not start or stopped half-way is set aside.
 */
export function ringEveryMinute(scope: Construct, tick: IFunction, dead: Queue): Schedule {
  tick.configureAsyncInvoke({
    retryAttempts: 0,
    maxEventAge: Duration.minutes(1),
    onFailure: givenUpTo(dead),
  });
  // CDK would allow every version of the function (“:*”); there is one, and it can be named.
  const role = new Role(scope, "EveryMinuteRole", {
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
  });
  role.addToPolicy(
    new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [tick.functionArn] }),
  );
  grantSending(dead, role);
  return new Schedule(scope, "EveryMinute", {
    description: "Wakes what was to be woken.",
    schedule: ScheduleExpression.rate(Duration.minutes(1)),
    target: new LambdaInvoke(tick, {
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      deadLetterQueue: dead,
      role: role.withoutPolicyUpdates(),
    }),
  });
}
