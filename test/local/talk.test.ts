import type { DynamoDBRecord } from "aws-lambda";
import { expect, test } from "vitest";
import type { Row } from "../../bot/ports/rows.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { commitLine } from "../../local/talk.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";

/** What the playground's page shows about a change in the table. */

const seals = createSecrecy("only-for-this-test-and-never-for-a-real-town");

/** The stream's record when a row is written. */
async function written(row: Row): Promise<DynamoDBRecord> {
  const store = memoryTable({ now: () => "2026-05-04T09:00:00.000Z", seals });
  const records: DynamoDBRecord[] = [];
  store.onChange((some) => void records.push(...some));
  await store.commit([{ put: row }]);
  const [record] = records;
  if (!record) throw new Error("nothing was written");
  return record;
}

test("a change is told in plain words", async () => {
  expect(commitLine(await written(rowOfEachKind.entry), seals)).toBe("History of 4821-0937: submitted");
});

test("a row as no version wrote it is told nothing of, and stops nobody who follows the table", async () => {
  const record = await written(rowOfEachKind.entry);
  const strange = { ...record, dynamodb: { NewImage: { ...record.dynamodb?.NewImage, body: { M: {} } } } };
  expect(commitLine(strange, seals)).toBeUndefined();
});

test("nor of a row whose key is another one", async () => {
  const other = createSecrecy("another-secret-only-for-this-test-and-nowhere-else");
  expect(commitLine(await written(rowOfEachKind.ballot), other)).toBeUndefined();
});
