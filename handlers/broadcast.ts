import type { Context, SQSBatchResponse, SQSEvent } from "aws-lambda";
import { broadcastBatch } from "../bot/broadcast-batch.ts";
import { openTown } from "./wiring.ts";

/** broadcast.fifo: counts who gets the news, and sends it at Telegram's pace. */
export async function handler(
  event: SQSEvent,
  context: Pick<Context, "getRemainingTimeInMillis">,
): Promise<SQSBatchResponse> {
  const { app, outbox, log } = openTown(process.env);
  return broadcastBatch(event, context, { broadcast: app.broadcast, giveBack: outbox.giveBack, log });
}
