import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { createApp } from "../bot/app.ts";
import { readConfig } from "../bot/config.ts";
import type { Municipality } from "../bot/core/municipality.ts";
import { createLog } from "../bot/log.ts";
import { readMunicipality } from "../bot/municipality-file.ts";
import type { App, Clock, Log, Outbox, Store, Workplace } from "../bot/ports.ts";
import { createReaction } from "../bot/reaction.ts";
import { createSecrecy } from "../bot/secrecy.ts";
import { createClient, slackWorkplace } from "../bot/slack/outbound.ts";
import { connectDynamo } from "../bot/store/connect.ts";
import { dynamoStore } from "../bot/store/dynamo.ts";
import { s3MediaBox } from "../bot/store/media-box.ts";
import { memoryStore } from "../bot/store/memory.ts";
import { sqsOutbox } from "../bot/store/outbox.ts";
import { createApi } from "../bot/telegram/api.ts";
import { telegramChannel } from "../bot/telegram/outbound.ts";
import { createWords, hears, type Words } from "../bot/text.ts";

/** Puts the parts together from the environment. Once for each process: a Lambda keeps it between calls. */

const clock: Clock = { now: () => new Date().toISOString() };
const log = createLog();

const unreadable = (error: unknown) => log.error("unreadable_row", error, { alarm: true });

/** One memory store for the whole process, so that all handlers see the same town. */
let memory: ReturnType<typeof memoryStore> | undefined;
export function sharedMemory(): ReturnType<typeof memoryStore> {
  memory ??= memoryStore({ now: clock.now, unreadable });
  return memory;
}

export function openStore(env: NodeJS.ProcessEnv): Store {
  const { table } = readConfig(env, ["table"]);
  if (table.store === "memory") return sharedMemory();
  return dynamoStore({ client: connectDynamo(), table: table.name, now: clock.now, unreadable });
}

export interface Town {
  readonly app: App;
  readonly words: Words;
  readonly workplace: Workplace;
  readonly municipality: Municipality;
  readonly outbox: ReturnType<typeof sqsOutbox>;
  readonly log: Log;
  readonly clock: Clock;
  readonly config: ReturnType<typeof townConfig>;
}

function townConfig(env: NodeJS.ProcessEnv) {
  return readConfig(env, ["telegram", "slack", "table", "queue", "bucket", "secret"]);
}

let town: Town | undefined;
/** Everything, for the handlers that talk to people. */
export function openTown(env: NodeJS.ProcessEnv): Town {
  if (town) return town;
  const config = townConfig(env);
  const words = createWords();
  const municipality = readMunicipality(
    readFileSync(config.municipality, "utf8"),
    basename(config.municipality),
    words.languages,
  );
  const workplace = slackWorkplace({
    client: createClient({ token: config.slack.token, apiUrl: config.slack.apiUrl }),
    words,
    defaultLanguage: municipality.languages[0] ?? "nl",
  });
  const outbox = sqsOutbox(config.queue);
  const app = createApp({
    town: municipality,
    store: openStore(env),
    channel: telegramChannel({
      api: createApi({ token: config.telegram.token, apiRoot: config.telegram.apiRoot }),
      words,
    }),
    workplace,
    media: s3MediaBox(config.bucket.name),
    outbox,
    secrecy: createSecrecy(config.secret),
    clock,
    log,
    hears: (text, options, language) => hears(words, text, options, language),
  });
  town = { app, words, workplace, municipality, outbox, log, clock, config };
  return town;
}

let reaction: App["react"] | undefined;
/** Only what the stream's handler needs: no secrets, no chats. */
export function openReaction(env: NodeJS.ProcessEnv): App["react"] {
  const { queue } = readConfig(env, ["table", "queue"]);
  const outbox: Outbox = sqsOutbox(queue);
  reaction ??= createReaction({ store: openStore(env), outbox, clock });
  return reaction;
}
