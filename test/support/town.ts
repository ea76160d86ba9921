import { readFileSync } from "node:fs";
import { createApp } from "../../bot/app.ts";
import { after, type Instant } from "../../bot/core/calendar/time.ts";
import type { Card, Form, Home } from "../../bot/core/model/card.ts";
import { isOf, numberIn } from "../../bot/core/model/contribution.ts";
import type { Printed } from "../../bot/core/model/document.ts";
import type { Quoted, ResidentInput } from "../../bot/core/model/input.ts";
import type { Language, Message } from "../../bot/core/model/message.ts";
import type { Place } from "../../bot/core/model/place.ts";
import type { Choice, Media, Press, Screen } from "../../bot/core/model/screen.ts";
import type { Outsider } from "../../bot/core/model/staff.ts";
import { createPhrases } from "../../bot/core/understanding/phrases.ts";
import { createDocumentFiles } from "../../bot/documents/document-files.ts";
import { withPopulation } from "../../bot/municipality/population.ts";
import { readMunicipality } from "../../bot/municipality/read-yaml.ts";
import type { App, Immediate } from "../../bot/ports/app.ts";
import type { Channel } from "../../bot/ports/channel.ts";
import { Undeliverable, Wait } from "../../bot/ports/errors.ts";
import type { Log } from "../../bot/ports/log.ts";
import type { BroadcastPart } from "../../bot/ports/outbox.ts";
import type { Typeset } from "../../bot/ports/paper.ts";
import type { Ports } from "../../bot/ports/ports.ts";
import type { Secrecy } from "../../bot/ports/secrecy.ts";
import type { Workplace } from "../../bot/ports/workplace.ts";
import { createSecrecy } from "../../bot/runtime/pseudonyms.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import { cardMessage, homeView } from "../../bot/slack/blocks.ts";
import { modalView } from "../../bot/slack/modal.ts";
import { split } from "../../bot/slack/mrkdwn.ts";
import { suggestionResponse } from "../../bot/slack/responses.ts";
import { memoryTable } from "../../bot/store/memory-table.ts";
import { streamFilters } from "../../bot/store/stream-filters.ts";
import { readChange } from "../../bot/store/stream-records.ts";
import { encodePress } from "../../bot/telegram/callback-data.ts";
import { draw } from "../../bot/telegram/render.ts";
import { readQuestions } from "../../bot/text/questions-yaml.ts";
import { similarPairs } from "../../bot/text/similarity.ts";
import { says, typedChoice } from "../../bot/text/typed-choice.ts";
import { createWords, type Words } from "../../bot/text/words.ts";
import { readFilters } from "../../local/event-filter.ts";
import { locales } from "../../locales/index.ts";
import { oggFile } from "./files.ts";

/**
 * A whole town in memory: real decisions, a real store (everything goes through JSON between turns), real
 * queues' behaviour; only Telegram and Slack themselves are played.
 */

/** Nothing that people do comes near the hundred items that the table takes in one commit. */
const MOST_ITEMS = 85;

/** The smallest JPEG that can be cleaned: one grey dot. */
export const DOT = Buffer.from(
  "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z",
  "base64",
);

export interface Heard {
  readonly screen: Screen;
  readonly language: Language;
  readonly message: number;
  /** It came by itself, not as a reply to something this person did. */
  readonly notice: boolean;
}

/** Who is in the workspace of every test town and works elsewhere. */
export const outsiders: Readonly<Record<string, Outsider | "unknown">> = {
  U0GUEST: "guest",
  U0BOT: "bot",
  U0GONE: "gone",
  U0ELSE: "elsewhere",
  U0UNSEEN: "unknown",
};

export interface Posted {
  channel: string;
  ts: string;
  card: Card;
  language: Language;
  thread: Message[];
  files: { name: string; type: string; bytes: Uint8Array; text?: string }[];
}

export interface TownOptions {
  readonly now?: Instant;
  readonly words?: Words;
  /** Documents come as PDF too; without it that half second is saved. */
  readonly typeset?: Typeset;
  /** Keys of its own, which the table is sealed with too. */
  readonly secrecy?: Secrecy;
  /** Sees all that Telegram and Slack are given to show, as it is given to them. */
  readonly sees?: (shown: unknown) => void;
  /** Replaces parts, e.g. to let them fail. */
  readonly ports?: (ports: Ports) => Ports;
}

