import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { GetQueueAttributesCommand, SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { type Image, toImage } from "../../bot/store/item-codec.ts";
import { isOfLanes } from "../../bot/store/keys.ts";
import { forSdk } from "../../bot/store/sealing.ts";
import { lanesTable } from "../../bot/store/table-shape.ts";

/**
 * Things that can never be handled, planted while everything else goes on: rows that no version ever wrote, an update
 * that nobody sends, a queue message without meaning. Nobody may have to wait for one of these, and none may pass in
 * silence.
 */

/** Where it was planted, and the log line that has to alert a person. */
export interface Planted {
  readonly what: string;
  readonly event: string;
  /** The row's key; an update or a message has none in the log. */
  readonly key?: string;
}

const lineSchema = z.object({ event: z.string(), key: z.string().optional() });
type Heard = z.infer<typeof lineSchema>;

/**
 * Keys that no town assigns: the number of a report and that of a process never begin with 0, and a lane is named by
 * hexadecimal digits.
 */
const STRANGE = /^(CONTRIBUTION#0|LANE#poison|BALLOTS#P0)/;

export function isPlanted({ pk }: Image): boolean {
  return STRANGE.test(pk?.S ?? "");
}

/** Numbers of planted updates begin after this one; the playground counts from 100,001. */
const STRANGE_UPDATE = 900_000;

/** Whether this is the body of an update that was planted. */
export function isPlantedUpdate(body: string): boolean {
  return Number(/"update_id":(\d+)/.exec(body)?.[1]) > STRANGE_UPDATE;
}

/** Ten tries with pauses of up to five seconds between them (local/stream-source.ts), and time to spare. Milliseconds. */
const TEN_TRIES = 90_000;

export function createPoison(parts: {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly sqs: SQSClient;
  /** Addresses of queues, by their names in the template. */
  readonly queues: Readonly<Record<string, string>>;
  /** Where updates come in, and what Telegram shows there. */
  readonly door: () => string;
  readonly secret: string;
}) {
  const { client, sqs, queues } = parts;
  const planted: Planted[] = [];
  const heard: Heard[] = [];
  let messages = 0;
  let unopenable = 0;

  async function puts(image: Image, what: string, event: string): Promise<void> {
    planted.push({ what, event, key: `${image.pk?.S} ${image.sk?.S}` });
    const TableName = isOfLanes({ pk: image.pk?.S ?? "" }) ? lanesTable(parts.table) : parts.table;
    await client.send(new PutItemCommand({ TableName, Item: forSdk(image) }));
  }

  /** An update with a number and nothing else as it should be. */
  async function sends(n: number): Promise<void> {
    planted.push({ what: "an update", event: "dead_letter" });
    const body = JSON.stringify({
      update_id: STRANGE_UPDATE + n,
      message: { chat: { id: 899_000 + n }, date: "soon" },
    });
    for (let attempt = 0; attempt < 10; attempt++) {
      const taken = await fetch(`${parts.door()}/telegram`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-telegram-bot-api-secret-token": parts.secret },
        body,
      }).then(
        ({ status }) => status === 200,
        () => false,
      );
      if (taken) return;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new Error("the update was not taken");
  }

  /** Plants one of each kind. @param n which time it is */
  async function plants(n: number): Promise<void> {
    const waits = { dueFor: "WAKE", dueAt: new Date(Date.now() - 60_000).toISOString() };
    const id = `0999000${n}`;
    await puts(
      toImage({ pk: `CONTRIBUTION#${id}`, sk: "WAKE", ...waits, contribution: id }),
      "an alarm whose report is gone",
      "clock_failed",
    );
    await puts(
      toImage({ pk: `LANE#poison${n}`, sk: "LANE", ...waits, version: 1, body: { row: "lane", key: 7 } }),
      "a conversation as no version wrote it",
      "clock_failed",
    );
    await puts(
      toImage({ pk: `CONTRIBUTION#${id}`, sk: "ENTRY#00001", body: { row: "entry", n: "one" } }),
      "a line of a history as no version wrote it",
      "unreadable_change",
    );
    await sends(n);
    messages += 1;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queues.Notices,
        MessageBody: "nothing that can be read",
        MessageGroupId: `resident:poison${n}`,
        MessageDeduplicationId: `poison${n}`,
      }),
    );
  }

  return {
    /** For every line that the town logs. */
    hears(line: string): void {
      if (!line.startsWith("{")) return;
      const read = lineSchema.safeParse(JSON.parse(line));
      if (read.success) heard.push(read.data);
    },

    /** Plants one of each kind at a quarter of the run, at half and at three quarters. @param done share of it, up to 1 */
    async plantsOften(done: () => number): Promise<void> {
      for (const [n, share] of [0.25, 0.5, 0.75].entries()) {
        while (done() < share) await new Promise((resolve) => setTimeout(resolve, 100));
        await plants(n + 1);
      }
    },

    /** A ballot under a key that nobody has. The stream retries it ten times before it goes on. */
    async plantsUnopenable(): Promise<void> {
      unopenable += 1;
      planted.push({ what: "a ballot that cannot be opened", event: "not_followed" });
      const sealed = new Uint8Array(64).fill(7);
      const place = toImage({ pk: "BALLOTS#P0999999#0", sk: "ffff", version: 1 });
      await client.send(
        new PutItemCommand({ TableName: parts.table, Item: forSdk({ ...place, sealed: { B: sealed } }) }),
      );
      for (const until = performance.now() + TEN_TRIES; performance.now() < until; ) {
        if ((await countIn(["ChangesDead"])) >= unopenable) return;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    },

    /** @returns how many were planted, and which went unnoticed, or are gone from where they have to be kept */
    async found(): Promise<PoisonFound> {
      const silent = unheardOf(planted, heard, {
        messages: messages - (await countIn(["Notices", "NoticesDead"])),
        changes: unopenable - (await countIn(["ChangesDead"])),
      });
      return { planted: planted.length + messages, silent };
    },
  };

  async function countIn(names: readonly string[]): Promise<number> {
    const counts = await Promise.all(
      names.map((name) =>
        sqs.send(
          new GetQueueAttributesCommand({
            QueueUrl: queues[name],
            AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
          }),
        ),
      ),
    );
    return counts.reduce(
      (sum, { Attributes = {} }) =>
        sum +
        Number(Attributes.ApproximateNumberOfMessages ?? 0) +
        Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
      0,
    );
  }
}

/**
 * What passed in silence.
 * @param gone how many messages and changes are not where they have to be kept
 */
export function unheardOf(
  planted: readonly Planted[],
  heard: readonly Heard[],
  gone: { readonly messages: number; readonly changes: number },
): readonly string[] {
  const lines = heard.map(({ event, key }) => `${event} ${key ?? ""}`);
  const silent = planted.filter(({ event, key }, at) => {
    const line = `${event} ${key ?? ""}`;
    // Something without a key in the log has to be reported as many times as it was planted.
    const times = planted.slice(0, at + 1).filter((one) => `${one.event} ${one.key ?? ""}` === line).length;
    return lines.filter((one) => one === line).length < times;
  });
  return [
    ...silent.map(({ what, event }) => `${what} (${event})`),
    ...(gone.messages > 0 ? [`${gone.messages} messages are not in the queue any more`] : []),
    ...(gone.changes > 0 ? [`${gone.changes} changes that could not be followed are nowhere`] : []),
  ];
}

export interface PoisonFound {
  readonly planted: number;
  readonly silent: readonly string[];
}
