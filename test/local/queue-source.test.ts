import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSEvent } from "aws-lambda";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type LocalAws, localAws, startQueuesAndBucket } from "../../local/aws.ts";
import type { Deployment, QueueSource } from "../../local/deployment.ts";
import { invokes } from "../../local/invocation.ts";
import { feedFromQueue } from "../../local/queue-source.ts";

/** Messages of a queue reach a function on one machine as Lambda documents. */

const dead = { fifo: true, visibility: 30, retention: 3600 };
const queues = Object.fromEntries(
  ["Notices", "Broadcasts"].flatMap((name) => [
    [`${name}Dead`, dead],
    [name, { ...dead, visibility: 1, dead: { queue: `${name}Dead`, after: 2 } }],
  ]),
);
const deployment: Deployment = {
  functions: {},
  queues,
  streams: [],
  queueSources: [],
  clock: { function: "", every: 1, retries: 0, dead: "" },
  routes: [],
};
const source: QueueSource = {
  function: "Deliver",
  queue: "Notices",
  filters: [],
  batchSize: 10,
  concurrency: 2,
  reportsFailures: true,
};

let aws: LocalAws;
let sqs: SQSClient;
beforeAll(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
beforeEach(async () => {
  await aws?.stop();
  aws = await startQueuesAndBucket(deployment);
  sqs = new SQSClient({ ...localAws, endpoint: aws.endpoint });
});
afterAll(() => aws.stop());

const sends = (body: string, group = body) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: aws.queues.notices,
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: body,
    }),
  );

function feeds(answers: (bodies: readonly string[]) => unknown, changes: Partial<QueueSource> = {}) {
  const heard: string[] = [];
  const poll = feedFromQueue({
    source: { ...source, ...changes },
    url: aws.queues.notices,
    sqs,
    timeout: 0.3,
    invoke: invokes(async ({ Records }: SQSEvent) => {
      heard.push(...Records.map(({ body }) => body));
      return (await answers(Records.map(({ body }) => body))) === "broken"
        ? {
            batchItemFailures: Records.filter(({ body }) => body === "broken").map(({ messageId }) => ({
              itemIdentifier: messageId,
            })),
          }
        : undefined;
    }),
  });
  return { heard, poll };
}

async function deadLetters(): Promise<readonly (string | undefined)[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl: aws.queues.dead, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  return Messages.map(({ Body }) => Body);
}

test("what is handled is gone; what is named as failed comes again, and ends with the dead letters", async () => {
  await sends("good");
  await sends("broken");
  const { heard, poll } = feeds((bodies) => (bodies.includes("broken") ? "broken" : "good"));
  await vi.waitFor(async () => expect(await deadLetters()).toEqual(["broken"]), { timeout: 15_000 });
  await poll.stop();
  expect(heard.toSorted()).toEqual(["broken", "broken", "good"]);
}, 20_000);

test.each([
  [
    "a function that throws",
    () => {
      throw new Error("broken");
    },
  ],
  ["a function whose time is up", () => new Promise(() => undefined)],
])(
  "after %s everything comes again",
  async (_what, answers) => {
    await sends("once");
    const { heard, poll } = feeds((bodies) => (heard.length > bodies.length ? "good" : answers()));
    await vi.waitFor(() => expect(heard).toEqual(["once", "once"]), { timeout: 10_000 });
    await poll.stop();
  },
  20_000,
);

test("what no filter lets through is taken out of the queue without a call", async () => {
  await sends("good");
  await sends("other");
  const { heard, poll } = feeds(() => "good", { filters: ['{"body":["good"]}'] });
  await vi.waitFor(() => expect(heard).toEqual(["good"]), { timeout: 10_000 });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await poll.stop();
  expect(heard).toEqual(["good"]);
  expect(await deadLetters()).toEqual([]);
}, 20_000);
