import type { DynamoDBRecord } from "aws-lambda";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { entryOf } from "../../bot/core/model/contribution.ts";
import { consumeStream } from "../../bot/engine/stream-consumer.ts";
import type { Log } from "../../bot/ports/log.ts";

/** How the function that follows the table handles its stream. */

const record = (n: number): DynamoDBRecord => ({
  eventName: "INSERT",
  dynamodb: { SequenceNumber: String(n), Keys: { pk: { S: `CONTRIBUTION#${n}` }, sk: { S: "ENTRY#00001" } } },
});
const row = (n: number) =>
  entryOf(
    { id: String(n), entries: 0 },
    { at: "2026-05-04T09:00:00.000Z", event: "raised", actor: "resident" },
  );

/** Follows records 1, 2, 3 … of which some cannot be read, opened or followed. */
async function follows(
  count: number,
  trouble: { readonly unreadable?: number; readonly sealed?: number; readonly failing?: number },
) {
  const followed: number[][] = [];
  const logged: { event: string; facts: unknown }[] = [];
  const log: Log = {
    info: () => undefined,
    error: (event, _error, facts) => logged.push({ event, facts }),
  };
  const { batchItemFailures } = await consumeStream(
    Array.from({ length: count }, (_, n) => record(n + 1)),
    {
      read(one) {
        const n = Number(one.dynamodb?.SequenceNumber);
        if (n === trouble.unreadable)
          throw new Error("not as the model says", { cause: z.string().safeParse(n).error });
        if (n === trouble.sealed) throw new Error("another key");
        return { row: row(n), isNew: true };
      },
      async react(changes) {
        const numbers = changes.map((one) => (one.row.row === "entry" ? Number(one.row.contribution) : 0));
        if (trouble.failing !== undefined && numbers.includes(trouble.failing)) throw new Error("no");
        followed.push(numbers);
      },
      log,
    },
  );
  return { followed, logged, failed: batchItemFailures.map((one) => one.itemIdentifier) };
}

test("all is followed together, in order", async () => {
  expect(await follows(3, {})).toEqual({ followed: [[1, 2, 3]], logged: [], failed: [] });
});

test("a change that will never be read is left out with an alarm, and what is behind it goes on", async () => {
  const { followed, logged, failed } = await follows(3, { unreadable: 2 });
  expect(followed).toEqual([[1, 3]]);
  expect(failed).toEqual([]);
  expect(logged).toEqual([
    { event: "unreadable_change", facts: { key: "CONTRIBUTION#2 ENTRY#00001", alarm: true } },
  ]);
});

test("what cannot be followed now comes again, with what is behind it; what is before it does not", async () => {
  const { followed, failed } = await follows(5, { failing: 3 });
  expect(followed).toEqual([[1], [2]]);
  expect(failed).toEqual(["3"]);
});

test("what cannot be opened is not left out: the key may be mended", async () => {
  const { followed, failed } = await follows(4, { sealed: 3 });
  expect(followed).toEqual([[1, 2]]);
  expect(failed).toEqual(["3"]);
});
