import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { APIGatewayProxyEventV2, DynamoDBRecord, SQSEvent, SQSRecord } from "aws-lambda";
import { localAws, startQueuesAndBucket } from "../../local/aws.ts";
import { moveClock, takeOverClock } from "../../local/clock.ts";
import { readFilters } from "../../local/event-filter.ts";
import { type EventSources, startEventSources } from "../../local/event-sources.ts";
import { openRoutes } from "../../local/gateway.ts";
import { invokes } from "../../local/invocation.ts";
import { localDeployment } from "../../local/local-deployment.ts";
import { startPlayground } from "../../local/playground/server.ts";
import { asRecord } from "../../local/queue-source.ts";
import { officeHours, playgroundOptions, readTown, townSettings } from "../../local/settings.ts";

/**
 * The handlers as deployed, in this process: environment variables and events of API Gateway, the stream and SQS
 * go in, and everything they write to the log is captured. Only the table is in memory.
 */

export const TOKEN = "1234567:playground";
export const WEBHOOK_SECRET = "webhook-secret-of-the-test";
export const SIGNING_SECRET = "signing-secret-of-the-test";
export const NOOR = 700_001;
export const ANA = "U0ANA";
const TOWN = "infra/municipalities/waterkant.yaml";

/** One per test file: the handlers keep their parts for the whole process, as in a Lambda. */
export async function deploy() {
  const municipality = readTown(TOWN, ["nl", "en"]);
  // Nobody is told anything at night, so it is day.
  takeOverClock();
  moveClock(officeHours(Date.now(), municipality.promise.closedDays) - Date.now());

  const deployment = await localDeployment();
  const aws = await startQueuesAndBucket(deployment);
  const secrets = { TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET, SLACK_SIGNING_SECRET: SIGNING_SECRET };
  const running = await startPlayground(
    { ...playgroundOptions(municipality, secrets), store: "memory", retryUnitMs: 5 },
    0,
  );
  // Telegram lets a bot write only to who wrote first.
  running.playground.telegram.acts.text(NOOR, "hoi");
  running.playground.telegram.drop();
  Object.assign(process.env, townSettings({ ...process.env, ...secrets }, TOWN, undefined, aws), {
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: running.telegramApiRoot,
    SLACK_BOT_TOKEN: "xoxb-playground",
    SLACK_API_URL: running.slackApiUrl,
  });

  const lines: string[] = [];
  const terminal = { log: console.log, error: console.error, warn: console.warn, info: console.info };
  for (const kind of ["log", "error", "warn", "info"] as const)
    console[kind] = (...said: unknown[]) => lines.push(said.map(String).join(" "));
  const write = process.stdout.write;
  process.stdout.write = (said: string | Uint8Array) => lines.push(String(said).trimEnd()) > 0;

  const { handler: telegram } = await import("../../handlers/telegram.ts");
  const { handler: slack } = await import("../../handlers/slack.ts");
  const { handler: changes } = await import("../../handlers/changes.ts");
  const { handler: delivers } = await import("../../handlers/deliver.ts");
  const deliver = (event: SQSEvent) => delivers(event, { getRemainingTimeInMillis: () => 60_000 });
  const { handler: broadcast } = await import("../../handlers/broadcast.ts");
  const { handler: tick } = await import("../../handlers/tick.ts");
  const { sharedMemory } = await import("../../handlers/memory.ts");
  const store = sharedMemory();
  const sqs = new SQSClient({ ...localAws, endpoint: aws.endpoint });
  const queue = aws.queues.notices;

  const records: DynamoDBRecord[] = [];
  store.onChange((more) => records.push(...more));

  const [following] = deployment.streams;
  if (!following) throw new Error("nobody follows the table");
  const getsThrough = readFilters(following.filters);

  /** The stream's current records, in one event. */
  async function streams(): Promise<void> {
    const Records = records.splice(0).filter(getsThrough);
    if (Records.length === 0) return;
    const { batchItemFailures } = await changes({ Records });
    if (batchItemFailures.length > 0) throw new Error("a change could not be followed");
  }

  /** The queue's contents, as Lambda would get them. */
  async function queued(): Promise<SQSRecord[]> {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue,
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ["All"],
      }),
    );
    return Messages.map((one) => asRecord(one, "arn:aws:sqs:eu-west-1:000000000000:notices.fifo"));
  }

  const functions = {
    Telegram: invokes(telegram),
    Slack: invokes(slack),
    Changes: invokes(changes),
    Deliver: invokes(delivers),
    Broadcast: invokes(broadcast),
    Tick: invokes(tick),
  };
  const server = createServer(openRoutes(deployment, functions));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  let sources: EventSources | undefined;

  return {
    playground: running.playground,
    store,
    lines,
    telegram,
    slack,
    changes,
    deliver,
    tick,
    streams,
    queued,
    /** Delivers the queue's messages, and deletes what is done, as Lambda does. */
    async delivers() {
      const Records = await queued();
      const { batchItemFailures } = await deliver({ Records });
      const failed = new Set(batchItemFailures.map((one) => one.itemIdentifier));
      for (const { messageId, receiptHandle } of Records)
        if (!failed.has(messageId))
          await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: receiptHandle }));
      return { records: Records, failed: failed.size };
    },
    records,
    /** From here on everything runs automatically, as in the cloud. */
    runs() {
      running.playground.webhooks.telegram = `${url}/telegram`;
      running.playground.webhooks.slack = `${url}/slack`;
      sources = startEventSources({
        deployment,
        functions,
        sqs,
        urls: aws.urls,
        now: () => Date.now(),
        follows(feed) {
          let busy = Promise.resolve();
          const streaming = setInterval(() => {
            busy = busy.then(async () => void (await feed.take(records.splice(0))));
          }, 10);
          return {
            async stop() {
              clearInterval(streaming);
              feed.stop();
              await busy;
            },
          };
        },
        rings: false,
      });
    },
    async stop() {
      await sources?.stop();
      Object.assign(console, terminal);
      process.stdout.write = write;
      await running.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await aws.stop();
      sqs.destroy();
    },
  };
}

