import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSRecord } from "aws-lambda";
import { expect, test } from "vitest";
import { awsService } from "../../bot/aws/client.ts";
import { sqsOutbox } from "../../bot/aws/sqs-outbox.ts";
import { consumeBroadcastParts } from "../../bot/broadcasts/queue-consumer.ts";
import { Wait } from "../../bot/ports/errors.ts";
import type { BroadcastPart } from "../../bot/ports/outbox.ts";
import { localAws, startQueuesAndBucket } from "../../local/aws.ts";

/** How the function that sends broadcasts handles the queue's messages. */

function record(id: string, body: unknown): SQSRecord {
  return {
    messageId: id,
    receiptHandle: `receipt of ${id}`,
    body: JSON.stringify(body),
    attributes: {
      ApproximateReceiveCount: "1",
      SentTimestamp: "0",
      SenderId: "test",
      ApproximateFirstReceiveTimestamp: "0",
    },
    messageAttributes: {},
    md5OfBody: "",
    eventSource: "aws:sqs",
    eventSourceARN: "arn:aws:sqs:eu-central-1:000000000000:broadcast.fifo",
    awsRegion: "eu-central-1",
  };
}

async function batch(records: SQSRecord[], happens: (part: BroadcastPart, left: number) => void = () => {}) {
  const done: BroadcastPart[] = [];
  const given: [string, number][] = [];
  const logged: string[] = [];
  const answer = await consumeBroadcastParts(
    { Records: records },
    { getRemainingTimeInMillis: () => 42_000 },
    {
      broadcast: async (part, timeLeft) => {
        happens(part, timeLeft());
        done.push(part);
      },
      giveBack: async (receipt, seconds) => void given.push([receipt, seconds]),
      log: { info: (event) => logged.push(event), error: (event) => logged.push(event) },
    },
  );
  return { done, given, logged, failed: answer.batchItemFailures.map((one) => one.itemIdentifier) };
}

test("a part is done within the time that the function has", async () => {
  const times: number[] = [];
  const { done, failed } = await batch(
    [record("1", { broadcast: "B1", part: "plan" }), record("2", { broadcast: "B1", part: 1 })],
    (_part, left) => times.push(left),
  );
  expect(done).toEqual([
    { broadcast: "B1", part: "plan" },
    { broadcast: "B1", part: 1 },
  ]);
  expect(times).toEqual([42_000, 42_000]);
  expect(failed).toEqual([]);
});

test("what has to wait goes back for exactly that long, and what is behind it stays behind it", async () => {
  const { done, given, failed } = await batch(
    [record("1", { broadcast: "B1", part: 1 }), record("2", { broadcast: "B1", part: 2 })],
    () => {
      throw new Wait(37);
    },
  );
  expect(done).toEqual([]);
  expect(given).toEqual([["receipt of 1", 37]]);
  expect(failed).toEqual(["1", "2"]);
});

test("a failure and a message that cannot be read come again soon, never later than in a minute, and are logged", async () => {
  for (const body of [
    { broadcast: "B1", part: 1 },
    { broadcast: "B1", part: -1 },
  ]) {
    const { given, failed, logged } = await batch([record("1", body)], () => {
      throw new Error("broken");
    });
    expect(failed).toEqual(["1"]);
    expect(given).toEqual([["receipt of 1", 10]]);
    expect(logged).toEqual(["broadcast_failed"]);
  }
  const pauses = [];
  for (let attempt = 1; attempt <= 6; attempt++) {
    const message = record("1", { broadcast: "B1", part: 1 });
    message.attributes.ApproximateReceiveCount = String(attempt);
    const { given } = await batch([message], () => {
      throw new Error("broken");
    });
    pauses.push(given[0]?.[1]);
  }
  expect(pauses).toEqual([10, 20, 40, 60, 60, 60]);
});

test("parts lie in the queue once, in order, one at a time; what is given back comes at once", async () => {
  const local = await startQueuesAndBucket();
  const sqs = new SQSClient({ ...localAws, endpoint: local.endpoint });
  const account = { region: localAws.region, ...localAws.credentials };
  const outbox = sqsOutbox(local.queues, awsService("sqs", account, { endpoint: local.endpoint }));
  const parts = Array.from({ length: 12 }, (_, index) => ({ broadcast: "B1", part: index + 1 }));
  for (let time = 0; time < 2; time++) await outbox.spread(parts);
  const takes = async () => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: local.queues.broadcast, MaxNumberOfMessages: 1 }),
    );
    return Messages.map((one) => ({ body: one.Body ?? "", receipt: one.ReceiptHandle ?? "" }));
  };
  const [first] = await takes();
  expect(JSON.parse(first?.body ?? "")).toEqual({ broadcast: "B1", part: 1 });
  expect(await takes()).toEqual([]);
  await outbox.giveBack(first?.receipt ?? "", 0);
  const [again] = await takes();
  expect(again?.body).toBe(first?.body);
  sqs.destroy();
  await local.stop();
});
