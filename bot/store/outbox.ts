import * as z from "zod";
import type { Outbox } from "../ports.ts";
import type { AwsService } from "./aws.ts";

const answerSchema = z.object({ Failed: z.array(z.object({ Code: z.string().optional() })).optional() });

/** SQS takes ten messages in one call. */
const BATCH = 10;
/** SQS hides a message for at most twelve hours. */
const LONGEST_WAIT = 12 * 60 * 60;

/**
 * References to notices, in a FIFO queue: one message group for each recipient keeps their order, and the
 * notice's own id keeps a repeated hand-over within five minutes from being a second message.
 */
export function sqsOutbox(
  queueUrl: string,
  sqs: AwsService,
): Outbox & { postpone(receipt: string, seconds: number): Promise<void> } {
  return {
    async hand(notices) {
      for (let start = 0; start < notices.length; start += BATCH) {
        const batch = notices.slice(start, start + BATCH);
        const { Failed } = answerSchema.parse(
          await sqs("SendMessageBatch", {
            QueueUrl: queueUrl,
            Entries: batch.map(({ group, id }, index) => ({
              Id: String(index),
              MessageBody: JSON.stringify({ group, id }),
              MessageGroupId: group.replace(/[^A-Za-z0-9:]/g, "_").slice(0, 128),
              MessageDeduplicationId: `${id}:${group}`.replace(/[^A-Za-z0-9:#.-]/g, "_").slice(-128),
            })),
          }),
        );
        if (Failed?.length)
          throw new Error(`${Failed.length} notices were not taken by the queue: ${Failed[0]?.Code}`);
      }
    },
    async postpone(receipt, seconds) {
      const VisibilityTimeout = Math.min(LONGEST_WAIT, Math.max(1, Math.ceil(seconds)));
      await sqs("ChangeMessageVisibility", { QueueUrl: queueUrl, ReceiptHandle: receipt, VisibilityTimeout });
    },
  };
}
