/**
 * The town's side in a process of its own: the very handlers that are deployed, fed with the events that AWS
 * would give them. Started by `start.ts`, which can kill it at any moment, because that is what happens to
 * a Lambda too.
 */
import { createServer } from "node:http";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { SQSClient } from "@aws-sdk/client-sqs";
import * as z from "zod";
import { handler as broadcast } from "../handlers/broadcast.ts";
import { handler as changes } from "../handlers/changes.ts";
import { handler as deliver } from "../handlers/deliver.ts";
import { sharedMemory } from "../handlers/memory.ts";
import { handler as slack } from "../handlers/slack.ts";
import { handler as telegram } from "../handlers/telegram.ts";
import { handler as tick } from "../handlers/tick.ts";
import { openDelivery, openOffice, openReaction, openResidents } from "../handlers/wiring.ts";
import { localAws } from "./aws.ts";
import { machineNow, moveClock, takeOverClock } from "./clock.ts";
import { toldSchema } from "./deployment.ts";
import { startEventSources } from "./event-sources.ts";
import { openRoutes } from "./gateway.ts";
import { invokes } from "./invocation.ts";
import { type Poll, pollStream } from "./polls.ts";
import { listenToSlack, pollTelegram } from "./real-services.ts";
import { signedAnew } from "./signed-anew.ts";
import type { Feed } from "./stream-source.ts";
import { commitLine, type FromParent, type ToParent } from "./talk.ts";

takeOverClock();
moveClock(Number(process.env.LOCAL_CLOCK_OFFSET ?? 0));

const tell = (message: ToParent) => process.send?.(message);

/** An error in the town's settings is reported in plain lines, without a stack trace. */
try {
  await Promise.all([openResidents, openOffice, openDelivery].map((open) => open.parts(process.env)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(78);
}

const { seals } = await openReaction.parts(process.env);

/** The page shows more of a commit than is followed: it is told before the filter. */
const shown = (feed: Feed): Feed => ({
  ...feed,
  take(records) {
    for (const record of records) {
      const line = commitLine(record, seals);
      if (line) tell({ type: "step", step: { lane: "commit", text: line } });
    }
    return feed.take(records);
  },
});

const delivered: typeof deliver = (event, context) => {
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
  return deliver(event, context);
};

const spread: typeof broadcast = (event, context) => {
  for (const { body } of event.Records)
    tell({
      type: "step",
      step: {
        lane: "queue",
        text: body.includes('"plan"') ? "News: count who gets it" : "News: send to a part of the residents",
      },
    });
  return broadcast(event, context);
};

const { deployment, urls } = toldSchema.parse(JSON.parse(process.env.LOCAL_DEPLOYMENT ?? ""));

/** Lambda gives a shard of the stream to one process at a time, and the clock invokes only one. The queues feed all. */
const isAnother = process.env.LOCAL_PROCESS === "another";

/** In memory each commit is reported at once, one after the other. */
function followMemory(feed: Feed): Poll {
  let streaming: Promise<unknown> = Promise.resolve();
  const stop = sharedMemory().onChange((records) => {
    streaming = streaming.then(() => feed.take(records)).catch((error: unknown) => console.error(error));
  });
  return {
    async stop() {
      stop();
      feed.stop();
      await streaming;
    },
  };
}

function followTable(feed: Feed): Poll {
  return pollStream(new DynamoDBStreamsClient({ ...localAws }), process.env.TABLE_NAME ?? "", feed, {
    before: z.record(z.string(), z.string()).parse(JSON.parse(process.env.LOCAL_STREAM_HANDLED ?? "{}")),
    keep: (shard, upTo) => tell({ type: "handled", shard, upTo }),
  });
}

const { SLACK_SIGNING_SECRET = "" } = process.env;
const signed: typeof slack = (event) =>
  slack(signedAnew(event, SLACK_SIGNING_SECRET, { machine: machineNow(), town: Date.now() }));

const inMemory = process.env.STORE === "memory";
const functions = {
  Telegram: invokes(telegram),
  Slack: invokes(signed),
  Changes: invokes(changes),
  Deliver: invokes(delivered),
  Broadcast: invokes(spread),
  Tick: invokes(tick),
};
const { ring } = startEventSources({
  deployment: isAnother ? { ...deployment, streams: [] } : deployment,
  rings: !isAnother,
  urls,
  functions,
  sqs: new SQSClient({ ...localAws }),
  follows: (feed) => (inMemory ? followMemory(shown(feed)) : followTable(shown(feed))),
  // In memory changes are dated by the town's clock, and in the table by the machine's.
  ...(inMemory && { now: () => Date.now() }),
});

process.on("message", (message: FromParent) => {
  if (message.type === "clock") {
    moveClock(message.offset);
    if (!isAnother) void ring();
  }
});

const server = createServer(openRoutes(deployment, functions));
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
