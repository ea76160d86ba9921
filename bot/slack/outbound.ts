import { type Logger, LogLevel, SlackError, WebClient } from "@slack/web-api";
import type { Language, Message } from "../core/model/message.ts";
import type { Outsider } from "../core/model/staff.ts";
import { Undeliverable, Wait } from "../ports/errors.ts";
import type { Workplace } from "../ports/workplace.ts";
import type { Words } from "../text/words.ts";
import { type CardMessage, cardMessage, homeView, plainText, withoutPhotos } from "./blocks.ts";
import { channelRateLimit } from "./channel-rate-limit.ts";
import { asked, goneAfter, refusal } from "./errors.ts";
import { withinLimits } from "./limits.ts";
import { modalView } from "./modal.ts";
import { cut, mrkdwn, rendered, split } from "./mrkdwn.ts";

/**
 * What is given up may have been posted all the same, and then the queue posts it once more: so a call may
 * take long, within the 10 seconds of the function. Who waits at a button hears from Slack after 3. In milliseconds.
 */
const TIMEOUT = 8000;
/** A photo may take longer; nobody waits at a button for it. In milliseconds. */
const UPLOAD_TIMEOUT = 20_000;
/** Somebody who changes the language of Slack, or becomes a guest, is known as such within the hour. In milliseconds. */
const MEMBER_KEPT = 60 * 60 * 1000;
/** Room under Slack's 3,000 characters per section, which is also under the advised 4,000 per message. */
const PIECE = 2800;
/** Slack's limit for the description of a file. */
const ALT_TEXT = 1000;

/**
 * A client that never waits in the dark. The SDK's own defaults retry for half an hour and sleep through
 * rate limits, inside a function that is paid by the millisecond; here the queue retries. A request is not
 * repeated after a time-out either, as Slack may have posted the message already.
 */
export function createClient(options: {
  readonly token: string;
  readonly apiUrl?: string | undefined;
}): WebClient {
  return new WebClient(options.token, {
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
    retryConfig: { retries: 0 },
    timeout: TIMEOUT,
    rejectRateLimitedCalls: true,
    logger: silent,
  });
}

/** The SDK logs parts of messages. What matters is thrown, and logged by the loop without content. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

export interface SlackOptions {
  readonly client: WebClient;
  readonly words: Words;
  /** For members whose language is unknown. */
  readonly defaultLanguage: Language;
  /** Sends a file's bytes to the address that Slack gives. */
  readonly fetch?: typeof fetch;
  /** Milliseconds on any clock that goes forward. */
  readonly now?: () => number;
  /** Waits for a turn in a channel. */
  readonly turn?: (channel: string) => Promise<void>;
}

