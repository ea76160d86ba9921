import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { beforeAll, expect, test, vi } from "vitest";
import type { StreamSource } from "../../local/deployment.ts";
import { invokes } from "../../local/invocation.ts";
import { feedFromStream, lookingOn, type SetAside } from "../../local/stream-source.ts";

/** Changes in the table reach a function on one machine as Lambda documents. */

const NOW = Date.parse("2026-05-04T09:00:00.000Z");
const source: StreamSource = { ...lookingOn, bisects: true, retries: 1, maxAge: 3600, batchSize: 4 };

const change = (n: number, kind = "NOTICE", age = 0): DynamoDBRecord => ({
  eventName: "INSERT",
  eventSourceARN: "arn:stream",
  dynamodb: {
    Keys: { pk: { S: `${kind}#${n}` } },
    SequenceNumber: String(n),
    ApproximateCreationDateTime: NOW / 1000 - age,
  },
});

/** @param answers what the function does with the numbers that it gets */
async function brings(
  records: readonly DynamoDBRecord[],
  answers: (numbers: readonly number[], call: number) => unknown,
  changes: Partial<StreamSource> = {},
) {
  const calls: number[][] = [];
  const aside: SetAside[] = [];
  const feed = feedFromStream({
    source: { ...source, ...changes },
    timeout: 0.2,
    invoke: invokes(async ({ Records }: DynamoDBStreamEvent) => {
      const numbers = Records.map(({ dynamodb }) => Number(dynamodb?.SequenceNumber));
      calls.push(numbers);
      return answers(numbers, calls.length);
    }),
    setAside: async (what) => void aside.push(what),
    now: () => NOW,
  });
  expect(await feed.take(records)).toBe(true);
  return { calls, aside };
}

beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

const refuses = (poison: number) => (numbers: readonly number[]) => {
  if (numbers.includes(poison)) throw new Error("this one cannot be handled");
};

test("changes come in order, in batches, without those that the filter leaves out", async () => {
  const filters = ['{"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"NOTICE#"}]}}}}'];
  const records = [1, 2, 3, 4, 5, 6, 7].map((n) => change(n, n === 2 ? "LANE" : "NOTICE"));
  const { calls, aside } = await brings(records, () => undefined, { filters });
  expect(calls).toEqual([
    [1, 3, 4, 5],
    [6, 7],
  ]);
  expect(aside).toEqual([]);
});

test("one change that cannot be handled is found by cutting in two, tried again, set aside, and holds up nobody", async () => {
  const { calls, aside } = await brings(
    [1, 2, 3, 4].map((n) => change(n)),
    refuses(3),
  );
  expect(calls).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3], [3], [4]]);
  expect(aside).toMatchObject([
    {
      requestContext: { condition: "RetryAttemptsExhausted" },
      DDBStreamBatchInfo: { startSequenceNumber: "3", endSequenceNumber: "3", batchSize: 1 },
    },
  ]);
});

test("without cutting, a batch that fails too often is set aside whole", async () => {
  const { calls, aside } = await brings(
    [1, 2, 3].map((n) => change(n)),
    refuses(3),
    { bisects: false },
  );
  expect(calls).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  expect(aside[0]?.DDBStreamBatchInfo).toMatchObject({ startSequenceNumber: "1", endSequenceNumber: "3" });
});

test("what a function names as failed comes again with everything behind it", async () => {
  const { calls, aside } = await brings(
    [1, 2, 3].map((n) => change(n)),
    (_numbers, call) => ({ batchItemFailures: call === 1 ? [{ itemIdentifier: "2" }] : [] }),
  );
  expect(calls).toEqual([
    [1, 2, 3],
    [2, 3],
  ]);
  expect(aside).toEqual([]);
});

test("an answer that names what was not in the batch counts for nothing", async () => {
  const { calls } = await brings([change(1)], (_numbers, call) =>
    call === 1 ? { batchItemFailures: [{ itemIdentifier: "99" }] } : undefined,
  );
  expect(calls).toEqual([[1], [1]]);
});

test("what is too old is no news: it is set aside without a call", async () => {
  const { calls, aside } = await brings([change(1, "NOTICE", 7200), change(2)], () => undefined);
  expect(calls).toEqual([[2]]);
  expect(aside).toMatchObject([{ requestContext: { condition: "RecordAgeExceeded" } }]);
});

test("a call whose time is up has failed", async () => {
  const { calls, aside } = await brings([change(1)], (_numbers, call) =>
    call === 1 ? new Promise(() => undefined) : undefined,
  );
  expect(calls).toEqual([[1], [1]]);
  expect(aside).toEqual([]);
});

test("a try that fails for want of the service is no end: the next one handles it", async () => {
  const { calls, aside } = await brings([change(1)], (_numbers, call) => {
    if (call === 1) throw new Error("the queue is away");
  });
  expect(calls).toEqual([[1], [1]]);
  expect(aside).toEqual([]);
});
