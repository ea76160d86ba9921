import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { consumeNotices } from "../bot/delivery/queue-consumer.ts";
import { openDelivery } from "./wiring.ts";

/** notices.fifo: sends what was decided, in order for each recipient. */
export async function handler(
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<SQSBatchResponse> {
  const outcome = await consumeNotices(event, context, await openDelivery.parts(process.env));
  // The keys may have changed: what failed comes again, and is sent with the secret's value at that time.
  if (outcome.batchItemFailures.length > 0) openDelivery.forget();
  return outcome;
}
