import { randomBytes } from "node:crypto";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { Ballot } from "../../bot/core/counting/ballot.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { bounds, sizeOf } from "../../bot/store/bounds.ts";
import { readRow, rowImage, toImage, unsealed } from "../../bot/store/item-codec.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { readChange } from "../../bot/store/stream-records.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";

/** What somebody with a copy of the table, and no key, can read of a row. */

const seals = createSecrecy("a secret of at least thirty-two characters");
const others = createSecrecy("another one of at least thirty-two characters");
const sealed = ["lane", "ballot", "response", "process", "notice", "mark"] as const;

test.each(sealed)("a row of the kind %s lies sealed, and its key opens it", (kind) => {
  const row = rowOfEachKind[kind];
  const image = rowImage(row, seals);
  expect(Object.keys(image)).not.toContain("body");
  expect(readRow(image, seals)).toEqual(row);
  expect(() => readRow(image, others)).toThrow();
  // The same row never looks the same.
  expect(rowImage(row, seals).sealed).not.toEqual(image.sealed);
});

describe("how long a sealed ballot or lane is", () => {
  const length = (image: ReturnType<typeof rowImage>) => String(image.sealed?.B).length;

  test("is the same for one choice and for twenty, and for one act and for many", () => {
    const ballot: Ballot = rowOfEachKind.ballot;
    const choices = Array.from({ length: 20 }, (_, n) => n + 1);
    expect(length(rowImage({ ...ballot, choices }, seals))).toBe(length(rowImage(ballot, seals)));
  });

  test("lets an ordinary ballot or answer cost one write unit", () => {
    for (const kind of ["ballot", "response", "lane"] as const) {
      const { sealed, ...beside } = rowImage(rowOfEachKind[kind], seals);
      // DynamoDB counts names and values, bytes as bytes.
      const others = Object.entries(unmarshall(beside)).map(([name, value]) => `${name}${value}`);
      const bytes = Buffer.from(String(sealed?.B), "base64").length + "sealed".length;
      expect(bytes + others.join("").length).toBeLessThanOrEqual(1024);
    }
  });
});

test.each([100, 250, 280, 380])(
  "a manifesto of %d KB that no packing makes smaller fits in a row",
  (kilobytes) => {
    // Four signs of base64 are packed to the three bytes behind them.
    const text = randomBytes(kilobytes * 1024).toString("base64");
    const process = { ...rowOfEachKind.process, state: { text } };
    const image = rowImage(process, seals);
    expect(sizeOf(image)).toBeLessThan(bounds.item);
    expect(readRow(image, seals)).toEqual(process);
  },
);

/** An answer to somebody in this many words, which are all different. */
const noticeOf = (words: number) => ({
  ...rowOfEachKind.notice,
  id: "2026-05-04T09:00:00.000Z#0123456789#000",
  group: "resident:0123456789abcdef01234567",
  what: {
    kind: "resident" as const,
    resident: residentId("0123456789abcdef01234567"),
    screen: {
      lines: [
        {
          key: "common:quote",
          params: {
            text: Array.from({ length: words }, (_, n) => `${(n * 2654435761) % 99991} lamp`).join(" "),
          },
        },
      ],
    },
    isReply: true,
  },
});

test.each([
  ["a card", rowOfEachKind.notice, 1],
  ["a reply of a few words", noticeOf(5), 1],
  ["a reply of fifty words", noticeOf(50), 1],
  ["an answer of four hundred words", noticeOf(400), 2],
])("sealed, %s costs no more than its whole write units", (_, notice, units) => {
  expect(Math.ceil(sizeOf(rowImage(notice, seals)) / 1024)).toBe(units);
});

test("a reply that the channel was too busy for cannot be read in its notice", () => {
  const { id, group } = noticeOf(5);
  const { sealed: _, ...beside } = rowImage(noticeOf(5), seals);
  expect(Object.keys(unmarshall(beside)).toSorted()).toEqual(["dueAt", "dueFor", "expiresAt", "pk", "sk"]);
  expect(unmarshall(beside)).toMatchObject({ pk: `NOTICE#${group}`, sk: id, dueFor: "WAKE" });
});

test.each(sealed)("a row of the kind %s that was written before rows were sealed is still read", (kind) => {
  const row = rowOfEachKind[kind];
  const { sealed: _sealed, ...beside } = rowImage(row, seals);
  const old = { ...beside, ...toImage({ body: row }) };
  expect(readRow(old, seals)).toEqual(row);
  expect(unsealed(rowImage(row, seals), seals)).toEqual(old);
});

test("the stream tells that a sealed row was taken away", async () => {
  const store = memoryTable({ now: () => "2026-05-04T09:00:00.000Z", seals });
  const told: DynamoDBRecord[] = [];
  await store.commit([{ put: rowOfEachKind.ballot }]);
  store.onChange((records) => told.push(...records));
  await store.commit([{ remove: rowOfEachKind.ballot }]);
  expect(told.map((record) => readChange(record, seals))).toEqual([{ row: undefined, isNew: false }]);
});

test("an older ballot with its moment and an older lane with replies are read without them", () => {
  const { handled: _handled, ...lane } = rowOfEachKind.lane;
  const old = [
    { ...rowOfEachKind.ballot, at: "2026-05-04T09:00:07.123Z" },
    { ...lane, handled: [{ id: "tg:1", replies: '[{"lines":[]}]', repeats: 0 }] },
  ];
  const rows = old.map((body) => readRow(toImage({ pk: "x", sk: "y", body }), seals));
  expect(rows).toEqual([rowOfEachKind.ballot, { ...lane, handled: [{ id: "tg:1", repeats: 0 }] }]);
});