/** What API Gateway hands over for a POST, as recorded from an HTTP API (payload format 2.0). */
export function gatewayEvent(
  path: "/telegram" | "/slack",
  body: string,
  headers: Record<string, string>,
  base64 = false,
): APIGatewayProxyEventV2 {
  return {
    version: "2.0",
    routeKey: `POST ${path}`,
    rawPath: path,
    rawQueryString: "",
    headers: {
      accept: "*/*",
      "content-length": String(Buffer.byteLength(body)),
      host: "abc123.execute-api.eu-west-1.amazonaws.com",
      "x-amzn-trace-id": "Root=1-6921e0a5-1e5b0f0f3f0f0f0f0f0f0f0f",
      "x-forwarded-for": "91.108.6.97",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
      ...headers,
    },
    requestContext: {
      accountId: "000000000000",
      apiId: "abc123",
      domainName: "abc123.execute-api.eu-west-1.amazonaws.com",
      domainPrefix: "abc123",
      http: { method: "POST", path, protocol: "HTTP/1.1", sourceIp: "91.108.6.97", userAgent: "" },
      requestId: "U5mfFjJ2joEEMTg=",
      routeKey: `POST ${path}`,
      stage: "$default",
      time: "22/Nov/2026:09:00:00 +0000",
      timeEpoch: 1795338000000,
    },
    body: base64 ? Buffer.from(body, "utf8").toString("base64") : body,
    isBase64Encoded: base64,
  };
}

/** As Telegram sends it. */
export function fromTelegram(
  update: unknown,
  options: { secret?: string | null; base64?: boolean } = {},
): APIGatewayProxyEventV2 {
  const { secret = WEBHOOK_SECRET, base64 = false } = options;
  return gatewayEvent(
    "/telegram",
    typeof update === "string" ? update : JSON.stringify(update),
    {
      "content-type": "application/json",
      ...(secret === null ? {} : { "x-telegram-bot-api-secret-token": secret }),
    },
    base64,
  );
}

/** As Slack sends it: signed, and its forms in base64. */
export function fromSlack(
  body: string,
  options: { type?: string; secret?: string; at?: number; base64?: boolean } = {},
): APIGatewayProxyEventV2 {
  const type = options.type ?? "application/x-www-form-urlencoded";
  const at = String(options.at ?? Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", options.secret ?? SIGNING_SECRET)
    .update(`v0:${at}:${body}`)
    .digest("hex");
  return gatewayEvent(
    "/slack",
    body,
    { "content-type": type, "x-slack-request-timestamp": at, "x-slack-signature": `v0=${signature}` },
    options.base64 ?? type.includes("urlencoded"),
  );
}

let updateId = 70_000;

/** A resident's words, as an update. */
export function said(text: string, chat = NOOR, id = ++updateId): Record<string, unknown> {
  return {
    update_id: id,
    message: {
      message_id: id,
      // Ten seconds after the one before.
      date: 1_795_338_000 + 10 * (id % 1_000_000),
      chat: { id: chat, type: "private", first_name: "Noor" },
      from: { id: chat, is_bot: false, first_name: "Noor", language_code: "nl" },
      text,
    },
  };
}

/** A resident's press, as an update. */
export function pressed(data: string, chat = NOOR, id = ++updateId): Record<string, unknown> {
  return {
    update_id: id,
    callback_query: {
      id: `9${id}`,
      from: { id: chat, is_bot: false, first_name: "Noor", language_code: "nl" },
      chat_instance: "1",
      data,
      message: { message_id: 1, date: 1_795_338_000, chat: { id: chat, type: "private" }, text: "?" },
    },
  };
}
