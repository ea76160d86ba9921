import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import * as z from "zod";
import type { App } from "../ports/app.ts";
import type { Log } from "../ports/log.ts";

type Changes = Parameters<App["react"]>[0];

/** What `consumeStream` works with. `read` gives nothing for what holds no row. */
export interface FollowParts {
  readonly read: (record: DynamoDBRecord) => Changes[number] | undefined;
  readonly react: App["react"];
  readonly log: Log;
}

/**
 * Follows a batch of the table's stream. A record whose row is not as the model says will never be read: it is left
 * out with a line that asks for a person, because the stream would bring it again and hold back everything behind it.
 * Its row stays in the table.
 * @returns the first record that could not be followed now: those before it are done, and come no second time
 */
export async function consumeStream(
  records: readonly DynamoDBRecord[],
  { read, react, log }: FollowParts,
): Promise<DynamoDBBatchResponse> {
  const found: { readonly record: DynamoDBRecord; readonly change: Changes[number] }[] = [];
  let stuck: DynamoDBRecord | undefined;
  for (const record of records) {
    try {
      const change = read(record);
      if (change) found.push({ record, change });
    } catch (error) {
      // What cannot be opened is another matter: the key may be the wrong one, and be mended.
      const isForEver = error instanceof Error && error.cause instanceof z.ZodError;
      if (!isForEver) {
        log.error("not_followed", error, { records: 1 });
        stuck = record;
        break;
      }
      const { pk, sk } = record.dynamodb?.Keys ?? {};
      log.error("unreadable_change", error, { key: `${pk?.S} ${sk?.S}`, alarm: true });
    }
  }
  try {
    if (found.length > 0) await react(found.map(({ change }) => change));
    return failing(stuck);
  } catch (error) {
    log.error("not_followed", error, { records: found.length });
  }
  // One by one, to find the first that fails. Doing the others again adds nothing: each counts once.
  for (const { record, change } of found) {
    try {
      await react([change]);
    } catch (error) {
      log.error("not_followed", error, { records: 1 });
      return failing(record);
    }
  }
  return failing(stuck);
}

function failing(record: DynamoDBRecord | undefined): DynamoDBBatchResponse {
  const number = record?.dynamodb?.SequenceNumber;
  return { batchItemFailures: record ? [{ itemIdentifier: number ?? "" }] : [] };
}