export type TestTown = ReturnType<typeof createTestTown>;
export type TestResident = ReturnType<TestTown["resident"]>;
export type TestOfficial = ReturnType<TestTown["official"]>;

const municipalities = new URL("../../infra/municipalities/", import.meta.url);
export const waterkant = withPopulation(
  readMunicipality(readFileSync(new URL("waterkant.yaml", municipalities), "utf8"), "waterkant.yaml", [
    "nl",
    "en",
  ]),
  (name) => readFileSync(new URL(name, municipalities), "utf8"),
);

const getsThrough = readFilters(streamFilters().map((filter) => JSON.stringify(filter)));

/** @param options.now a Monday morning unless told otherwise */
export function createTestTown(options: TownOptions = {}) {
  let now = options.now ?? "2026-05-04T09:00:00.000Z";
  const words = options.words ?? createWords(locales);
  const clock = { now: () => now };
  const secrecy = options.secrecy ?? createSecrecy("a secret of at least thirty-two characters");
  const store = memoryTable({ most: MOST_ITEMS, now: clock.now, seals: secrecy });
  const waiting: { group: string; id: string }[] = [];
  /** What the queue gave to the deliverer, in order. */
  const deliveries: { group: string; id: string }[] = [];
  /** Parts of broadcasts, one queue for all, and until when its first one is hidden. */
  const spreading: BroadcastPart[] = [];
  let hidden = "";
  const givenBack: number[] = [];
  let watch = 0;
  const heard = new Map<string, Heard[]>();
  const blocked = new Set<string>();
  const posted: Posted[] = [];
  const told: { member: string; message: Message }[] = [];
  const logged: { event: string; facts?: Parameters<Log["info"]>[1]; error?: unknown }[] = [];
  const bucket = new Map<string, { bytes: Uint8Array; type: string }>();
  const removedFiles: string[] = [];
  /** What Telegram gives for a source; a small photo or recording for any other. */
  const files = new Map<string, Uint8Array>();
  const threads = new Map<string, Message>();
  let messages = 0;
  let updates = 0;
  let nextTs = 1;

  function hear(chat: string, screen: Screen, language: Language, notice: boolean): number {
    if (blocked.has(chat)) throw new Undeliverable("blocked");
    // Telegram would refuse a button that carries too much.
    for (const choice of (screen.choices ?? []).flat()) if ("press" in choice) encodePress(choice.press);
    // The functions that speak to residents have none of these texts with them.
    if (JSON.stringify(screen).includes('"key":"officials:'))
      throw new Error(`a resident would read a text for officials: ${JSON.stringify(screen.lines)}`);
    if (options.sees) see(draw(screen, words, language));
    messages++;
    heard.set(chat, [...(heard.get(chat) ?? []), { screen, language, message: messages, notice }]);
    return messages;
  }

  const see = (shown: unknown) => options.sees?.(shown);
  const inPieces = (message: Message, language: Language) =>
    options.sees?.(split(words.render(message, language), 2800));

  const sentFiles: (Printed & { chat: string })[] = [];
  const channel: Channel = {
    reply: async (chat, screens, language) => screens.map((screen) => hear(chat, screen, language, false)),
    send: async (chat, screen, language) => hear(chat, screen, language, true),
    sendFile: async (chat, file) => void sentFiles.push({ ...file, chat }),
    fetch: async (media) => {
      if (media.source === "gone") throw new Undeliverable("gone");
      return files.get(media.source ?? "") ?? (media.kind === "photo" ? DOT : oggFile());
    },
  };
  const find = (at: { channel: string; ts: string }) => posted.find((one) => one.ts === at.ts);
  const workplace: Workplace = {
    async postCard(room, card, _files, language) {
      see(cardMessage(card, {}, words, language));
      const ts = `${nextTs++}.0`;
      posted.push({ channel: room, ts, card, language, thread: [], files: [] });
      return { channel: room, ts };
    },
    async updateCard(at, card, _files, language) {
      see(cardMessage(card, {}, words, language));
      const one = find(at);
      if (one) Object.assign(one, { card, language });
    },
    async thread(at, message, language) {
      inPieces(message, language);
      const ts = `${nextTs++}.1`;
      find(at)?.thread.push(message);
      threads.set(ts, message);
      return [ts];
    },
    async upload(at, file) {
      find(at)?.files.push({
        name: file.name,
        type: file.type,
        bytes: file.bytes,
        ...(/^(text|application\/json)/.test(file.type) && { text: new TextDecoder().decode(file.bytes) }),
      });
      return `F${nextTs++}`;
    },
    async removeMessage(_channel, ts) {
      const message = threads.get(ts);
      for (const one of posted) one.thread = one.thread.filter((other) => other !== message);
    },
    async removeFile(file) {
      removedFiles.push(file);
    },
    async tell(member, message, language) {
      inPieces(message, language);
      told.push({ member, message });
    },
    async whisper(_channel, member, message, language) {
      inPieces(message, language);
      told.push({ member, message });
    },
    async openForm() {},
    async showHome() {},
    language: async (member) => (member === "U0CHRIS" ? "en" : "nl"),
    member: async (member) => {
      const outsider = outsiders[member];
      return { language: member === "U0CHRIS" ? "en" : "nl", ...(outsider && { outsider }) };
    },
  };
  const log: Log = {
    info: (event, facts) => logged.push({ event, facts }),
    error: (event, error, facts) => logged.push({ event, error, facts }),
  };
  const plain: Ports = {
    town: waterkant,
    store,
    channel,
    workplace,
    media: {
      put: async (key, bytes, type) => void bucket.set(key, { bytes, type }),
      get: async (key) => bucket.get(key)?.bytes,
      remove: async (key) => void bucket.delete(key),
    },
    outbox: {
      hand: async (notices) => {
        for (const one of notices)
          if (!waiting.some((other) => other.id === one.id && other.group === one.group)) waiting.push(one);
      },
      spread: async (parts) => {
        for (const one of parts)
          if (!spreading.some((other) => other.broadcast === one.broadcast && other.part === one.part))
            spreading.push(one);
      },
    },
    secrecy,
    voters: createVoterTokens("another secret of at least thirty-two characters"),
    clock,
    log,
    similarPairs,
    reads: async (text: string) => readQuestions(text),
    print: createDocumentFiles(words, log, options.typeset),
    phrases: createPhrases(words.vocabulary, words.languages),
    shows: words.render,
    typedChoice: (text, list, language) => typedChoice(words, text, list, language),
    says: (text, label, language) => says(words, text, label, language),
    vocabulary: words.vocabulary,
    // Sending takes no real time; how much it would take can be read from `stopwatch`.
    stopwatch: {
      now: () => watch,
      sleep: async (some) => {
        watch += some;
      },
    },
  };
  const ports = options.ports ? options.ports(plain) : plain;
  let app: App = createApp(ports);

  // As Lambda does: what the filter leaves out never reaches the function. The template holds just these filters
  // (test/infra/stack.test.ts); reading them from it would take each test file two seconds.
  const changes: Parameters<typeof readChange>[0][] = [];
  store.onChange((records) => changes.push(...records.filter(getsThrough)));

  /** Everything that was caused by now is handled: the stream, the queue, and what these cause in turn. */
  let settling: Promise<void> | undefined;
  async function settle(): Promise<void> {
    do {
      settling ??= drain().finally(() => {
        settling = undefined;
      });
      await settling;
    } while (changes.length > 0 || waiting.length > 0 || sendable());
  }

  const sendable = () => spreading.length > 0 && hidden <= now;

  /** Lambda takes the first part; what is given back is hidden, and everything behind it waits with it. */
  let run = 60_000;
  async function spread(timeLeft = run): Promise<void> {
    const [next] = spreading;
    if (!next) return;
    const until = watch + timeLeft;
    try {
      await app.broadcast(next, () => until - watch);
    } catch (error) {
      if (!(error instanceof Wait)) throw error;
      hidden = after(now, Math.ceil(error.seconds) * 1000);
      givenBack.push(error.seconds);
      return;
    }
    spreading.splice(spreading.indexOf(next), 1);
  }

  async function follows(): Promise<void> {
    const records = [...changes];
    const rows = records.flatMap((record) => {
      const change = readChange(record, ports.secrecy);
      return change?.row ? [{ row: change.row, isNew: change.isNew, before: change.before }] : [];
    });
    await app.react(rows);
    changes.splice(0, records.length);
  }

  /** How often the queue has given out what it still holds. */
  const given = new Map<string, number>();

  /** Like the stream and the queue, which keep what was not handled: it comes again with the next `settle`. */
  async function drain(): Promise<void> {
    while (changes.length > 0 || waiting.length > 0 || sendable()) {
      await follows();
      const [next] = waiting;
      if (!next) {
        if (changes.length === 0 && sendable()) await spread();
        continue;
      }
      deliveries.push(next);
      const name = `${next.group} ${next.id}`;
      given.set(name, (given.get(name) ?? 0) + 1);
      await app.deliver(next, given.get(name));
      given.delete(name);
      waiting.splice(waiting.indexOf(next), 1);
    }
  }

  function render(message: Message, language: Language = "nl"): string {
    return words.render(message, language);
  }

  function text(screen: Screen, language: Language = "nl"): string {
    return screen.lines.map((line) => render(line, language)).join("\n\n");
  }

  function resident(name: string, about: { language?: Language; chat?: string } = {}) {
    const chat =
      about.chat ??
      String(1000 + ([...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 100000));
    const appLanguage = about.language ?? "nl";
    const list = () => heard.get(chat) ?? [];
    const last = () => list().at(-1);

    type Act = ResidentInput extends infer One
      ? One extends ResidentInput
        ? Omit<One, "id" | "at" | "appLanguage">
        : never
      : never;
    /** Only the update itself, without what it causes for others; the same `update` twice is a repeated update. */
    async function gives(act: Act, update = ++updates): Promise<void> {
      const original = list().find((one) => one.message === ("repliesTo" in act ? act.repliesTo : undefined));
      // As Telegram does: whoever replies to a message brings its text along.
      const repliesAbout = original && numberIn(text(original.screen, original.language));
      const input: ResidentInput = {
        appLanguage,
        message: ++messages,
        repliesAbout,
        ...act,
        id: `tg:${update}`,
        at: now,
      };
      const pressed =
        act.type === "chose" ? { message: last()?.message ?? 0, callback: `cb${update}` } : undefined;
      await app.resident({ input, channel: "telegram", chat, pressed });
    }

    /** Does something, and everything that it causes happens. */
    async function does(act: Act, update?: number): Promise<void> {
      await gives(act, update);
      await settle();
    }

    function buttons(): { choice: Choice; label: string }[] {
      return list()
        .toReversed()
        .flatMap(({ screen, language }) =>
          (screen.choices ?? []).flat().map((choice) => ({ choice, label: render(choice.label, language) })),
        );
    }

    /** The newest button whose label has these words. */
    function button(label: string): Press {
      const found = buttons().find((one) => one.label.includes(label) && "press" in one.choice);
      if (!found || !("press" in found.choice))
        throw new Error(
          `${name} sees no button “${label}”; she sees ${buttons()
            .map((one) => `“${one.label}”`)
            .join(", ")}`,
        );
      return found.choice.press;
    }

    const self = {
      name,
      chat,
      gives,
      does,
      button,
      says: (
        text: string,
        extra: { repliesTo?: number; message?: number; edited?: boolean; sent?: Instant } = {},
      ) => does({ type: "said", text, ...extra }),
      commands: (command: string, rest = "") =>
        command === "start"
          ? does({ type: "started", campaign: rest || undefined })
          : does({ type: "commanded", command, rest }),
      presses: (label: string, quoted?: string | Quoted) =>
        does({
          type: "chose",
          press: button(label),
          quoted: typeof quoted === "string" ? { type: "said", text: quoted } : quoted,
        }),
      sends: (media: Media, caption?: string) => does({ type: "shared", media, caption }),
      photo: (source = "photo1", caption?: string, album?: string) =>
        does({ type: "shared", media: { kind: "photo", source, album }, caption }),
      voice: (source = "voice1") => does({ type: "shared", media: { kind: "voice", source, seconds: 12 } }),
      place: (place: Place) => does({ type: "placed", place }),
      blocks: async () => {
        blocked.add(chat);
        await does({ type: "left" });
      },
      silentlyBlocks: () => blocked.add(chat),
      returns: async () => {
        blocked.delete(chat);
        await does({ type: "returned" });
      },
      /** Everything said to her, newest last. */
      /** The files that came to her. */
      get files() {
        return sentFiles.filter((one) => one.chat === chat);
      },
      get heard() {
        return list();
      },
      get lastHeard(): Screen {
        const one = last();
        if (!one) throw new Error(`${name} heard nothing`);
        return one.screen;
      },
      /** The keys of the last thing said to her. */
      get lastKeys(): string[] {
        return (last()?.screen.lines ?? []).map((line) => line.key);
      },
      get lastText(): string {
        const one = last();
        return one ? text(one.screen, one.language) : "";
      },
      get labels(): string[] {
        return (last()?.screen.choices ?? []).flat().map((choice) => render(choice.label, last()?.language));
      },
      get lane() {
        return store.lane(ports.secrecy.laneKey("telegram", chat));
      },
      /** Comes in: language, age, no neighbourhood, no permissions. */
      async joins(
        options: { language?: "Nederlands" | "English"; neighbourhood?: string; news?: boolean } = {},
      ) {
        await self.commands("start");
        await self.presses(options.language ?? (appLanguage === "en" ? "English" : "Nederlands"));
        await self.presses("16");
        if (options.neighbourhood) await self.presses(options.neighbourhood);
        else await self.presses(appLanguage === "en" ? "Skip" : "Sla over");
        if (options.news) await self.presses(appLanguage === "en" ? "news about" : "nieuws over");
        await self.presses(appLanguage === "en" ? "Done" : "Klaar");
        return self;
      },
      /** Raises an issue from beginning to end. @returns its id */
      async raises(words: string, options: { at?: string; category?: string } = {}): Promise<string> {
        if (!(await self.lane)) await self.joins();
        await self.says(words);
        await self.says(options.at ?? (appLanguage === "en" ? "Skip" : "Sla over"));
        await self.presses(appLanguage === "en" ? "No photo" : "Geen foto");
        await self.presses(options.category ?? (appLanguage === "en" ? "Waste" : "Afval"));
        await self.presses(appLanguage === "en" ? "Send" : "Verstuur");
        const id = self.lastHeard.about;
        if (!id) throw new Error(`no receipt: ${self.lastText}`);
        return id;
      },
    };
    return self;
  }

  function official(member: string) {
    let form: Form | undefined;
    let home: Home | undefined;
    let found: Extract<Immediate, { do: "found" }>["options"] = [];

    /** Only the act itself, without what it causes for others. */
    async function gives(act: Record<string, unknown>, id = `sl:${++updates}`): Promise<void> {
      const { effects } = await app.official({
        channel: "C0DESK1",
        ...act,
        id,
        at: now,
        official: member,
      } as Parameters<typeof app.official>[0]);
      form = undefined;
      for (const effect of effects) {
        if (effect.do === "open") {
          // Slack would refuse a form that is over one of its limits.
          see(modalView(effect.form, words, "nl"));
          form = effect.form;
        }
        if (effect.do === "whisper") told.push({ member, message: effect.message });
        if (effect.do === "home") {
          home = effect.home;
          if (options.sees) see(homeView(home, words, "nl"));
        }
        if (effect.do === "found") {
          found = effect.options;
          see(suggestionResponse(found, words, "nl"));
        }
      }
    }

    async function does(act: Record<string, unknown>, id?: string): Promise<void> {
      await gives(act, id);
      await settle();
    }

    const self = {
      member,
      gives,
      does,
      press: (ref: string, act: string, id?: string) =>
        does(
          { type: "chose", press: { instrument: "issue", version: 1, step: "card", option: act, ref } },
          id,
        ),
      submit: (values: Record<string, string | readonly string[]> = {}, id?: string) => {
        if (!form) throw new Error(`${member} has no form open; last told: ${told.at(-1)?.message.key}`);
        return does({ type: "submitted", form: form.id, values }, id);
      },
      /** Presses, fills in, sees the preview and sends. */
      async acts(ref: string, act: string, values: Record<string, string | readonly string[]> = {}) {
        await self.press(ref, act);
        await self.submit(values);
        if (form) await self.submit(values);
        if (form) throw new Error(`the form stayed open: ${JSON.stringify(form.errors)}`);
      },
      answers: (ref: string, answer: { outcome?: string; text: string }) =>
        self.acts(ref, "answer", { outcome: answer.outcome ?? "done", reason: answer.text }),
      /** Writes news, looks at it and has it counted. @returns the broadcast's id */
      async writesNews(
        texts: Record<string, string>,
        neighbourhoods: readonly string[] = [],
      ): Promise<string> {
        const values = {
          ...Object.fromEntries(Object.entries(texts).map(([language, text]) => [`text_${language}`, text])),
          neighbourhoods,
        };
        await self.command("nieuws");
        await self.submit(values);
        await self.submit(values);
        const [id] = (await store.broadcasts("")).map((one) => one.id);
        if (!id) throw new Error(`no news was made; last told: ${told.at(-1)?.message.key}`);
        return id;
      },
      /** Presses Send, Discard or Stop on the card. */
      onNews: (id: string, option: "send" | "discard" | "stop" | "again") =>
        does({
          type: "chose",
          press: { instrument: "core", version: 1, step: "news", option, ref: id },
        }),
      command: (rest: string, extra: Record<string, unknown> = {}) =>
        does({ type: "commanded", command: "samenspel", rest, ...extra }),
      searches: (words: string) => {
        if (!form) throw new Error("no form to search in");
        const open = form;
        return does({ type: "searched", form: open.id, field: "into", words }).then(() => {
          form = open;
        });
      },
      opensHome: () => does({ type: "opened_home" }),
      get form() {
        return form;
      },
      get home() {
        return home;
      },
      get found() {
        return found;
      },
      /** Keys of what was told to this member in private, newest last. */
      get told() {
        return told.filter((one) => one.member === member).map((one) => one.message.key);
      },
    };
    return self;
  }

  return {
    resident,
    official,
    store,
    ports,
    settle,
    /** What the stream has to tell is handed to the queues, and nothing is delivered. */
    follows,
    /** The stream loses what it had to tell. */
    forgetsChanges: () => void changes.splice(0),
    render,
    text,
    logged,
    posted,
    told,
    bucket,
    files,
    removedFiles,
    waiting,
    deliveries,
    /** What was said in a chat, keys only. */
    heardBy: (chat: string) =>
      (heard.get(chat) ?? []).map(({ screen }) => screen.lines.map(({ key }) => key)),
    spreading,
    /** Seconds for which parts of broadcasts were given back. */
    givenBack,
    /** Milliseconds that sending would have taken. */
    get sendingTook() {
      return watch;
    },
    /** From now on one run of the function that sends broadcasts takes so many milliseconds at most. */
    runsFor(milliseconds: number) {
      run = milliseconds;
    },
    get app() {
      return app;
    },
    /** The process dies and starts again: what it only had in memory is gone. */
    restart() {
      app = createApp(ports);
    },
    get now() {
      return now;
    },
    /** It is this moment, and nothing has happened yet. */
    comesTo(moment: Instant) {
      now = moment;
    },
    /** Time passes: the clock rings at the end of each of `steps` equal parts. */
    async passes(milliseconds: number, steps = 1) {
      for (let step = 0; step < steps; step++) {
        now = after(now, milliseconds / steps);
        watch += milliseconds / steps;
        await settle();
        for (let round = 0; round < 5; round++) {
          if ((await app.tick()) === 0) break;
          await settle();
        }
      }
    },
    /** The card of an issue as the desk sees it now. */
    card: (ref: string) => posted.findLast((one) => one.card.ref === ref),
    async issue(ref: string) {
      const found = await store.contribution(ref);
      return isOf(found, "issue") ? found : undefined;
    },
  };
}
