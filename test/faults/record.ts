import type { DynamoDBRecord } from "aws-lambda";
import type { Lane } from "../../bot/core/model/lane.ts";
import type { Notice } from "../../bot/core/model/notice.ts";
import type { Secrecy } from "../../bot/ports/secrecy.ts";
import { readChange } from "../../bot/store/stream-records.ts";
import { type Page, renderScreen } from "../../bot/telegram/render.ts";
import type { Words } from "../../bot/text/words.ts";
import { isPlanted } from "./poison.ts";
import type { Answer, Call, Event } from "./road.ts";
import { watchQuota } from "./survey.ts";

/** One message that the town asked Telegram to show, however that ended. */
export interface Said {
  readonly at: number;
  readonly chat: string;
  /** Text and buttons: what makes two messages the same to their reader. */
  readonly what: string;
  /** New, edited in place, or refused because the resident had blocked the bot. */
  readonly how: "sent" | "changed" | "refused";
  /** The message that was edited. */
  readonly message?: string;
  /** We kept Telegram's answer from the town, so the town cannot know that it was said. */
  readonly answerLost: boolean;
}

/** A resident's update in transit: from when it first came in until the town said that it was taken. */
export interface Taken {
  readonly update: string;
  readonly chat: string;
  readonly from: number;
  to?: number;
}

/** Something that happened to one resident, for the log of a run. */
export interface Moment {
  readonly at: number;
  readonly chat: string;
  readonly what: string;
}

/** One thing that the table promised to say. An immediate reply is not stored, and judged by `unheard`. */
export interface Promised {
  readonly chat: string;
  readonly what: string;
  /** When the stream reported it. */
  readonly at: number;
  /** It asks something; if that was answered meanwhile, it need no longer be asked. */
  readonly mayLapse: boolean;
  /** A reply that Telegram was too busy for: a repeated update gets a reply once more. */
  readonly isReply: boolean;
  /** The same in other languages: she may choose another one before it reaches her. */
  readonly inOthers: readonly string[];
}

type ToResident = Extract<Notice["what"], { kind: "resident" }>;

export type Record_ = ReturnType<typeof keepRecord>;

/**
 * Records what the town promised (every change of the table, from its stream) and what it said
 * (everything that passed on the road to Telegram). Promises are rendered with the town's own texts.
 */
