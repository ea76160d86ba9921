import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { type App, type Log, Wait } from "./ports.ts";

const referenceSchema = z.object({ group: z.string(), id: z.string() });

/**
 * Delivers a batch from the queue. After a failure everything else of the same recipient waits as well, so
 * that nobody hears things in the wrong order; other recipients go on.
 */
export async function deliverBatch(
  event: SQSEvent,
  parts: { deliver: App["deliver"]; postpone: (receipt: string, seconds: number) => Promise<void>; log: Log },
): Promise<SQSBatchResponse> {
  const waiting = new Set<string>();
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records) {
    const group = record.attributes.MessageGroupId ?? record.messageId;
    if (waiting.has(group)) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
      continue;
    }
    try {
      await parts.deliver(referenceSchema.parse(JSON.parse(record.body)));
    } catch (error) {
      waiting.add(group);
      batchItemFailures.push({ itemIdentifier: record.messageId });
      parts.log.error("not_delivered", error, { attempt: Number(record.attributes.ApproximateReceiveCount) });
      // The other side said how long: not a second earlier.
      if (error instanceof Wait) await postpone(record.receiptHandle, error.seconds, parts);
    }
  }
  return { batchItemFailures };
}

/** When the queue does not hear of it, the message comes a little sooner: no reason to do the others again. */
async function postpone(
  receipt: string,
  seconds: number,
  parts: { postpone: (receipt: string, seconds: number) => Promise<void>; log: Log },
): Promise<void> {
  try {
    await parts.postpone(receipt, seconds);
  } catch (error) {
    parts.log.error("not_postponed", error, { seconds });
  }
}
