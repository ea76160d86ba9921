import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { type Instant, after as later, MINUTE } from "../../bot/core/calendar/time.ts";
import type { Contribution } from "../../bot/core/model/contribution.ts";
import { Conflict } from "../../bot/ports/errors.ts";
import type { Write } from "../../bot/ports/rows.ts";
import type { Found, Store, Waiting } from "../../bot/ports/store.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { sizeOf } from "../../bot/store/bounds.ts";
import { dynamoTable } from "../../bot/store/dynamo-table.ts";
import type { Image } from "../../bot/store/item-codec.ts";
import { contributionKey } from "../../bot/store/keys.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { readChange } from "../../bot/store/stream-records.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { contribution, entry, notice } from "./rows.ts";

/** What a commit of a report leaves to the stream: written out once, whoever does it and however often. */

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const seals = createSecrecy("a secret of at least thirty-two characters");
const MORNING: Instant = "2026-05-04T09:00:00.000Z";
let now = MORNING;
beforeEach(() => {
  now = MORNING;
});

const kinds: { name: string; open: () => Promise<Store> }[] = [
  { name: "memory", open: async () => memoryTable({ now: () => now, seals }) },
];
if (dynamo !== undefined) {
  const clients = { DynamoDB: dynamo.dynamo, "DynamoDB through Amazon's SDK": dynamo.throughSdk };
  for (const [name, client] of Object.entries(clients))
    kinds.push({
      name,
      open: async () => dynamoTable({ client, table: await dynamo.newTable(), now: () => now, seals }),
    });
}

const counts = { desk: "roads", month: "2026-05", event: "received" };

/** A report that changes: its next version, with a line of history and a message. */
function writes(one: Contribution, n: number): Write[] {
  return [
    { put: { ...one, version: n, entries: n }, expect: n === 1 ? "new" : n - 1 },
    { put: entry({ contribution: one.id, n, counts }), later: true },
    { put: notice({ id: `n-${n}` }), later: true },
  ];
}

