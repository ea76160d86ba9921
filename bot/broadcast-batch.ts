import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { type App, type Log, Wait } from "./ports.ts";

const partSchema = z.object({
  broadcast: z.string(),
  part: z.union([z.literal("plan"), z.number().int().positive()]),
});

/**
 * Does what comes out of the queue of broadcasts, one after the other. What has to wait goes back for exactly
 * as long as was asked; the queue keeps everything behind it in order.
 */
export async function broadcastBatch(
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
  parts: {
    broadcast: App["broadcast"];
    giveBack: (receipt: string, seconds: number) => Promise<void>;
    log: Log;
  },
): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse["batchItemFailures"] = [];
  for (const record of event.Records) {
    if (batchItemFailures.length > 0) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
      continue;
    }
    try {
      await parts.broadcast(partSchema.parse(JSON.parse(record.body)), () =>
        context.getRemainingTimeInMillis(),
      );
    } catch (error) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
      if (!(error instanceof Wait)) {
        parts.log.error("broadcast_failed", error, {
          attempt: Number(record.attributes.ApproximateReceiveCount),
        });
        continue;
      }
      parts.log.info("broadcast_waits", { seconds: error.seconds });
      try {
        await parts.giveBack(record.receiptHandle, error.seconds);
      } catch (failure) {
        // It comes when the queue's own time is over.
        parts.log.error("not_given_back", failure, { seconds: error.seconds });
      }
    }
  }
  return { batchItemFailures };
}
