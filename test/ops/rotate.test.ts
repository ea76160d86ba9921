import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { instantAt } from "../../bot/core/calendar/time.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { Lane } from "../../bot/core/model/lane.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { Seals } from "../../bot/ports/secrecy.ts";
import { readKeyring } from "../../bot/runtime/keyring.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { readRow, rowImage } from "../../bot/store/item-codec.ts";
import {
  deadKey,
  isOfLanes,
  laneKey,
  markKey,
  noticeKey,
  placeOf,
  pointerKey,
  processKey,
} from "../../bot/store/keys.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { lanesTable } from "../../bot/store/table-shape.ts";
import { rotate } from "../../ops/rotate.ts";
import { voteProcess } from "../instruments/manifesto/people.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { filledIn, install, SAMENSPEL_SECRET, STACK, type TestInstallation } from "./installation.ts";

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const MINUTE = 60_000;
const begun = Date.parse("2026-11-30T09:00:00.000Z");
const before = createSecrecy(SAMENSPEL_SECRET);

describe.skipIf(dynamo === undefined)("an administrator renews the keys of a town that is running", () => {
  let town: TestInstallation;
  let now = begun;
  const rotates = (...more: string[]) => {
    town.said.length = 0;
    return rotate(more, () => ({ ...town.outside, now: () => now }));
  };
  const ring = (name: "SAMENSPEL_SECRET" | "BALLOT_SECRET" = "SAMENSPEL_SECRET") =>
    readKeyring(town.keys()[name] ?? "");

  beforeEach(async () => {
    if (!dynamo) throw new Error("no DynamoDB");
    now = begun;
    town = await install(dynamo);
  });
  afterEach(() => town.stop());

  const tableOf = (key: { pk: string }) => {
    const { TableName = "" } = town.outputs;
    return isOfLanes(key) ? lanesTable(TableName) : TableName;
  };
  const puts = (item: Record<string, unknown>) =>
    town.outside.dynamo.send(
      new PutItemCommand({
        TableName: town.outputs.TableName,
        Item: marshall(item, { removeUndefinedValues: true }),
      }),
    );
  const keeps = (row: Row, seals: Seals = before) =>
    town.outside.dynamo.send(
      new PutItemCommand({ TableName: tableOf(placeOf(row)), Item: forSdk(rowImage(row, seals)) }),
    );
  const at = instantAt(begun - 60 * MINUTE);

  async function lives(chat: string, name: string, more: Partial<Lane> = {}): Promise<Lane> {
    const resident = residentId(name);
    const lane: Lane = {
      ...rowOfEachKind.lane,
      key: before.laneKey("telegram", chat),
      version: 3,
      resident,
      address: before.seal(chat),
      created: at,
      seen: at,
      ...more,
    };
    await keeps(lane);
    await puts({ ...pointerKey(resident), lane: lane.key });
    return lane;
  }
  const finds = async ({ pk, sk }: { pk: string; sk: string }) => {
    const Key = { pk: { S: pk }, sk: { S: sk } };
    return (
      await town.outside.dynamo.send(
        new GetItemCommand({ TableName: tableOf({ pk }), Key, ConsistentRead: true }),
      )
    ).Item;
  };

  test("every function knows the new key before anything is made with it, and gets time to", async () => {
    expect(await rotates()).toBe(0);
    expect(ring().map(({ id }) => id)).toEqual(["k1", "k2"]);
    expect(ring()[0].secret).toBe(SAMENSPEL_SECRET);
    expect(ring()[1]?.secret).toMatch(/^[0-9a-f]{64}$/);
    expect(town.state.restarted.toSorted()).toEqual(
      ["broadcast", "changes", "deliver", "slack", "telegram", "tick"].map((name) => `${STACK}-${name}`),
    );
    await expect(rotates()).rejects.toThrow("Run this again in 5 minutes.");
    now += 5 * MINUTE;
    expect(await rotates()).toBe(0);
    expect(ring().map(({ id }) => id)).toEqual(["k2", "k1"]);
    await expect(rotates()).rejects.toThrow("Run this again in 5 minutes.");
    for (const { secret } of ring()) expect(town.text).not.toContain(secret);
  });

  async function untilUsed(...more: string[]) {
    await rotates(...more);
    now += 5 * MINUTE;
    await rotates(...more);
    now += 5 * MINUTE;
  }

  test("people and messages are moved, and found where they are now", async () => {
    await lives("700001", "r1", { takesPart: ["P1234567"] });
    await lives("700002", "r2");
    const letter = {
      row: "dead",
      id: "f00d",
      at,
      who: before.laneKey("telegram", "700001"),
      sealed: before.seal("her words"),
      error: "TypeError",
    } as const;
    await keeps(letter);
    await keeps({ ...voteProcess("P1234567", at), open: false });
    const parked: Row = { ...rowOfEachKind.notice, created: at, parked: { reason: "blocked", at } };
    await keeps(parked);
    const mark: Row = {
      ...rowOfEachKind.mark,
      key: before.laneKey("telegram", "700003"),
      expires: instantAt(begun + 600 * MINUTE),
    };
    await keeps(mark);
    await untilUsed();
    expect(await rotates()).toBe(0);
    expect(town.text).toContain("6 people, answers and messages were moved");
    const { secret } = ring()[0];
    const onlyNew = createSecrecy(`k2.${secret}`);
    for (const [chat, resident] of [
      ["700001", "r1"],
      ["700002", "r2"],
    ] as const) {
      const key = onlyNew.laneKey("telegram", chat);
      const lane = readRow(await finds(laneKey(key)), onlyNew);
      if (lane?.row !== "lane") throw new Error("she is not there");
      expect(lane).toMatchObject({ key, resident, version: 4 });
      expect(onlyNew.open(lane.address)).toBe(chat);
      expect((await finds(pointerKey(residentId(resident))))?.lane?.S).toBe(key);
      expect(await finds(laneKey(before.laneKey("telegram", chat)))).toBeUndefined();
    }
    const moved = readRow(await finds(deadKey(onlyNew.laneKey("telegram", "700001"), at, "f00d")), onlyNew);
    expect(moved?.row === "dead" && onlyNew.open(moved.sealed)).toBe("her words");
    expect(readRow(await finds(processKey("P1234567")), onlyNew)).toMatchObject({ id: "P1234567" });
    expect(readRow(await finds(noticeKey(parked.group, parked.id)), onlyNew)).toEqual(parked);
    // Whose it was is not known, so it keeps its name, under which it is looked for as long as there are two keys.
    expect(readRow(await finds(markKey(mark.key)), onlyNew)).toEqual(mark);
    expect(town.text).not.toContain("700001");
    // Doing it again changes nothing, and the key can go.
    expect(await rotates()).toBe(0);
    expect(town.text).toContain("0 people, answers and messages were moved");
    expect(await rotates("--retire")).toBe(0);
    expect(ring().map(({ id }) => id)).toEqual(["k2"]);
    expect(town.keys().TELEGRAM_BOT_TOKEN).toBe(filledIn.TELEGRAM_BOT_TOKEN);
  }, 20_000);

  test("somebody who acts at that moment goes first, and is moved the next time; a run that was stopped half-way goes on", async () => {
    const noor = await lives("700001", "r1");
    await lives("700002", "r2");
    await untilUsed();
    const send = town.outside.dynamo.send.bind(town.outside.dynamo);
    let acted = false;
    town.outside.dynamo.send = (async (command: TransactWriteItemsCommand) => {
      if (!acted && JSON.stringify(command.input).includes(noor.key)) {
        acted = true;
        await keeps({ ...noor, version: 4, language: "en" });
      }
      return send(command);
    }) as typeof town.outside.dynamo.send;
    const moving = rotates();
    expect(await moving).toBe(1);
    town.outside.dynamo.send = send as typeof town.outside.dynamo.send;
    expect(town.text).toContain("1 people, answers and messages were moved");
    expect(town.text).toContain("Run this again.");
    now += 5 * MINUTE;
    await expect(rotates("--retire")).rejects.toThrow("1 people, answers or messages were not moved");
    expect(await rotates()).toBe(0);
    const { secret } = ring()[0];
    const onlyNew = createSecrecy(`k2.${secret}`);
    const key = onlyNew.laneKey("telegram", "700001");
    expect(readRow(await finds(laneKey(key)), onlyNew)).toMatchObject({ version: 5, language: "en" });
  });

  test("a message that was delivered at that moment is not said again", async () => {
    const notice = { ...rowOfEachKind.notice, created: at };
    await keeps(notice);
    await untilUsed();
    const { pk, sk } = noticeKey(notice.group, notice.id);
    const send = town.outside.dynamo.send.bind(town.outside.dynamo);
    town.outside.dynamo.send = (async (command: TransactWriteItemsCommand) => {
      if (JSON.stringify(command.input).includes("TransactItems"))
        await send(
          new DeleteItemCommand({ TableName: town.outputs.TableName, Key: { pk: { S: pk }, sk: { S: sk } } }),
        );
      return send(command);
    }) as typeof town.outside.dynamo.send;
    expect(await rotates()).toBe(1);
    expect(await finds({ pk, sk })).toBeUndefined();
  });

  test("a row that no key opens is not lost, and keeps the older key", async () => {
    const lane = await lives("700001", "r1", {
      address: createSecrecy("a key of another town with enough characters").seal("700001"),
    });
    await untilUsed();
    expect(await rotates()).toBe(1);
    expect(await finds(laneKey(lane.key))).toBeDefined();
    await expect(rotates("--retire")).rejects.toThrow("still needed");
  });

  test("the key of ballots stays as long as a vote that began under it is open", async () => {
    const vote = voteProcess("P1234567", at);
    await keeps(vote);
    await untilUsed("--ballots");
    expect(ring("BALLOT_SECRET").map(({ id }) => id)).toEqual(["k2", "k1"]);
    expect(ring()).toHaveLength(1);
    expect(town.state.restarted.every((name) => name.endsWith("-telegram"))).toBe(true);
    await expect(rotates("--ballots", "--retire")).rejects.toThrow("P1234567");
    await keeps({ ...vote, open: false });
    expect(await rotates("--ballots", "--retire")).toBe(0);
    expect(ring("BALLOT_SECRET").map(({ id }) => id)).toEqual(["k2"]);
  });

  test("there is nothing to take away before there are two", async () => {
    await expect(rotates("--retire")).rejects.toThrow("has one key");
    await rotates();
    now += 5 * MINUTE;
    await expect(rotates("--retire")).rejects.toThrow("not used yet");
  });
});
