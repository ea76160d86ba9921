import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { createLog } from "../bot/log.ts";

/** broadcast.fifo: a placeholder, so that the deployment has something to bundle until the sender is there. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  createLog().error("broadcast_failed", new Error("there is no sender yet"), { alarm: true });
  return { batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
