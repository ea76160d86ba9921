/**
 * The shared foundation of both sides of the playground: its settings, its clock, its files, the switches that
 * break things and the trace of everything that happened. Knows neither Telegram nor Slack.
 */
import { commandsOf } from "../../bot/core/officials/commands.ts";
import { ofOfficials } from "../../bot/instruments/registry.ts";
import { botScopes, type SlashCommand, slashCommands } from "../../bot/slack/manifest.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import type { Faults, Member, Step, World } from "./api.ts";
import { createBookkeeper } from "./ledger.ts";
import { inventedMembers, inventedResidents } from "./people.ts";

export interface PlaygroundOptions {
  municipality: string;
  bot: { name: string; username: string };
  store: World["store"];
  channels: { id: string; name: string; topic?: string; is_private?: boolean }[];
  /** Slack members; if absent, three invented ones, the first of whom gets the id `administrator`. */
  members?: Member[];
  /** Slack member id of the first administrator; "U0ANA" if absent. */
  administrator?: string;
  /** Residents with a Telegram account; if absent, four invented ones. */
  residents?: { id: number; name: string; language: string }[];
  /** Slash commands that the workspace knows. */
  commands?: SlashCommand[];
  telegramToken?: string;
  /** Sent along with every update, as `secret_token` of setWebhook. */
  telegramSecret?: string;
  slackToken?: string;
  slackSigningSecret?: string;
  /** The app's scopes; if absent, everything that it asks for. */
  slackScopes?: string[];
  /** Where the bot listens. May be set later on `playground.webhooks`; until then updates wait. */
  webhooks?: Webhooks;
  /** Milliseconds since 1970; the machine's clock if absent. Jumps are added to it. */
  now?: () => number;
  /**
   * Milliseconds that simulated residents take to read before they write again, and so the minimum time between their
   * messages. For callers that play them faster than people act. If absent: PLAYGROUND_READING_MS, or no time at all.
   */
  readingMs?: number;
  /** Length of one second of the retry schedules in milliseconds: 1000, or little in a test. */
  retryUnitMs?: number;
  /** What Slack allows for an answer, in milliseconds: 3000, or less in a test. */
  slackTimeoutMs?: number;
  /** How long Slack takes under the fault `slackSlow`, in milliseconds: 4000, or less in a test. */
  slackSlowMs?: number;
  /** The playground's clock jumped, and is now this far ahead of the machine's. */
  onClock?: (offsetMs: number) => void;
  /** The bot's process has to die, now: kill it and start it again. */
  onDie?: () => void;
  /** Something was counted as said twice: where, and what. */
  onDoubled?: (what: string) => void;
  /** The playground starts afresh: the keeper of the bot's data may empty it. Awaited. */
  onReset?: () => void | Promise<void>;
}

export interface Webhooks {
  telegram?: string;
  slack?: string;
}

