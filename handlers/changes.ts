import type { DynamoDBStreamEvent } from "aws-lambda";
import type { Row } from "../bot/ports.ts";
import { readChange } from "../bot/store/stream.ts";
import { openReaction } from "./wiring.ts";

/** The table's stream: keeps the figures and hands notices to the queue. */
export async function handler(event: DynamoDBStreamEvent): Promise<void> {
  const changes = event.Records.flatMap((record): { row: Row; isNew: boolean; before: Row | undefined }[] => {
    const change = readChange(record);
    return change?.row ? [{ row: change.row, isNew: change.isNew, before: change.before }] : [];
  });
  const react = await openReaction.parts(process.env);
  await react(changes);
}
