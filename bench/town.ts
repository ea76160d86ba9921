import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyStructuredResultV2, DynamoDBRecord } from "aws-lambda";
import { localAws, startQueuesAndBucket } from "../local/aws.ts";
import type { Deployment } from "../local/deployment.ts";
import { throughGateway } from "../local/gateway.ts";
import { startPlayground } from "../local/playground/server.ts";
import { watchStream } from "../local/polls.ts";
import { batchesOf } from "../local/queue-source.ts";
import { playgroundOptions, readTown } from "../local/settings.ts";
import { feedFromStream } from "../local/stream-source.ts";
import type { OwnBundles } from "./bundles.ts";
import { createDesk } from "./desk.ts";
import { WEBHOOK_SECRET } from "./events.ts";
import { startWorker, type Worker } from "./processes.ts";
import { type Stack, secrets } from "./stacks.ts";
import type { Stage } from "./stage.ts";

const TOWN = "infra/municipalities/waterkant.yaml";

export type BenchTown = Awaited<ReturnType<typeof openTown>>;

/**
 * Our whole town: every handler in a process of its own, queues, stream and a Slack that validates what it gets. The
 * template says what invokes the handlers, as in the local town; the measurement decides only when.
 * @param dynamo address of the table's service: DynamoDB Local itself, or a counter in front of it
 * @param table its name; it must not exist yet
 */
export async function openTown(own: OwnBundles, ours: Stack, stage: Stage, dynamo: string, table = "town") {
  await ours.createTable(stage.client, table);
  const aws = await startQueuesAndBucket();
  const sqs = new SQSClient({ ...localAws, endpoint: aws.endpoint });
  const streams = new DynamoDBStreamsClient({ ...localAws, endpoint: stage.dynamo });
  const running = await startPlayground(
    {
      ...playgroundOptions(readTown(TOWN, ["nl", "en"]), {
        TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
        SLACK_SIGNING_SECRET: secrets.SLACK_SIGNING_SECRET,
      }),
      store: "dynamodb",
      readingMs: 10_000,
    },
    0,
  );
  const { playground } = running;
  const environment = {
    ...stage.environment,
    AWS_ENDPOINT_URL_DYNAMODB: dynamo,
    AWS_ENDPOINT_URL_SQS: aws.endpoint,
    AWS_ENDPOINT_URL_S3: aws.endpoint,
    NOTICES_QUEUE_URL: aws.queues.notices,
    BROADCAST_QUEUE_URL: aws.queues.broadcast,
    MEDIA_BUCKET: aws.bucket,
    TABLE_NAME: table,
    SLACK_BOT_TOKEN: "xoxb-playground",
    SLACK_API_URL: running.slackApiUrl,
  };
  const [telegram, slack, changes, deliver, broadcast] = await Promise.all([
    startWorker(own.telegram, environment),
    startWorker(own.slack, environment),
    startWorker(own.changes, environment),
    startWorker(own.deliver, environment),
    startWorker(own.broadcast, environment),
  ]);
  const called = callsOf(aws.deployment, { Changes: changes, Deliver: deliver, Broadcast: broadcast });
  const gateway = await openGateway(slack);
  playground.webhooks.slack = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/slack`;

  const records: DynamoDBRecord[] = [];
  const stream = watchStream(streams, table, async ({ Records }) => {
    records.push(...Records);
  });

  const feeds = aws.deployment.streams.map((source) =>
    feedFromStream({
      source,
      ...called(source.function),
      setAside: () => Promise.reject(new Error(`${source.function} gave up on changes in the table.`)),
    }),
  );

  /** The stream's records, once it has reported everything that was just done. */
  async function streamed(): Promise<void> {
    for (let quiet = 0; quiet < 2; ) {
      const before = records.length;
      await new Promise((resolve) => setTimeout(resolve, 400));
      quiet = records.length === before && before > 0 ? quiet + 1 : 0;
    }
    const news = records.splice(0);
    for (const feed of feeds) await feed.take(news);
  }

  const queues = aws.deployment.queueSources.map((source) => ({
    source,
    next: batchesOf(
      { source, url: aws.urls[source.queue] ?? "", sqs, ...called(source.function) },
      (error) => {
        throw error;
      },
    ),
  }));

  /** Delivers everything that is waiting in the queues. */
  async function delivered(): Promise<void> {
    for (const { source, next } of queues) {
      for (;;) {
        const { received, done } = await next(0);
        if (received === 0) break;
        if (done < received) throw new Error(`${source.function} left ${received - done} messages undone.`);
      }
    }
  }

  return {
    telegram,
    streamed,
    delivered,
    ...createDesk(playground),
    async stop() {
      await stream.stop();
      gateway.closeAllConnections();
      await new Promise((resolve) => gateway.close(resolve));
      await Promise.all([telegram, slack, changes, deliver, broadcast].map((one: Worker) => one.stop()));
      await running.stop();
      await aws.stop();
      sqs.destroy();
      streams.destroy();
    },
  };
}

/** Calls a function by its name in the template, in the worker that runs it. */
function callsOf({ functions }: Deployment, workers: Readonly<Record<string, Worker>>) {
  return (name: string) => {
    const worker = workers[name];
    const shape = functions[name];
    if (!worker || !shape) throw new Error(`The template calls a function “${name}” that does not run here.`);
    return { timeout: shape.timeout, invoke: (event: unknown) => worker.answers(event) };
  };
}

/** The gateway through which Slack reaches its handler, on a free port. */
async function openGateway(slack: Worker): Promise<Server> {
  const gateway = createServer((request, response) => {
    void throughGateway(request, response, async (event) => answerOf(await slack.answers(event)));
  });
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  return gateway;
}

/** A handler's response, across the boundary between two processes. */
function answerOf(answer: unknown): APIGatewayProxyStructuredResultV2 {
  return typeof answer === "object" && answer !== null ? answer : {};
}