/** Bytes that went through the playground, for the page and for the bot to fetch. */
export interface StoredFile {
  id: string;
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** Something somebody tried that is not possible, in a plain sentence. */
export class Problem extends Error {
  override name = "Problem";
}

const KEPT_STEPS = 200;

export type Ground = ReturnType<typeof layGround>;

/** Lays the foundation. All times are milliseconds since 1970 on the playground's clock. */
export function layGround(options: PlaygroundOptions) {
  const settings = {
    telegramToken: "1234567:playground",
    telegramSecret: undefined as string | undefined,
    slackToken: "xoxb-playground",
    slackSigningSecret: "playground-signing-secret",
    slackScopes: [...botScopes],
    retryUnitMs: 1000,
    slackTimeoutMs: 3000,
    slackSlowMs: 4000,
    commands: [...slashCommands(commandsOf(ofOfficials), createWords(locales), "nl")],
    ...withoutUndefined(options),
    members: options.members ?? inventedMembers(options.administrator ?? "U0ANA"),
    residents: options.residents ?? inventedResidents,
  };
  const machine = options.now ?? Date.now;
  const listeners = new Set<() => void>();
  const tally = emptyTally();
  let offset = 0;
  let working = 0;
  let idle: (() => void)[] = [];
  const ground = {
    settings,
    webhooks: { ...options.webhooks } as Webhooks,
    /** The address of the playground itself; set when it starts to listen. */
    origin: "http://localhost",
    faults: noFaults(),
    tally,
    books: createBookkeeper(tally, undefined, (what) => {
      ground.addStep({ lane: "fault", text: `Counted as said twice: ${what}` });
      options.onDoubled?.(what);
    }),
    trace: [] as Step[],
    files: new Map<string, StoredFile>(),
    now: () => machine() + offset,
    readingMs: options.readingMs ?? Number(process.env.PLAYGROUND_READING_MS ?? 0),
    /** How far the playground's clock is ahead, in milliseconds. */
    offset: () => offset,
    jump(milliseconds: number) {
      offset += milliseconds;
      options.onClock?.(offset);
      ground.books.somethingHappened();
      ground.addStep({ lane: "clock", text: `The clock jumps ${inWords(milliseconds)}` });
    },
    /** Records a step; the time is filled in. */
    addStep(step: Omit<Step, "at"> & { at?: string }) {
      // A copy: the record must not change when the message does.
      const detail = step.detail === undefined ? {} : { detail: structuredClone(step.detail) };
      ground.trace.push({ at: new Date(ground.now()).toISOString(), ...step, ...detail });
      if (ground.trace.length > KEPT_STEPS) ground.trace.splice(0, ground.trace.length - KEPT_STEPS);
      ground.changed();
    },
    /** Tells all listeners that something has changed. */
    changed() {
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Uses up one of a fault. @returns whether it strikes now */
    strikes(fault: keyof Faults): boolean {
      const left = ground.faults[fault];
      if (left === 0) return false;
      if (left > 0) ground.faults[fault] = left - 1;
      return true;
    },
    /** Counts something as in progress until it is done, for `settled`. */
    async during<T>(work: Promise<T>): Promise<T> {
      working += 1;
      try {
        return await work;
      } finally {
        working -= 1;
        if (working === 0) {
          for (const wake of idle) wake();
          idle = [];
        }
      }
    },
    /** Waits until nothing is on its way to the bot. */
    async settled(): Promise<void> {
      while (working > 0) await new Promise<void>((resolve) => idle.push(resolve));
    },
    resetGround() {
      offset = 0;
      Object.assign(ground.faults, noFaults());
      Object.assign(ground.tally, emptyTally());
      ground.books.forget();
      ground.trace.length = 0;
      ground.files.clear();
      options.onClock?.(0);
    },
  };
  return ground;
}

function noFaults(): Faults {
  return {
    telegramBusy: 0,
    telegramLostAnswer: 0,
    slackSlow: 0,
    slackBusy: 0,
    updateTwice: 0,
    dieAfterCommit: 0,
  };
}

function emptyTally(): World["tally"] {
  return {
    updatesSent: 0,
    updatesRepeated: 0,
    kills: 0,
    messagesToResidents: 0,
    refusedSends: 0,
    lost: 0,
    doubled: 0,
  };
}

/** Drops absent options, so that they do not override the defaults. */
function withoutUndefined<T extends object>(options: T): T {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;
}

/** Waits in real time, without keeping the process alive for it. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

function inWords(milliseconds: number): string {
  const hours = milliseconds / 3_600_000;
  if (Math.abs(hours) >= 48) return `${Math.round(hours / 24)} days`;
  if (Math.abs(hours) >= 2) return `${Math.round(hours)} hours`;
  return `${Math.round(milliseconds / 60_000)} minutes`;
}

/** Parses a data: URL. @throws Problem when it is not one */
export function readDataUrl(url: string): { type: string; bytes: Uint8Array } {
  const match = /^data:([^;,]*)((?:;[^;,]*)*),(.*)$/s.exec(url);
  if (!match) throw new Problem("That is not a file the playground can read.");
  const [, type, parameters, data] = match;
  const bytes = parameters?.endsWith(";base64")
    ? Buffer.from(data ?? "", "base64")
    : Buffer.from(decodeURIComponent(data ?? ""), "utf8");
  return { type: type || "application/octet-stream", bytes };
}
