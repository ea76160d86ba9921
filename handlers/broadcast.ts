import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { openTown } from "./wiring.ts";

/** broadcast.fifo: a placeholder, so that the deployment has something to bundle until the sender is there. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const { log } = openTown(process.env);
  log.error("broadcast_failed", new Error("there is no sender yet"), { alarm: true });
  return { batchItemFailures: event.Records.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}
