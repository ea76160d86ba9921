import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import * as z from "zod/mini";
import type { App } from "../ports/app.ts";
import { Wait } from "../ports/errors.ts";
import type { Log } from "../ports/log.ts";

const partSchema = z.object({
  broadcast: z.string(),
  part: z.union([z.literal("plan"), z.int().check(z.positive())]),
});

/** Seconds until a failed part is first retried; the pause doubles each time. */
const FIRST_PAUSE = 10;
/** Our limit on that pause, in seconds. */
const LONGEST_PAUSE = 60;

/**
 * Handles the parts from the broadcast queue one by one. A part that has to wait goes back for exactly as long as was
 * asked; the queue keeps everything behind it in order.
 */
export async function consumeBroadcastParts(
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
    const attempt = Number(record.attributes.ApproximateReceiveCount);
    try {
      const timeLeft = () => context.getRemainingTimeInMillis();
      await parts.broadcast(partSchema.parse(JSON.parse(record.body)), timeLeft, attempt);
    } catch (error) {
      batchItemFailures.push({ itemIdentifier: record.messageId });
      const waits = error instanceof Wait;
      if (waits) parts.log.info("broadcast_waits", { seconds: error.seconds });
      else parts.log.error("broadcast_failed", error, { attempt });
      // There is one message group: a hidden message hides everything behind it.
      const seconds = waits ? error.seconds : pauseAfter(attempt);
      try {
        await parts.giveBack(record.receiptHandle, seconds);
      } catch (failure) {
        // It returns when the queue's own timeout is over.
        parts.log.error("not_given_back", failure, { seconds });
      }
    }
  }
  return { batchItemFailures };
}

function pauseAfter(attempt: number): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (Math.max(1, attempt) - 1));
}