describe.each(kinds)("in a town whose memory is $name", ({ open }) => {
  const one = contribution({ version: 1, entries: 1, wakeAt: "2026-06-01T00:00:00.000Z" });
  const { id } = one;
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });

  const received = async () => (await store.figures("roads", ["2026-05"])).received;
  const waiting = async (moment: Instant): Promise<readonly Waiting[]> => {
    const all: Waiting[] = [];
    await store.due(moment, (page) => all.push(...page) >= 0);
    return all;
  };
  const found = async (moment: Instant): Promise<readonly Found["is"][]> =>
    (await store.woken(await waiting(moment), moment)).map(({ is }) => is);

  test("the history is whole before the stream has come to it, and after", async () => {
    await store.commit(writes(one, 1));
    expect((await store.history(id)).map(({ n }) => n)).toEqual([1]);
    expect(await store.notice("r-oksana", "n-1")).toBeUndefined();
    await store.commit(writes(one, 2));
    expect((await store.history(id)).map(({ n }) => n)).toEqual([1, 2]);
    await store.follow(id);
    expect((await store.history(id)).map(({ n }) => n)).toEqual([1, 2]);
    expect(await store.notice("r-oksana", "n-1")).toMatchObject({ id: "n-1" });
    expect(await store.notice("r-oksana", "n-2")).toMatchObject({ id: "n-2" });
    expect(await received()).toBe(2);
    expect(await store.contribution(id)).toMatchObject({ version: 2, entries: 2 });
  });

  test("what was followed once is not followed again: a message that was sent does not come back", async () => {
    await store.commit(writes(one, 1));
    await store.follow(id);
    await store.commit([{ remove: notice({ id: "n-1" }) }]);
    await store.follow(id);
    await store.complete(id);
    expect(await store.notice("r-oksana", "n-1")).toBeUndefined();
    expect(await received()).toBe(1);
  });

  test("several that follow at once count it once", async () => {
    await store.commit(writes(one, 1));
    await store.commit(writes(one, 2));
    await Promise.all([store.follow(id), store.follow(id), store.follow(id)]);
    expect(await received()).toBe(2);
  });

  test("somebody who was first is found out, whether or not something is pending", async () => {
    await store.commit(writes(one, 1));
    await store.commit(writes(one, 2));
    await expect(store.commit(writes(one, 2))).rejects.toThrow(Conflict);
    await store.follow(id);
    await expect(store.commit(writes(one, 2))).rejects.toThrow(Conflict);
    await store.commit(writes(one, 3));
    expect((await store.history(id)).map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test("a write that leaves nothing behind does not lose what another left: it is written out first", async () => {
    await store.commit(writes(one, 1));
    const plain = { put: { ...one, version: 2, open: false }, expect: 1 };
    await expect(store.commit([plain])).rejects.toThrow(Conflict);
    await store.commit([plain]);
    expect((await store.history(id)).map(({ n }) => n)).toEqual([1]);
    expect(await store.notice("r-oksana", "n-1")).toMatchObject({ id: "n-1" });
    expect(await store.contribution(id)).toMatchObject({ version: 2, open: false });
  });

  test("what the stream lost the clock finds a quarter of an hour later, and the report keeps its own moment", async () => {
    await store.commit(writes(one, 1));
    expect(await found(later(MORNING, 14 * MINUTE))).toEqual([]);
    const moment = later(MORNING, 15 * MINUTE);
    expect(await found(moment)).toEqual(["pending"]);
    await store.complete(id);
    // Its message would be lost by now too.
    expect(await found(moment)).toEqual(["due"]);
    await store.commit([{ remove: notice({ id: "n-1" }) }]);
    expect(await found("2026-05-31T23:59:00.000Z")).toEqual([]);
    expect(await found("2026-06-01T00:00:00.000Z")).toEqual(["due"]);
  });

  test("the clock counts its turns on what is pending too", async () => {
    await store.commit(writes(one, 1));
    const moment = later(MORNING, 15 * MINUTE);
    const [first] = await waiting(moment);
    if (!first) throw new Error("nothing waits");
    expect(await store.putOff(first, later(moment, MINUTE), "one more")).toBe(1);
    expect(await store.putOff(first, later(moment, MINUTE), "one more")).toBeUndefined();
    expect(await waiting(moment)).toEqual([]);
    const [again] = await waiting(later(moment, MINUTE));
    if (!again) throw new Error("nothing waits");
    expect(await store.putOff(again, later(moment, 2 * MINUTE), "one more")).toBe(2);
  });

  test("an own moment that comes sooner is not late", async () => {
    const soon = later(MORNING, MINUTE);
    await store.commit(writes({ ...one, wakeAt: soon }, 1));
    expect(await found(soon)).toEqual(["pending"]);
    await store.complete(id);
    expect(await found(soon)).toEqual(["due"]);
  });

  test("a report that becomes large has rows of its own at once", async () => {
    const words = Array.from({ length: 3000 }, (_, n) => (n * 7919).toString(36)).join(" ");
    await store.commit(writes({ ...one, state: { words } }, 1));
    expect(await store.notice("r-oksana", "n-1")).toMatchObject({ id: "n-1" });
    expect((await store.history(id)).map(({ n }) => n)).toEqual([1]);
  });
});

describe("what lies in the table", () => {
  function listening(): {
    images: Image[];
    store: ReturnType<typeof memoryTable>;
  } {
    const store = memoryTable({ now: () => now, seals });
    const images: Image[] = [];
    store.onChange((records) => {
      for (const { dynamodb } of records) if (dynamodb?.NewImage) images.push(dynamodb.NewImage as Image);
    });
    return { images, store };
  }

  test("a report and what goes along with it fill one unit, whatever the message says", async () => {
    const sizes: number[] = [];
    for (const text of [
      "knikkerbaan",
      "nee, want dat kan daar niet, en dit is een langere zin dan de eerste was",
    ]) {
      const { images, store } = listening();
      const what = { kind: "nudge" as const, contribution: "48210937", to: [], message: { key: text } };
      await store.commit([
        { put: contribution({ version: 1 }), expect: "new" },
        { put: notice({ what }), later: true },
      ]);
      expect(images).toHaveLength(1);
      expect(JSON.stringify(images)).not.toContain(text);
      sizes.push(sizeOf(images[0] ?? {}));
    }
    expect(sizes).toEqual([sizes[0], sizes[0]]);
    expect(sizes[0]).toBeGreaterThan(1000);
    expect(sizes[0]).toBeLessThanOrEqual(1024);
  });

  test("rows that were written out by whoever follows the stream are not told of again", async () => {
    const store = memoryTable({ now: () => now, seals });
    const told: unknown[] = [];
    await store.commit(writes(contribution({ version: 1 }), 1));
    store.onChange((records) => told.push(...records.map((record) => readChange(record, seals)?.row?.row)));
    await store.follow(contribution().id);
    expect(told.filter((one) => one === "entry" || one === "notice")).toEqual([]);
    // Whoever else writes them out lets the stream tell.
    await store.commit(writes({ ...contribution(), version: 1 }, 2));
    await store.complete(contribution().id);
    expect(told).toEqual(expect.arrayContaining(["entry", "notice"]));
  });

  test("an earlier version of the program cannot write over what is pending", async () => {
    const { images, store } = listening();
    await store.commit(writes(contribution({ version: 1 }), 1));
    // It expects the version of the row that it read.
    expect(Number(images[0]?.version?.N)).not.toBe(1);
    expect(await store.contribution(contribution().id)).toMatchObject({ version: 1 });
    expect(images[0]).toMatchObject({ pk: { S: contributionKey(contribution().id).pk } });
  });
});
