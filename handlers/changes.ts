import type { DynamoDBStreamEvent } from "aws-lambda";
import type { Row } from "../bot/ports.ts";
import { readChange } from "../bot/store/stream.ts";
import { openReaction } from "./wiring.ts";

/** The table's stream: keeps the figures and hands notices to the queue. */
export async function handler(event: DynamoDBStreamEvent): Promise<void> {
  const { react, seals } = await openReaction.parts(process.env);
  const changes = event.Records.flatMap((record): { row: Row; isNew: boolean; before: Row | undefined }[] => {
    const change = readChange(record, seals);
    return change?.row ? [{ row: change.row, isNew: change.isNew, before: change.before }] : [];
  });
  await react(changes);
}
