import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { after, DAY } from "../../bot/core/calendar/time.ts";
import { Conflict } from "../../bot/ports/errors.ts";
import type { Store, Waiting } from "../../bot/ports/store.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import type { Dynamo } from "../../bot/store/dynamo-client.ts";
import { dynamoTable } from "../../bot/store/dynamo-table.ts";
import { type Image, rowImage, toImage } from "../../bot/store/item-codec.ts";
import { type Key, laneKey, markKey, pointerKey } from "../../bot/store/keys.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { type LanePhase, lanesTable } from "../../bot/store/table-shape.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { momentOf } from "../support/moments.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import before from "./rows-as-packed-before.json" with { type: "json" };

/** A town that began when lanes lay with everything else: they move while residents use them, and none is lost. */

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const seals = createSecrecy("a secret of at least thirty-two characters");
const NOW = momentOf("2026-05-04T09:00:00.000Z");
/** As the version before stored it. */
const oksana = rowOfEachKind.lane;
const key = laneKey(oksana.key);

describe.skipIf(dynamo === undefined)("a lane in the main table", () => {
  let table: string;
  let asked: string[];
  const town = (lanes: LanePhase): Store => {
    if (!dynamo) throw new Error("no DynamoDB");
    const client: Dynamo = (operation, input) => {
      asked.push(operation);
      return dynamo.dynamo(operation, input);
    };
    return dynamoTable({ client, table, now: () => NOW, seals, lanes });
  };
  const put = (image: Image, into = table) =>
    dynamo?.client.send(new PutItemCommand({ TableName: into, Item: forSdk(image) }));
  const at = async ({ pk, sk }: Key, TableName: string) =>
    (await dynamo?.client.send(new GetItemCommand({ TableName, Key: toImage({ pk, sk }) })))?.Item;
  /** Where an item lies. */
  const lies = async (one: Key) => [
    ...((await at(one, table)) ? ["main"] : []),
    ...((await at(one, lanesTable(table))) ? ["lanes"] : []),
  ];
  const next = { ...oksana, version: 2, language: "en" };

  beforeEach(async () => {
    if (!dynamo) return;
    table = await dynamo.newTable();
    asked = [];
    await put(before.lane.image as unknown as Image);
    await put(toImage({ ...pointerKey(oksana.resident), lane: oksana.key }));
  });

  test.each(["stay", "move"] as const)("is found by her chat and by her id (%s)", async (phase) => {
    const store = town(phase);
    expect(await store.lane(oksana.key)).toEqual(oksana);
    expect(await store.laneOf(oksana.resident)).toEqual(oksana);
    expect((await store.lanesOf([oksana.resident])).get(oksana.resident)).toEqual(oksana);
  });

  test("stays where it is as long as functions may run that know one table", async () => {
    const store = town("stay");
    await store.lane(oksana.key);
    await store.commit([{ put: next, expect: 1 }]);
    expect(await lies(key)).toEqual(["main"]);
    const newcomer = { ...oksana, key: "jan" };
    await store.commit([{ put: newcomer, expect: "new" }]);
    expect(await lies(laneKey("jan"))).toEqual(["main"]);
  });

  test("moves when she does something, and is never in both or in neither", async () => {
    const store = town("move");
    await store.lane(oksana.key);
    await store.commit([{ put: next, expect: 1 }]);
    expect(await lies(key)).toEqual(["lanes"]);
    expect(await store.lane(oksana.key)).toEqual(next);
    await store.commit([{ put: { ...next, version: 3 }, expect: 2 }]);
    expect((await town("apart").lane(oksana.key))?.version).toBe(3);
  });

  test("moves once when two processes handle two acts of hers: the second looks again", async () => {
    const [one, other] = [town("move"), town("move")];
    await Promise.all([one.lane(oksana.key), other.lane(oksana.key)]);
    await one.commit([{ put: next, expect: 1 }]);
    await expect(other.commit([{ put: next, expect: 1 }])).rejects.toThrow(Conflict);
    expect(await other.lane(oksana.key)).toEqual(next);
    await other.commit([{ put: { ...next, version: 3 }, expect: 2 }]);
    expect(await lies(key)).toEqual(["lanes"]);
  });

  test("is found where it went by a function that does not move any yet", async () => {
    const [mover, stayer] = [town("move"), town("stay")];
    await stayer.lane(oksana.key);
    await mover.lane(oksana.key);
    await mover.commit([{ put: next, expect: 1 }]);
    await expect(stayer.commit([{ put: next, expect: 1 }])).rejects.toThrow(Conflict);
    expect(await stayer.lane(oksana.key)).toEqual(next);
    await stayer.commit([{ put: { ...next, version: 3 }, expect: 2 }]);
    expect(await lies(key)).toEqual(["lanes"]);
  });

  test.each(["stay", "move"] as const)("goes when she erases herself, with its mark (%s)", async (phase) => {
    await put(before.mark.image as unknown as Image);
    const store = town(phase);
    expect(await store.mark(oksana.key)).toEqual(rowOfEachKind.mark);
    await store.lane(oksana.key);
    await store.commit([{ remove: { ...rowOfEachKind.mark } }, { forget: oksana, expect: 1 }]);
    expect([await lies(key), await lies(markKey(oksana.key))]).toEqual([[], []]);
    expect(await town(phase).lane(oksana.key)).toBeUndefined();
  });

  test("is woken by the clock, beside those that have moved", async () => {
    const wakeAt = after(NOW, -DAY);
    await put(rowImage({ ...oksana, wakeAt }, seals));
    await put(rowImage({ ...oksana, key: "jan", wakeAt: after(NOW, -2 * DAY) }, seals), lanesTable(table));
    const store = town("move");
    const waiting: Waiting[] = [];
    await expect
      .poll(async () => {
        waiting.length = 0;
        await store.due(NOW, (page) => waiting.push(...page) > 0);
        return waiting.map(({ place }) => place.pk);
      })
      .toEqual(["LANE#jan", "LANE#oksana"]);
    const found = await store.woken(waiting, NOW);
    expect(found.map(({ is }) => is)).toEqual(["due", "due"]);
    for (const one of waiting) expect(await store.putOff(one, after(NOW, DAY), "one more")).toBe(1);
    await store.commit([{ put: { ...next, wakeAt: undefined }, expect: 1 }]);
    expect(await lies(key)).toEqual(["lanes"]);
  });

  test("costs a newcomer no round trip more, and nothing more once all have moved", async () => {
    await town("move").lane("nobody");
    expect(asked).toEqual(["BatchGetItem"]);
    asked.length = 0;
    await town("apart").lane("nobody");
    expect(asked).toEqual(["GetItem"]);
  });
});
