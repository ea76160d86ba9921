import { Duration } from "aws-cdk-lib";
import type { IGrantable } from "aws-cdk-lib/aws-iam";
import type { IDestination, IEventSourceDlq, IFunction } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption, type QueueProps } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { accept } from "./advice.ts";

/** Dead letters are kept as long as SQS allows: a holiday, and a week to look. */
const LONGEST = Duration.days(14);

/** A queue and its dead-letter queue. */
export interface Line {
  readonly queue: Queue;
  readonly dead: Queue;
}

/**
 * A FIFO queue that hands every message to a function.
 * @param timeout of that function. A message is hidden six times as long (AWS's advice), so that nobody gets it
 *   twice while the first delivery is still being tried
 * @param tries after this many it goes to the dead letters
 * @param hidden how long it is hidden, when six times is too long for everything waiting behind a message whose
 *   function died
 */
export function createLine(
  scope: Construct,
  name: string,
  {
    timeout,
    tries,
    hidden = Duration.seconds(timeout.toSeconds() * 6),
  }: { readonly timeout: Duration; readonly tries: number; readonly hidden?: Duration },
): Line {
  const dead = createDead(scope, `${name}Dead`, { fifo: true });
  const queue = createQueue(scope, name, {
    fifo: true,
    visibilityTimeout: hidden,
    deadLetterQueue: { queue: dead, maxReceiveCount: tries },
  });
  return { queue, dead };
}

/** A queue where messages that could not be handled wait for a person. */
export function createDead(scope: Construct, name: string, props: QueueProps = {}): Queue {
  const dead = createQueue(scope, name, props);
  accept(dead, "AwsSolutions-SQS3", "It is the place for dead letters itself; an alarm watches it.");
  return dead;
}

/** Allows sending to a queue: its address is in the environment, and nobody asks how full it is. */
export function grantSending(queue: Queue, to: IGrantable): void {
  queue.grant(to, "sqs:SendMessage");
}

/** The destination for what a function could not handle; Lambda sends it there with that function's own permission. */
export function givenUpTo(queue: Queue): IEventSourceDlq & IDestination {
  return {
    bind(_target: unknown, handler: IFunction) {
      grantSending(queue, handler);
      return { destination: queue.queueArn };
    },
  };
}

/** Messages are references, never words. Encrypted with SQS's own key: a key of the town would be paid for per call. */
function createQueue(scope: Construct, name: string, props: QueueProps): Queue {
  return new Queue(scope, name, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: LONGEST,
    ...props,
  });
}
