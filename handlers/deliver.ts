import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { deliverBatch } from "../bot/delivery-batch.ts";
import { openDelivery } from "./wiring.ts";

/** notices.fifo: sends what was decided, in order for each recipient. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  return deliverBatch(event, await openDelivery(process.env));
}
