import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { ReceiveMessageCommand, SendMessageCommand } from "@aws-sdk/client-sqs";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { instantAt } from "../../bot/core/calendar/time.ts";
import { type Notice, STOPPED } from "../../bot/core/model/notice.ts";
import type { DeadLetter, Row } from "../../bot/ports/rows.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { readRow, rowImage, toImage } from "../../bot/store/item-codec.ts";
import { deadKey, noticeKey } from "../../bot/store/keys.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { redrive } from "../../ops/redrive.ts";
import { dynamoForTests } from "../support/dynamo.ts";
import { filledIn, install, SAMENSPEL_SECRET, type TestInstallation } from "./installation.ts";

const dynamo = await dynamoForTests();
afterAll(() => dynamo?.stop());

const WORDS = "De lamp op het Vlinderpad is kapot";
const at = instantAt(Date.now() - 60 * 60_000);

describe.skipIf(dynamo === undefined)("an administrator looks at what was set aside", () => {
  let town: TestInstallation;
  const redrives = (...more: string[]) => redrive(more, town.open);

  beforeEach(async () => {
    if (!dynamo) throw new Error("no DynamoDB");
    town = await install(dynamo);
  });
  afterEach(() => town.stop());

  const townSeals = () => createSecrecy(town.keys().SAMENSPEL_SECRET ?? "");

  async function puts(row: Row, beside: Record<string, { S: string }> = {}): Promise<void> {
    const image = forSdk(rowImage(row, townSeals()));
    await town.outside.dynamo.send(
      new PutItemCommand({ TableName: town.outputs.TableName, Item: { ...image, ...beside } }),
    );
  }

  async function finds(key: { pk: string; sk: string }) {
    const { Item } = await town.outside.dynamo.send(
      new GetItemCommand({
        TableName: town.outputs.TableName,
        Key: { pk: { S: key.pk }, sk: { S: key.sk } },
        ConsistentRead: true,
      }),
    );
    return Item;
  }

  describe("in the queues", () => {
    const dies = (queue: string | undefined, id: string) =>
      town.sqs.send(
        new SendMessageCommand({
          QueueUrl: queue,
          MessageBody: JSON.stringify({ group: "resident:r1", id }),
          MessageGroupId: "resident:r1",
          MessageDeduplicationId: id,
        }),
      );
    const arrived = async (queue: string | undefined) => {
      const { Messages = [] } = await town.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: queue,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 0,
          MessageSystemAttributeNames: ["All"],
        }),
      );
      return Messages;
    };

    test("looking changes nothing", async () => {
      await dies(town.outputs.NoticesDeadUrl, "n1");
      expect(await redrives()).toBe(0);
      expect(town.text).toContain("Set aside by the queue of answers and cards: 1.");
      expect(await arrived(town.outputs.NoticesQueueUrl)).toEqual([]);
    });

    test("what is handed over goes back where it came from, in its own group", async () => {
      await dies(town.outputs.NoticesDeadUrl, "n1");
      await dies(town.outputs.NoticesDeadUrl, "n2");
      await dies(town.outputs.BroadcastDeadUrl, "b1");
      expect(await redrives("--do", "--yes")).toBe(0);
      expect(town.text).toContain("answers and cards: 2 handed over again");
      const [first] = await arrived(town.outputs.NoticesQueueUrl);
      expect(JSON.parse(first?.Body ?? "")).toEqual({ group: "resident:r1", id: "n1" });
      expect(first?.Attributes?.MessageGroupId).toBe("resident:r1");
      expect(await arrived(town.outputs.BroadcastQueueUrl)).toHaveLength(1);
      expect(await arrived(town.outputs.NoticesDeadUrl)).toEqual([]);
    });
  });

  describe("among parked messages", () => {
    const notice: Notice = {
      row: "notice",
      id: "01-card",
      group: "desk:roads",
      created: at,
      what: {
        kind: "nudge",
        contribution: "48210937",
        to: [],
        // Long enough to be packed in the table.
        message: { key: "officials:nudge", params: { words: `${WORDS} `.repeat(40) } },
      },
      parked: { reason: "channel_not_found", at },
    };
    const parks = () => puts(notice, { dueFor: { S: "PARKED" }, dueAt: { S: at } });

    test("she reads why, and not a word of anybody", async () => {
      await parks();
      expect(await redrives()).toBe(0);
      expect(town.text).toContain("01-card (nudge)");
      expect(town.text).toContain("channel_not_found");
      expect(town.text).not.toContain("Vlinderpad");
      expect((await finds(noticeKey(notice.group, notice.id)))?.dueFor?.S).toBe("PARKED");
    });

    test("what is handed over stands before the clock again, whole", async () => {
      await parks();
      expect(await redrives("--do", "--yes")).toBe(0);
      const item = await finds(noticeKey(notice.group, notice.id));
      expect(item?.dueFor?.S).toBe("WAKE");
      const { parked: _parked, ...whole } = notice;
      expect(readRow(item, townSeals())).toEqual(whole);
      expect(item?.body).toBeUndefined();
      town.said.length = 0;
      await redrives();
      expect(town.text).toContain("Parked messages: 0.");
    });

    test("one that was parked before such messages were sealed is handed over too, and sealed", async () => {
      const { sealed: _sealed, ...beside } = rowImage(notice, townSeals());
      const old = { ...beside, ...toImage({ body: notice }) };
      await town.outside.dynamo.send(
        new PutItemCommand({ TableName: town.outputs.TableName, Item: forSdk(old) }),
      );
      expect(await redrives("--do", "--yes")).toBe(0);
      const item = await finds(noticeKey(notice.group, notice.id));
      expect(item).toMatchObject({ dueFor: { S: "WAKE" }, sealed: { B: expect.any(Uint8Array) } });
    });

    test("what waits for somebody who wants no messages is counted, and waits on", async () => {
      const held: Notice = { ...notice, parked: { reason: STOPPED, at } };
      await puts(held, { dueFor: { S: "PARKED" }, dueAt: { S: at } });
      expect(await redrives("--do", "--yes")).toBe(0);
      expect(town.text).toContain("Parked messages: 0.");
      expect(town.text).toContain("1 of people who want no messages now");
      expect((await finds(noticeKey(held.group, held.id)))?.dueFor?.S).toBe("PARKED");
    });

    test("a message that is not parked is left alone", async () => {
      const { parked: _parked, ...waiting } = notice;
      await puts(waiting);
      await redrives("--do", "--yes");
      expect(town.text).toContain("Parked messages: 0.");
    });
  });

  describe("among messages of residents that failed", () => {
    const update = JSON.stringify({ update_id: 1, message: { text: WORDS } });
    const failed = (when = at, secret = SAMENSPEL_SECRET): DeadLetter => ({
      row: "dead",
      id: "f00d",
      at: when,
      sealed: createSecrecy(secret).seal(update),
      error: "TypeError",
    });

    /** The bot's webhook, which responds with this status. */
    async function opens(status: number, before: () => Promise<void> = async () => {}) {
      const knocks: { body: string; secret: string | string[] | undefined }[] = [];
      const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
          const secret = request.headers["x-telegram-bot-api-secret-token"];
          knocks.push({ body: Buffer.concat(chunks).toString("utf8"), secret });
          void before().then(() => response.writeHead(status).end());
        });
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      town.outputs.TelegramWebhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`;
      return {
        knocks,
        closes: () => new Promise((resolve) => server.close(resolve)),
      };
    }
    const row = (when = at) => finds(deadKey("", when, "f00d"));

    test("looking opens nothing", async () => {
      await puts(failed());
      const door = await opens(200);
      expect(await redrives()).toBe(0);
      expect(town.text).toContain("f00d");
      expect(town.text).toContain("TypeError");
      expect(door.knocks).toEqual([]);
      await door.closes();
    });

    test("she reads how old it is and that it is said as if now, and nothing happens before she says yes", async () => {
      const old = instantAt(Date.now() - 12 * 24 * 60 * 60_000);
      await puts(failed(old));
      const door = await opens(200);
      town.answers.push("no");
      expect(await redrives("--do")).toBe(0);
      expect(town.text).toContain("f00d, 12 days old: TypeError");
      expect(town.text).toContain("is said as if now");
      expect(town.text).toContain("The oldest is 12 days old.");
      expect(town.text).toContain("Nothing is changed.");
      expect(door.knocks).toEqual([]);
      town.answers.push("yes");
      expect(await redrives("--do")).toBe(0);
      expect(door.knocks).toHaveLength(1);
      await door.closes();
    });

    test("what is too old to be said now stays, when she asks for that", async () => {
      const old = instantAt(Date.now() - 12 * 24 * 60 * 60_000);
      await puts(failed(old));
      const door = await opens(200);
      expect(await redrives("--do", "--yes", "--within", "3")).toBe(0);
      expect(town.text).toContain("Messages of residents that failed: 0.");
      expect(door.knocks).toEqual([]);
      expect(await row(old)).toBeDefined();
      await expect(redrives("--within", "soon")).rejects.toThrow("a number of days");
      await door.closes();
    });

    test("what somebody sent who has herself erased meanwhile is not said", async () => {
      const hers = { ...failed(instantAt(Date.now() - 1000)), id: "beef", who: "hers" };
      await puts(failed());
      await puts(hers);
      const { pk, sk } = deadKey("hers", hers.at, hers.id);
      // It goes while the one before it is handed over.
      const door = await opens(200, async () => {
        await town.outside.dynamo.send(
          new DeleteItemCommand({ TableName: town.outputs.TableName, Key: { pk: { S: pk }, sk: { S: sk } } }),
        );
      });
      expect(await redrives("--do", "--yes")).toBe(0);
      expect(door.knocks).toHaveLength(1);
      expect(town.text).toContain("beef: It is gone");
      await door.closes();
    });

    test("what an earlier version set aside is found too", async () => {
      const image = rowImage(failed(), { sealBytes: (bytes) => bytes, openBytes: (bytes) => bytes });
      const { dueFor: _for, dueAt: _at, ...old } = image;
      await town.outside.dynamo.send(
        new PutItemCommand({ TableName: town.outputs.TableName, Item: { ...old, pk: { S: "DEAD" } } }),
      );
      const door = await opens(200);
      expect(await redrives("--do", "--yes")).toBe(0);
      expect(door.knocks).toHaveLength(1);
      expect(await finds({ ...deadKey("", at, "f00d"), pk: "DEAD" })).toBeUndefined();
      await door.closes();
    });

    test("what is handed over goes through the door of Telegram and is then gone, unread", async () => {
      await puts(failed());
      const door = await opens(200);
      expect(await redrives("--do", "--yes")).toBe(0);
      expect(door.knocks).toEqual([{ body: update, secret: filledIn.TELEGRAM_WEBHOOK_SECRET }]);
      expect(await row()).toBeUndefined();
      expect(town.text).not.toContain("Vlinderpad");
      await door.closes();
    });

    test("what fails once more is said, and kept once", async () => {
      await puts(failed());
      const later = instantAt(Date.now());
      const door = await opens(200, () => puts(failed(later)));
      expect(await redrives("--do", "--yes")).toBe(1);
      expect(town.text).toContain("It failed again");
      expect(await row()).toBeUndefined();
      expect(await row(later)).toBeDefined();
      await door.closes();
    });

    test("what the bot does not take stays", async () => {
      await puts(failed());
      const door = await opens(503);
      expect(await redrives("--do", "--yes")).toBe(1);
      expect(town.text).toContain("The bot answered 503");
      expect(await row()).toBeDefined();
      await door.closes();
    });

    test("what another key sealed stays closed", async () => {
      await puts(failed(at, "another-key-of-more-than-thirty-two-characters"));
      const door = await opens(200);
      expect(await redrives("--do", "--yes")).toBe(1);
      expect(town.text).toContain("SAMENSPEL_SECRET is another one");
      expect(door.knocks).toEqual([]);
      await door.closes();
    });
  });
});
