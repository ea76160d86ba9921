import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { localAws } from "./aws.ts";
import type { QueueSource } from "./deployment.ts";
import { readFilters } from "./event-filter.ts";
import { call, failedOf, type Invoke, pause, teller } from "./invocation.ts";
import type { Poll } from "./polls.ts";

/** Milliseconds to wait after a call to the queue itself failed. */
const BREATHER = 200;

export interface QueueParts {
  readonly source: QueueSource;
  readonly url: string;
  readonly sqs: SQSClient;
  /** Seconds that one call may take. */
  readonly timeout: number;
  readonly invoke: Invoke;
}

/**
 * Calls a function with messages of a queue as Lambda does: this many batches at a time; messages it handled are
 * deleted; those it reports as failed, or all of them when it throws, stay and come again once they are visible.
 */
export function feedFromQueue(parts: QueueParts): Poll {
  const lines = Array.from({ length: parts.source.concurrency }, () => pollOnce(parts));
  return {
    async stop() {
      await Promise.all(lines.map((line) => line.stop()));
    },
  };
}

function pollOnce(parts: QueueParts): Poll {
  const told = teller(`queue ${parts.source.queue}`);
  const next = batchesOf(parts, told);
  let stopped = false;
  const running = (async () => {
    while (!stopped) {
      try {
        await next(1);
      } catch (error) {
        told(error);
        await pause(BREATHER);
      }
    }
  })();
  return {
    stop() {
      stopped = true;
      return running;
    },
  };
}

/** How many messages a batch had, and how many of them have been deleted from the queue. */
export interface Batch {
  readonly received: number;
  readonly done: number;
}

/**
 * For callers that invoke a function batch by batch: takes the next one out of the queue, through the filter, and hands
 * it over.
 * @param told receives what the function throws
 * @returns takes one batch, waiting for it at most this many seconds; empty when nothing came
 */
export function batchesOf(
  { source, url, sqs, timeout, invoke }: QueueParts,
  told: (error: unknown) => void,
): (seconds: number) => Promise<Batch> {
  const getsThrough = readFilters(source.filters);
  let arn: string | undefined;

  async function takeOut(records: readonly SQSRecord[]): Promise<void> {
    if (records.length === 0) return;
    const Entries = records.map(({ receiptHandle }, at) => ({
      Id: String(at),
      ReceiptHandle: receiptHandle,
    }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }));
  }

  /** Returns the messages that were handled. */
  async function handle(records: readonly SQSRecord[]): Promise<readonly SQSRecord[]> {
    if (records.length === 0) return [];
    try {
      const answer = await call(invoke, { Records: records }, timeout);
      if (!source.reportsFailures) return records;
      const failed = failedOf(
        answer,
        records.map(({ messageId }) => messageId),
      );
      return failed === undefined ? [] : records.filter(({ messageId }) => !failed.has(messageId));
    } catch (error) {
      told(error);
      return [];
    }
  }

  return async (seconds) => {
    arn ??= (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ["QueueArn"] })))
      .Attributes?.QueueArn;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: url,
        MaxNumberOfMessages: source.batchSize,
        WaitTimeSeconds: seconds,
        MessageSystemAttributeNames: ["All"],
      }),
    );
    const records = Messages.map((message) => asRecord(message, arn ?? ""));
    // A message that matches no filter is gone: Lambda deletes it from the queue.
    const fitting = records.filter(getsThrough);
    const left = records.filter((record) => !fitting.includes(record));
    await takeOut(left);
    const handled = await handle(fitting);
    await takeOut(handled);
    return { received: records.length, done: left.length + handled.length };
  };
}

/** A message as Lambda gives it to a function. */
export function asRecord(message: Message, arn: string): SQSRecord {
  return {
    messageId: message.MessageId ?? "",
    receiptHandle: message.ReceiptHandle ?? "",
    body: message.Body ?? "",
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "0",
      SenderId: "local",
      ApproximateFirstReceiveTimestamp: "0",
      ...message.Attributes,
    },
    messageAttributes: {},
    md5OfBody: message.MD5OfBody ?? "",
    eventSource: "aws:sqs",
    eventSourceARN: arn,
    awsRegion: localAws.region,
  };
}
