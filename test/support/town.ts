import { createApp } from "../../bot/app.ts";
import { after, type Instant } from "../../bot/core/calendar/time.ts";
import { type Contribution, isOf } from "../../bot/core/model/contribution.ts";
import type { Language, Message } from "../../bot/core/model/message.ts";
import type { Screen } from "../../bot/core/model/screen.ts";
import { createPhrases } from "../../bot/core/understanding/phrases.ts";
import { createDocumentFiles } from "../../bot/documents/document-files.ts";
import type { App } from "../../bot/ports/app.ts";
import type { Log } from "../../bot/ports/log.ts";
import type { Typeset } from "../../bot/ports/paper.ts";
import type { Ports } from "../../bot/ports/ports.ts";
import type { Secrecy } from "../../bot/ports/secrecy.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { readQuestions } from "../../bot/text/questions-yaml.ts";
import { similarPairs } from "../../bot/text/similarity.ts";
import { createHearing } from "../../bot/text/typed-choice.ts";
import type { Words } from "../../bot/text/words.ts";
import { playOfficial } from "./played-official.ts";
import { playResident } from "./played-resident.ts";
import { playSlack } from "./played-slack.ts";
import { playTelegram } from "./played-telegram.ts";
import { type Stage, textOf } from "./stage.ts";
import { playQueues } from "./town-queues.ts";
import { waterkant } from "./waterkant.ts";
import { words as allWords } from "./words.ts";

/**
 * A whole town in memory: real decisions, a real store (everything goes through JSON between turns), queues that
 * behave like real ones; only Telegram and Slack themselves are simulated.
 */

/** Nothing people do comes near the hundred items that the table accepts in one commit. */
const MOST_ITEMS = 85;

export interface TownOptions {
  readonly now?: Instant;
  readonly words?: Words;
  /** Documents come as PDF too; leaving it out saves half a second. */
  readonly typeset?: Typeset;
  /** Keys of its own, with which the table is sealed too. */
  readonly secrecy?: Secrecy;
  /** Sees everything that Telegram and Slack are given to show. */
  readonly sees?: (shown: unknown) => void;
  /** Replaces parts, for example to make them fail. */
  readonly ports?: (ports: Ports) => Ports;
}

export type TestTown = ReturnType<typeof createTestTown>;
export type TestResident = ReturnType<TestTown["resident"]>;
export type TestOfficial = ReturnType<TestTown["official"]>;

type Bucket = Map<string, { bytes: Uint8Array; type: string }>;

function mediaIn(bucket: Bucket): Ports["media"] {
  return {
    put: async (key, bytes, type) => void bucket.set(key, { bytes, type }),
    get: async (key) => bucket.get(key)?.bytes,
    remove: async (key) => void bucket.delete(key),
  };
}

function issueAmong(found: Contribution | undefined) {
  return isOf(found, "issue") ? found : undefined;
}

/** What the town's words do for its rules. */
function portsOfWords(words: Words, log: Log, typeset: Typeset | undefined) {
  const hearing = createHearing(words, words.languages);
  return {
    similarPairs,
    reads: async (text) => readQuestions(text),
    print: createDocumentFiles(words, log, typeset),
    phrases: createPhrases(hearing.vocabularies),
    shows: words.render,
    ...hearing,
  } satisfies Partial<Ports>;
}

/** @param options.now a Monday morning by default */
export function createTestTown(options: TownOptions = {}) {
  let now = options.now ?? "2026-05-04T09:00:00.000Z";
  const words = options.words ?? allWords;
  const clock = { now: () => now };
  const secrecy = options.secrecy ?? createSecrecy("a secret of at least thirty-two characters");
  const store = memoryTable({ most: MOST_ITEMS, now: clock.now, seals: secrecy });
  const telegram = playTelegram(words, options.sees);
  const slack = playSlack(words, options.sees);
  const queues = playQueues(store, { now: clock.now, app: () => app, secrecy: () => ports.secrecy });
  const logged: { event: string; facts?: Parameters<Log["info"]>[1]; error?: unknown }[] = [];
  const bucket: Bucket = new Map();
  let updates = 0;

  const log: Log = {
    info: (event, facts) => logged.push({ event, facts }),
    error: (event, error, facts) => logged.push({ event, error, facts }),
  };
  const plain: Ports = {
    ...portsOfWords(words, log, options.typeset),
    town: waterkant,
    store,
    channel: telegram.channel,
    workplace: slack.workplace,
    media: mediaIn(bucket),
    outbox: queues.outbox,
    stopwatch: queues.stopwatch,
    secrecy,
    voters: createVoterTokens("another secret of at least thirty-two characters"),
    clock,
    log,
  };
  const ports = options.ports ? options.ports(plain) : plain;
  let app: App = createApp(ports);
  const stage: Stage = {
    store,
    secrecy: ports.secrecy,
    words,
    telegram,
    slack,
    sees: options.sees,
    app: () => app,
    now: clock.now,
    nextUpdate: () => ++updates,
    settle: queues.settle,
  };

  return {
    resident: (name: string, about?: Parameters<typeof playResident>[2]) => playResident(stage, name, about),
    official: (member: string) => playOfficial(stage, member),
    store,
    ports,
    settle: queues.settle,
    /** Hands the stream's records to the queues, without delivering anything. */
    follows: queues.follows,
    /** The stream loses its records. */
    forgetsChanges: queues.forgetsChanges,
    render: (message: Message, language: Language = "nl") => words.render(message, language),
    text: (screen: Screen, language?: Language) => textOf(words, screen, language),
    logged,
    posted: slack.posted,
    told: slack.told,
    bucket,
    files: telegram.files,
    removedFiles: slack.removedFiles,
    given: slack.given,
    waiting: queues.waiting,
    deliveries: queues.deliveries,
    /** What was said in a chat, keys only. */
    heardBy: (chat: string) => telegram.heardIn(chat).map(({ screen }) => screen.lines.map(({ key }) => key)),
    spreading: queues.spreading,
    /** Seconds for which parts of broadcasts were given back. */
    givenBack: queues.givenBack,
    /** Milliseconds that sending would have taken. */
    get sendingTook() {
      return queues.watched();
    },
    /** From now on one run of the function that sends broadcasts takes at most this many milliseconds. */
    runsFor: queues.runsFor,
    get app() {
      return app;
    },
    /** The process dies and restarts: whatever it had only in memory is gone. */
    restart() {
      app = createApp(ports);
    },
    get now() {
      return now;
    },
    /** Moves to this moment, with nothing having happened in between. */
    comesTo(moment: Instant) {
      now = moment;
    },
    /** Lets time pass: the clock rings at the end of each of `steps` equal parts. */
    async passes(milliseconds: number, steps = 1) {
      for (let step = 0; step < steps; step++) {
        now = after(now, milliseconds / steps);
        queues.passes(milliseconds / steps);
        await queues.rings();
      }
    },
    /** The card of an issue as the desk sees it now. */
    card: (ref: string) => slack.posted.findLast((one) => one.card.ref === ref),
    issue: async (ref: string) => issueAmong(await store.contribution(ref)),
  };
}
