import type { DynamoDBBatchResponse, DynamoDBRecord } from "aws-lambda";
import { $ZodError } from "zod/v4/core";
import type { App } from "../ports/app.ts";
import type { Log } from "../ports/log.ts";

type Changes = Parameters<App["react"]>[0];

/** The dependencies of `consumeStream`. `read` returns nothing for an image that holds no row. */
export interface FollowParts {
  readonly read: (record: DynamoDBRecord) => Changes[number] | undefined;
  readonly react: App["react"];
  readonly log: Log;
}

/**
 * Processes a batch of the table's stream. A record whose row does not match the model can never be read: it is skipped
 * with a log line that calls for a person, because the stream would redeliver it and block everything behind it. Its
 * row stays in the table.
 * @returns the first record that could not be processed this time; those before it are done and are not redelivered
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
      // Failing to decrypt is another matter: the key may be wrong, and that can be fixed.
      const isForEver = error instanceof Error && error.cause instanceof $ZodError;
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
  // One by one, to find the first that fails. Repeating the others does no harm: each counts once.
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