export function keepRecord(words: Words, secrecy: Secrecy) {
  const said: Said[] = [];
  const promised: Promised[] = [];
  const notices = new Map<string, Notice>();
  const over = new Set<string>();
  /** Updates that get no reply, according to the lane. */
  const silent = new Set<string>();
  const updates = new Map<string, Taken>();
  /** Replies that Telegram was too busy for: chat, and when they went into the queue. */
  const queued: Pick<Said, "chat" | "at">[] = [];
  const chats = new Map<string, { chat: string; language: string }>();
  const quota = watchQuota();
  const start = performance.now();
  const now = () => performance.now() - start;
  const deaths: number[] = [];
  /** Updates that came again: whose, and when. */
  const repeats: Pick<Said, "chat" | "at">[] = [];
  const moments: Moment[] = [];
  const notes = (chat: string, what: string) => void moments.push({ at: now(), chat, what });
  /** Chats by the keys of their lanes. */
  const lanes = new Map<string, string>();

  function promise(chat: string, language: string, what: ToResident) {
    const { screen, from = 0, question, isReply = false } = what;
    const drawn = (into: string) =>
      renderScreen(screen, words, into).map((page) => contentOf(page.text, page.buttons ?? page.keyboard));
    const others = words.languages.filter((one) => one !== language).map(drawn);
    // Messages of it that arrived before it went into the queue are no longer promised.
    const arrived = Math.max(0, from - (screen.media?.length ?? 0));
    for (const [at, text] of drawn(language).entries()) {
      if (at < arrived) continue;
      notes(chat, `promised: ${text}`);
      promised.push({
        chat,
        what: text,
        at: now(),
        mayLapse: question !== undefined,
        isReply,
        inOthers: others.flatMap((pages) => pages[at] ?? []),
      });
    }
  }

  function sawLane(lane: Lane): void {
    const chat = secrecy.open(lane.address);
    chats.set(lane.resident, { chat, language: lane.language });
    for (const one of lane.handled) if (one.silent) silent.add(one.id);
    lanes.set(lane.key, chat);
    notes(chat, laneInShort(lane));
  }

  function sawNotice(key: string, notice: Notice): void {
    const isNew = !notices.has(key);
    notices.set(key, notice);
    const { what } = notice;
    if (!isNew || what.kind !== "resident") return;
    const to = chats.get(what.resident);
    if (!to) throw new Error("a notice for a resident without a lane");
    if (what.isReply) queued.push({ chat: to.chat, at: now() });
    promise(to.chat, to.language, what);
  }

  return {
    said,
    promised,
    notices,
    over,
    deaths,
    silent,
    updates,
    queued,
    repeats,
    moments,
    /** For what a resident does or sees that passes on no road. */
    notes,
    /** An update goes to the town, for the first time or again. */
    comes(body: string): void {
      const { update, chat, what } = readUpdate(body);
      const at = now();
      if (!update || !chat) return;
      notes(chat, `update ${update} comes${updates.has(update) ? " again" : `: ${what}`}`);
      if (updates.has(update)) repeats.push({ chat, at });
      else updates.set(update, { update, chat, from: at });
    },
    /** The town said that it has taken it; immediate replies were said before that. */
    taken(body: string): void {
      const one = updates.get(readUpdate(body).update ?? "");
      if (!one) return;
      notes(one.chat, `update ${one.update} is taken`);
      one.to ??= now();
    },
    now,
    fills: quota.fills,
    chatOf: (resident: string) => chats.get(resident)?.chat,
    /** Everybody whom a chat has been, as rows name them: somebody new after each erasure. */
    residentsOf: (chat: string) =>
      [...chats].flatMap(([resident, one]) => (one.chat === chat ? [resident] : [])),
    /** The language somebody reads, as far as she is known. */
    languageOf: (chat: string) => [...chats.values()].findLast((one) => one.chat === chat)?.language,
    /** For `watchStream`. */
    changed: async ({ Records }: { Records: DynamoDBRecord[] }): Promise<void> => {
      for (const record of Records) {
        const { pk, sk } = record.dynamodb?.Keys ?? {};
        const key = `${pk?.S} ${sk?.S}`;
        if (isPlanted({ pk: { S: pk?.S ?? "" } })) continue;
        if (record.eventName === "REMOVE") over.add(key);
        const gone = record.eventName === "REMOVE" && lanes.get(pk?.S?.replace(/^LANE#/, "") ?? "");
        if (gone) notes(gone, "her lane is gone");
        const row = readChange(record, secrecy)?.row;
        if (row?.row === "lane") sawLane(row);
        if (row?.row === "notice") sawNotice(key, row);
        if (row?.row === "response") quota.saw(row, now());
      }
    },
    /** For the road to Telegram. */
    passed(call: Call, answer: Answer, event: Event): void {
      const method = /\/(sendMessage|editMessageText)$/.exec(call.path)?.[1];
      if (!method) return;
      const asked: { chat_id: unknown; text: string; reply_markup?: Page["buttons"]; message_id?: number } =
        JSON.parse(call.body.toString("utf8"));
      const unchanged = answer.status === 400 && String(answer.body).includes("not modified");
      const how = answer.status === 403 ? "refused" : method === "sendMessage" ? "sent" : "changed";
      if (answer.status !== 200 && answer.status !== 403 && !unchanged) return;
      const chat = String(asked.chat_id);
      const what = contentOf(asked.text, asked.reply_markup);
      const answerLost = event.is === "refused after" || event.is === "cut";
      notes(chat, `${how}${answerLost ? ", and the town is not told so" : ""}: ${what}`);
      said.push({
        at: now(),
        chat,
        what,
        how,
        ...(asked.message_id !== undefined && { message: String(asked.message_id) }),
        answerLost,
      });
    },
  };
}

/** Number, chat and words of a message, a change of one, or a press; nothing else gets a reply. */
function readUpdate(body: string): { update?: string; chat?: string; what: string } {
  const { update_id, message, edited_message, callback_query } = JSON.parse(body);
  const chat = (message ?? edited_message ?? callback_query?.message)?.chat?.id;
  const what = callback_query
    ? `presses ${callback_query.data} below ${callback_query.message?.message_id}`
    : `${edited_message ? "changes" : "says"} “${(message ?? edited_message)?.text}”`;
  return { update: String(update_id), ...(chat !== undefined && { chat: String(chat) }), what };
}

/** What she is in the middle of, without the words. */
function laneInShort({ version, stage, dialogue, held, handled }: Lane): string {
  const at = dialogue && `${dialogue.instrument} at ${dialogue.step}${dialogue.parked ? ", set aside" : ""}`;
  return [
    `lane ${version}: ${stage}`,
    ...(at ? [at] : []),
    ...(held ? ["words wait for a place"] : []),
    ...(handled.at(-1) ? [`after ${handled.at(-1)?.id}`] : []),
  ].join("; ");
}

function contentOf(text: string, markup: unknown): string {
  return `${text}\n${markup === undefined ? "" : JSON.stringify(markup)}`;
}
