import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { deliverBatch } from "../bot/delivery-batch.ts";
import { openTown } from "./wiring.ts";

/** notices.fifo: sends what was decided, in order for each recipient. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { app, outbox, log } = openTown(process.env);
  return deliverBatch(event, { deliver: app.deliver, postpone: outbox.postpone, log });
}