/** Slack as the place where officials work. */
export function slackWorkplace({
  client,
  words,
  defaultLanguage,
  fetch: send = fetch,
  now = () => performance.now(),
  turn = channelRateLimit(),
}: SlackOptions): Workplace {
  const members = new Map<string, Known & { until: number }>();
  let team: Promise<Team> | undefined;

  /** Posts one message. Nothing in it calls anybody or unfolds a link, except what `mrkdwn` made so. */
  async function post(channel: string, piece: string, mentions: boolean, thread?: string): Promise<string> {
    await turn(channel);
    const posted = await asked(
      client.chat.postMessage({
        channel,
        ...messageOf(piece, mentions),
        ...(thread ? { thread_ts: thread } : {}),
        ...quiet,
      }),
    );
    return needed(posted.ts, "ts");
  }

  async function tell(member: string, message: Message, language: Language): Promise<void> {
    const text = rendered(words, message, language);
    await inPrivate(member, split(text.marked, PIECE), text.mentions);
  }

  async function inPrivate(member: string, pieces: readonly string[], mentions: boolean): Promise<void> {
    const opened = await asked(client.conversations.open({ users: member }));
    const channel = needed(opened.channel?.id, "channel");
    for (const piece of pieces) await post(channel, piece, mentions);
  }

  /** Which workspace this is: asked once, beside the first look at a member, so that nobody waits for it. */
  async function ownTeam(): Promise<Team> {
    team ??= client.auth.test().catch((error) => {
      team = undefined;
      if (error instanceof SlackError) return {};
      throw error;
    });
    return team;
  }

  async function known(member: string): Promise<Known> {
    const kept = members.get(member);
    if (kept && kept.until > now()) return kept;
    try {
      const [{ user }, own] = await Promise.all([
        client.users.info({ user: member, include_locale: true }),
        ownTeam(),
      ]);
      const language = spoken(user?.locale, words.languages, defaultLanguage);
      const outsider = outsiderIn(user ?? {}, own);
      const found = { language, ...(outsider && { outsider }), until: now() + MEMBER_KEPT };
      members.set(member, found);
      return found;
    } catch (error) {
      // An answer in the town's own language is better than none.
      if (error instanceof SlackError) return kept ?? { language: defaultLanguage, outsider: "unknown" };
      throw error;
    }
  }

  return {
    async postCard(channel, card, files, language) {
      await turn(channel);
      const message = cardMessage(card, files, words, language);
      const posted = await withPhotosIfPossible(message, (one) =>
        client.chat.postMessage({ channel, ...one, ...quiet }),
      );
      return { channel: needed(posted.channel, "channel"), ts: needed(posted.ts, "ts") };
    },

    async updateCard(at, card, files, language) {
      const message = cardMessage(card, files, words, language);
      await withPhotosIfPossible(message, (one) =>
        client.chat.update({ channel: at.channel, ts: at.ts, ...one, parse: "none" }),
      );
    },

    async thread(at, message, language) {
      const text = rendered(words, message, language);
      const posted: string[] = [];
      for (const piece of split(text.marked, PIECE))
        posted.push(await post(at.channel, piece, text.mentions, at.ts));
      return posted;
    },

    async upload(at, file, language) {
      const alt = cut(rendered(words, file.alt, language).plain, ALT_TEXT);
      // `alt_txt` is what Slack calls it; the SDK's `alt_text` is not read.
      const place = await asked(
        client.apiCall("files.getUploadURLExternal", {
          filename: file.name,
          length: file.bytes.byteLength,
          alt_txt: alt,
        }),
      );
      const id = textIn(place, "file_id");
      const answer = await send(textIn(place, "upload_url"), {
        method: "POST",
        headers: { "content-type": "application/octet-stream" },
        body: new Uint8Array(file.bytes),
        signal: AbortSignal.timeout(UPLOAD_TIMEOUT),
      });
      if (answer.status === 429) throw new Wait(Number(answer.headers.get("retry-after")) || 30);
      if (!answer.ok) throw new Error(`Slack did not take the bytes of a file: HTTP ${answer.status}`);
      await asked(
        client.files.completeUploadExternal({
          files: [{ id, title: alt }],
          channel_id: at.channel,
          thread_ts: at.ts,
        }),
      );
      return id;
    },

    async removeMessage(channel, ts) {
      await goneAfter(client.chat.delete({ channel, ts }), ["message_not_found", "channel_not_found"]);
    },

    async removeFile(file) {
      await goneAfter(client.files.delete({ file }), ["file_not_found", "file_deleted"]);
    },

    tell,

    async whisper(channel, member, message, language) {
      const text = rendered(words, message, language);
      const pieces = split(text.marked, PIECE);
      for (const [at, piece] of pieces.entries()) {
        try {
          await asked(
            client.chat.postEphemeral({
              channel,
              user: member,
              ...messageOf(piece, text.mentions),
              parse: "none",
            }),
          );
        } catch (error) {
          // A command can be given in channels that the app is no member of, and a channel can be too busy for it, while
          // what she did is done: then it is said in private.
          if (!(error instanceof Undeliverable || error instanceof Wait)) throw error;
          return await inPrivate(member, pieces.slice(at), text.mentions);
        }
      }
    },

    async openForm(trigger, form, language) {
      await asked(client.views.open({ trigger_id: trigger, view: modalView(form, words, language) }));
    },

    async showHome(member, home, language) {
      await asked(client.views.publish({ user_id: member, view: homeView(home, words, language) }));
    },

    member: known,

    async language(member) {
      return (await known(member)).language;
    },
  };
}

const quiet = { unfurl_links: false, unfurl_media: false, parse: "none", link_names: false } as const;

function messageOf(piece: string, mentions: boolean) {
  const text = mrkdwn(piece);
  const shown = mentions ? ({ type: "mrkdwn", text, verbatim: true } as const) : plainText(piece);
  return withinLimits("message", { text, blocks: [{ type: "section" as const, text: shown }] });
}

/** Slack refuses a card whose photo is not ready yet; the photos are in its thread in any case. */
async function withPhotosIfPossible<T>(
  message: CardMessage,
  call: (message: CardMessage) => Promise<T>,
): Promise<T> {
  const bare = withoutPhotos(message);
  try {
    return await asked(call(message));
  } catch (error) {
    if (refusal(error) !== "invalid_blocks" || bare.blocks.length === message.blocks.length) throw error;
    return await asked(call(bare));
  }
}

interface Known {
  readonly language: Language;
  readonly outsider?: Outsider | "unknown";
}

interface Team {
  readonly team_id?: string;
  readonly enterprise_id?: string;
}

/** The parts of Slack's member that say whether she works here. */
interface SlackMember {
  readonly is_bot?: boolean;
  readonly deleted?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly team_id?: string;
  readonly enterprise_user?: { readonly enterprise_id?: string };
}

/** A guest of one channel or of several, somebody of another workspace (Slack Connect), a bot, or who is gone. */
export function outsiderIn(member: SlackMember, own: Team): Outsider | undefined {
  if (member.is_bot) return "bot";
  if (member.deleted) return "gone";
  const sameEnterprise =
    own.enterprise_id !== undefined && member.enterprise_user?.enterprise_id === own.enterprise_id;
  const otherTeam = own.team_id && member.team_id && member.team_id !== own.team_id && !sameEnterprise;
  if (member.is_stranger || otherTeam) return "elsewhere";
  return member.is_restricted || member.is_ultra_restricted ? "guest" : undefined;
}

/** Slack's "nl-NL" as a language that there are texts in; English for those who read none of them. */
export function spoken(
  locale: string | undefined,
  languages: readonly Language[],
  fallback: Language,
): Language {
  if (!locale) return fallback;
  const wanted = [locale, locale.split("-")[0] ?? locale, "en"];
  return wanted.find((one) => languages.includes(one)) ?? fallback;
}

function needed(text: string | undefined, name: string): string {
  if (text === undefined) throw new Error(`Slack's answer has no ${name}`);
  return text;
}

function textIn(answer: object, name: string): string {
  const found: unknown = Reflect.get(answer, name);
  return needed(typeof found === "string" ? found : undefined, name);
}
