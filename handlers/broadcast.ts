import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { consumeBroadcastParts } from "../bot/broadcasts/queue-consumer.ts";
import { openBroadcasting } from "./wiring.ts";

/** broadcast.fifo: counts a broadcast's recipients, and sends it at Telegram's pace. */
export async function handler(
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<SQSBatchResponse> {
  const outcome = await consumeBroadcastParts(event, context, await openBroadcasting.parts(process.env));
  // The keys may have changed: what failed comes again, and is sent with the secret's value at that time.
  if (outcome.batchItemFailures.length > 0) openBroadcasting.forget();
  return outcome;
}
