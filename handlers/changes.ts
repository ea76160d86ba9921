import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { consumeStream } from "../bot/engine/stream-consumer.ts";
import { readChange } from "../bot/store/stream-records.ts";
import { openReaction } from "./wiring.ts";

/** The table's stream: writes out what commits left to it, maintains the figures and hands notices to the queue. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const { react, seals, log } = await openReaction.parts(process.env);
  const outcome = await consumeStream(event.Records, {
    read(record) {
      const change = readChange(record, seals);
      return change?.row && { ...change, row: change.row };
    },
    react,
    log,
  });
  // The keys may have changed: what could not be opened comes again, and is opened with the secret's value at that
  // time.
  if (outcome.batchItemFailures.length > 0) openReaction.forget();
  return outcome;
}
