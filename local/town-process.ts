/**
 * The town's side in a process of its own: the very handlers that are deployed, fed with the events that AWS
 * would give them. Started by `start.ts`, which can kill it at any moment, because that is what happens to
 * a Lambda too.
 */
import { createServer } from "node:http";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { SQSClient } from "@aws-sdk/client-sqs";
import type { DynamoDBStreamEvent, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { handler as broadcast } from "../handlers/broadcast.ts";
import { handler as changes } from "../handlers/changes.ts";
import { handler as deliver } from "../handlers/deliver.ts";
import { handler as slack } from "../handlers/slack.ts";
import { handler as telegram } from "../handlers/telegram.ts";
import { handler as tick } from "../handlers/tick.ts";
import { openDelivery, openOffice, openReaction, openResidents, sharedMemory } from "../handlers/wiring.ts";
import { localAws } from "./aws.ts";
import { moveClock, takeOverClock } from "./clock.ts";
import { throughGateway } from "./gateway.ts";
import { pollQueue, pollStream } from "./polls.ts";
import { listenToSlack, pollTelegram } from "./real-services.ts";
import { commitLine, type FromParent, type ToParent } from "./talk.ts";

/** The scheduler in the cloud rings once a minute; here nobody wants to wait that long. */
const TICK = 2000;
/** So long may one run of the function take that sends broadcasts, and of the one that delivers. Milliseconds. */
const RUN = { broadcast: 50_000, deliver: 17_000 };

takeOverClock();
moveClock(Number(process.env.LOCAL_CLOCK_OFFSET ?? 0));

const tell = (message: ToParent) => process.send?.(message);

/** A mistake in the town's settings is told in plain lines, without a stack of code. */
try {
  await Promise.all([openResidents, openOffice, openDelivery].map((open) => open.parts(process.env)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(78);
}

async function changed(event: DynamoDBStreamEvent): Promise<void> {
  const { seals } = await openReaction.parts(process.env);
  for (const record of event.Records) {
    const line = commitLine(record, seals);
    if (line) tell({ type: "step", step: { lane: "commit", text: line } });
  }
  await changes(event);
}

async function delivered(event: SQSEvent) {
  for (const record of event.Records) {
    const kind = record.attributes.MessageGroupId?.split(":")[0];
    tell({
      type: "step",
      step: {
        lane: "queue",
        text: `Notice for ${kind === "resident" ? "a resident" : kind === "card" ? "a desk" : "a colleague"}`,
      },
    });
  }
  return deliver(event, lasting(RUN.deliver));
}

async function spread(event: SQSEvent) {
  for (const { body } of event.Records)
    tell({
      type: "step",
      step: {
        lane: "queue",
        text: body.includes('"plan"') ? "News: count who gets it" : "News: send to a part of the residents",
      },
    });
  return broadcast(event, lasting(RUN.broadcast));
}

/** What Lambda tells a function about its time. */
function lasting(milliseconds: number) {
  const until = performance.now() + milliseconds;
  return { getRemainingTimeInMillis: () => until - performance.now() };
}

/** What the stream tells is handled in order, and again when it failed: as the real stream does. */
let streaming: Promise<void> = Promise.resolve();
async function insists(event: DynamoDBStreamEvent): Promise<void> {
  for (let wait = 200; ; wait = Math.min(2 * wait, 5000)) {
    try {
      return await changed(event);
    } catch (error) {
      console.error(error);
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
}

if (process.env.STORE === "memory")
  sharedMemory().onChange((records) => {
    const event = { Records: [...records] };
    streaming = streaming.then(() => insists(event));
  });
else
  pollStream(new DynamoDBStreamsClient({ ...localAws }), process.env.TABLE_NAME ?? "", changed, {
    before: z.record(z.string(), z.string()).parse(JSON.parse(process.env.LOCAL_STREAM_HANDLED ?? "{}")),
    keep: (shard, upTo) => tell({ type: "handled", shard, upTo }),
  });
// Lambda takes several groups of a queue at the same time; one after the other is enough for one person.
for (let n = 0; n < Number(process.env.LOCAL_DELIVERERS ?? 1); n++)
  pollQueue(new SQSClient({ ...localAws }), process.env.NOTICES_QUEUE_URL ?? "", delivered);
pollQueue(new SQSClient({ ...localAws }), process.env.BROADCAST_QUEUE_URL ?? "", spread, 1);

let ticking: Promise<unknown> = Promise.resolve();
const ring = () => {
  ticking = ticking.then(() => tick()).catch((error: unknown) => console.error(error));
};
setInterval(ring, TICK);

process.on("message", (message: FromParent) => {
  if (message.type === "clock") {
    moveClock(message.offset);
    ring();
  }
});

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const handler =
    request.method !== "POST"
      ? undefined
      : pathname === "/telegram"
        ? telegram
        : pathname === "/slack"
          ? slack
          : undefined;
  if (handler) void throughGateway(request, response, handler);
  else response.writeHead(404).end();
});
server.once("error", (error) => {
  console.error(`PORT: cannot listen on ${process.env.LOCAL_PORT} (${error.message}); use another port`);
  process.exit(78);
});
server.listen(Number(process.env.LOCAL_PORT ?? 0), () => {
  const address = server.address();
  tell({ type: "ready", port: typeof address === "object" && address ? address.port : 0 });
});

if (process.env.LOCAL_TELEGRAM === "polling") void pollTelegram(telegram);
if (process.env.SLACK_APP_TOKEN) void listenToSlack(process.env.SLACK_APP_TOKEN);
