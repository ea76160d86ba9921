import type { DynamoDBRecord } from "aws-lambda";
import { describe, expect, test } from "vitest";
import { residentId } from "../../bot/core/model/ids.ts";
import { createChanges } from "../../bot/engine/changes.ts";
import { isFollowed, passesBy, reactsTo } from "../../bot/ports/followed-rows.ts";
import type { Outbox } from "../../bot/ports/outbox.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { Store } from "../../bot/ports/store.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { isOfLanes, placeOf } from "../../bot/store/keys.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { streamFilters } from "../../bot/store/stream-filters.ts";
import { readChange } from "../../bot/store/stream-records.ts";
import { LIMITS, readFilters } from "../../local/event-filter.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";

/**
 * The stream lets through exactly the changes that the function acts on: no change that counts is held back by the
 * filter, and nothing is woken for one that does not. One row of every kind is written through the real store.
 */

const NOW = "2026-05-04T09:00:00.000Z";
const seals = createSecrecy("a secret of at least thirty-two characters");
const patterns = streamFilters().map((filter) => JSON.stringify(filter));
const getsThrough = readFilters(patterns);

/** The row with something else in it; a sealed one looks different each time that it is written. */
function changed(row: Row): Row {
  const next = "2026-05-05T09:00:00.000Z";
  if (row.row === "contribution") return { ...row, changed: next };
  if (row.row === "entry") return { ...row, at: next };
  if (row.row === "posted") return { ...row, ts: "1.3" };
  if (row.row === "dead") return { ...row, error: "RangeError" };
  if (row.row === "chunk" || row.row === "progress") return { ...row, created: next };
  if (row.row === "listener" || row.row === "participant") return { ...row, expires: next };
  return "version" in row && row.version !== undefined ? { ...row, version: row.version + 1 } : row;
}

/** The stream's records of a row that is created, changed and removed. */
async function lifeOf(row: Row): Promise<readonly DynamoDBRecord[]> {
  const store = memoryTable({ now: () => NOW, seals });
  const told: DynamoDBRecord[] = [];
  store.onChange((records) => told.push(...records));
  await store.commit([{ put: row }]);
  await store.commit([{ put: changed(row) }]);
  await store.commit([{ remove: row }]);
  return told;
}

/** Whether something was done about a change, whatever the filter says of it. */
async function isHandled(record: DynamoDBRecord): Promise<boolean> {
  let done = 0;
  const counts = async () => void done++;
  const refused = () => {
    throw new Error("the function that follows changes only counts and hands over");
  };
  const store = new Proxy<Partial<Store>>(
    { count: counts, countBallots: counts, countResponses: counts },
    { get: (target, name) => Reflect.get(target, name) ?? refused },
  );
  const outbox: Outbox = { hand: counts, spread: counts };
  // Only what the function may do is there; all else refuses.
  const react = createChanges({ store: store as Store, outbox, clock: { now: () => NOW } });
  const change = readChange(record, seals);
  if (change?.row) await react([{ ...change, row: change.row }]);
  return done > 0;
}

describe.each(Object.entries(rowOfEachKind))("a row of the kind %s", (kind, row) => {
  test("gets through to the function exactly when something follows from it", async () => {
    const told = await lifeOf(row);
    // Nobody follows the table of lanes.
    if (isOfLanes(placeOf(row))) return expect(told).toEqual([]);
    expect(told.map(({ eventName }) => eventName)).toEqual(
      expect.arrayContaining(["INSERT", "MODIFY", "REMOVE"]),
    );
    for (const record of told)
      expect(getsThrough(record), `${record.eventName} of ${record.dynamodb?.Keys?.pk?.S}`).toBe(
        await isHandled(record),
      );
  });

  test("is followed, or says why not", () => {
    const why = Object.entries(passesBy).find(([name]) => name === kind)?.[1];
    expect(isFollowed(kind) ? reactsTo[kind].length > 0 : (why ?? "").length > 20).toBe(true);
  });
});

test("what happens in a process is followed as what happens to a report is", async () => {
  const told = await lifeOf({ ...rowOfEachKind.entry, contribution: "P1234567" });
  expect(told.filter(getsThrough)).toHaveLength(1);
});

test("an opinion on a topic is followed as a vote is", async () => {
  const told = await lifeOf({ ...rowOfEachKind.ballot, process: "T48210937" });
  expect(told.filter(getsThrough).map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY"]);
});

// The filter and the function are made from one list: what is missing there would be missing in both.
test.each(["ballot", "response", "broadcast"] as const)(
  "a row of the kind %s is followed when it is made and each time that it changes",
  async (kind) => {
    const told = await lifeOf(rowOfEachKind[kind]);
    expect(told.filter(getsThrough).map(({ eventName }) => eventName)).toEqual(["INSERT", "MODIFY"]);
  },
);

test.each(["entry", "notice"] as const)("a row of the kind %s is followed when it is made", async (kind) => {
  const told = await lifeOf(rowOfEachKind[kind]);
  expect(told.filter(getsThrough).map(({ eventName }) => eventName)).toEqual(["INSERT"]);
});

test("what is counted beside the rows, such as an alarm or a figure, wakes nobody", async () => {
  const store = memoryTable({ now: () => NOW, seals });
  const told: DynamoDBRecord[] = [];
  store.onChange((records) => told.push(...records));
  await store.count([rowOfEachKind.entry]);
  await store.countBallots([{ before: undefined, after: rowOfEachKind.ballot }]);
  await store.countResponses([{ before: undefined, after: rowOfEachKind.response }]);
  await store.commit([{ link: { resident: residentId("r1"), contribution: "48210937", at: NOW } }]);
  expect(told.length).toBeGreaterThan(4);
  expect(told.filter(getsThrough)).toEqual([]);
});

test("Lambda takes the filters without a larger quota, and there is room for more", () => {
  expect(patterns.length).toBeLessThan(LIMITS.filters);
});
