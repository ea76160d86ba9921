import { Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  Stats,
  TreatMissingData,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { Topic } from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { Counted, Watched } from "./watch.ts";

/** An alarm in words, and the number that triggers it. */
interface Bell {
  readonly id: string;
  /** What is wrong: the subject of the mail. */
  readonly what: string;
  /** What to do: the text of the mail. */
  readonly whatToDo: string;
  readonly metric: IMetric;
  /** Triggers above this value; 0 by default. */
  readonly above?: number;
  /** Triggers below this value instead, and also when there is no data at all. */
  readonly below?: number;
  /** Consecutive periods of the metric; 1 by default. */
  readonly periods?: number;
}

const FIVE_MINUTES = Duration.minutes(5);
/**
 * More limits reached in an hour than this count as a flood (our limit). One account reaches six at most, whatever it
 * sends: it is told once in each ten-minute window or day (bot/core/residents/rate-limit.ts). A busy evening of a town
 * reaches one or two.
 */
const FLOOD = 20;

const sum = { period: FIVE_MINUTES, statistic: Stats.SUM };
const highest = { period: FIVE_MINUTES, statistic: Stats.MAXIMUM };

/** Every alarm: its name is the subject of the mail and says what is wrong, its description says what to do. */
export function createAlarms(scope: Construct, topic: Topic, watched: Watched, counted: Counted): void {
  const ring = new SnsAction(topic);
  const bells = [
    ...functionBells(),
    ...queueBells(watched),
    ...doorAndClockBells(watched),
    ...logBells(counted),
  ];
  for (const { id, what, whatToDo, metric, above = 0, below, periods = 1 } of bells) {
    const alarm = new Alarm(scope, id, {
      alarmName: `${Stack.of(scope).stackName}: ${what}`,
      alarmDescription: whatToDo,
      metric,
      threshold: below ?? above,
      comparisonOperator:
        below === undefined
          ? ComparisonOperator.GREATER_THAN_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      // Where nothing happens there is nothing to report, unless silence itself is the problem.
      treatMissingData: below === undefined ? TreatMissingData.NOT_BREACHING : TreatMissingData.BREACHING,
    });
    alarm.addAlarmAction(ring);
    alarm.addOkAction(ring);
  }
}

/**
 * Without a function's name these figures are the sum of everything in the account and the region, and cost a sixth;
 * `npm run doctor` says which function it is.
 */
function functionBells(): readonly Bell[] {
  const allFunctions = (metricName: string) => new Metric({ namespace: "AWS/Lambda", metricName, ...sum });
  return [
    {
      id: "FunctionsErr",
      what: "a function stops with errors",
      whatToDo:
        "npm run doctor says which one; look in its log. Nothing is lost: what it could not do is tried again, or set aside. Functions of other software in the same account ring too.",
      metric: allFunctions("Errors"),
    },
    {
      id: "FunctionsThrottled",
      what: "functions are not allowed to run",
      whatToDo:
        "The account runs as many functions at once as it may. Ask AWS for a higher limit (Lambda, concurrent executions).",
      metric: allFunctions("Throttles"),
    },
  ];
}

/** Alarms for what is waiting, and for what was set aside. */
function queueBells({ notices, broadcasts, dead, handlers }: Watched): readonly Bell[] {
  const graves = { Notices: notices.dead, Broadcasts: broadcasts.dead, ...dead };
  return [
    {
      id: "NoticesWait",
      what: "messages wait too long to be delivered",
      whatToDo:
        "The oldest has waited more than ten minutes. Is Telegram or Slack down? Otherwise look in the log of deliver.",
      metric: notices.queue.metricApproximateAgeOfOldestMessage(highest),
      above: 600,
      periods: 2,
    },
    ...Object.entries(graves).map(([name, queue]) => ({
      id: `${name}SetAside`,
      what: `something was set aside (${name})`,
      whatToDo:
        "It could not be handled after several tries. docs/operations.md says how to look at it and hand it over again.",
      metric: queue.metricApproximateNumberOfMessagesVisible(highest),
    })),
    {
      id: "ChangesBehind",
      what: "news is passed on late",
      whatToDo:
        "The function changes is more than five minutes behind what is in the table. Look in its log.",
      metric: handlers.changes.handler.metric("IteratorAge", highest),
      above: FIVE_MINUTES.toMilliseconds(),
      periods: 2,
    },
  ];
}

function doorAndClockBells({ api, handlers }: Watched): readonly Bell[] {
  return [
    {
      id: "DoorsBroken",
      what: "Telegram or Slack gets errors from us",
      whatToDo:
        "Somebody who wrote or pressed a button got no answer. Look in the logs of telegram and slack.",
      metric: api.metricServerError(sum),
    },
    {
      id: "ClockStopped",
      what: "the clock stands still",
      whatToDo:
        "Reminders and late answers are not noticed any more. Is the schedule switched off? Look in the log of tick.",
      metric: handlers.tick.handler.metricInvocations(sum),
      below: 1,
      periods: 2,
    },
  ];
}

/** Alarms that the software requests in its own log. */
function logBells(counted: Counted): readonly Bell[] {
  return [
    {
      id: "ClockLate",
      what: "the clock is late",
      whatToDo:
        "Something was due more than ten minutes before its turn came. Look at “clock_late” in the log of tick: “left” says how much is waiting.",
      metric: counted.clockLate,
      above: 600,
    },
    {
      id: "NeedsAPerson",
      what: "something needs a person",
      whatToDo:
        "Look in the logs for lines with “alarm”: true; the event says what happened and docs/operations.md what to do.",
      metric: counted.needsAPerson,
    },
    {
      id: "AnswersOverdue",
      what: "residents were promised an answer that did not come",
      whatToDo:
        "A promised day passed. The desk was reminded in Slack and the resident has heard a new date. Is there a desk without people?",
      metric: counted.overdue,
    },
    {
      id: "Flood",
      what: "many send as much as one person can",
      whatToDo:
        "More than twenty limits were reached within an hour: several accounts that send without end, or limits that are too narrow for what people do. Desks and residents are served meanwhile; docs/operations.md says what to look at.",
      metric: counted.limitReached,
      above: FLOOD,
    },
    {
      id: "BroadcastFailed",
      what: "a message to many residents has trouble",
      whatToDo: "Look in the log of broadcast, and at the broadcast in Slack. It can be stopped there.",
      metric: counted.broadcastTrouble,
    },
  ];
}
