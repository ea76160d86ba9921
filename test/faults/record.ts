import type { DynamoDBRecord } from "aws-lambda";
import type { Notice } from "../../bot/core/notice.ts";
import { type Lane, repliesOf } from "../../bot/core/resident.ts";
import type { Screen } from "../../bot/core/screen.ts";
import type { Secrecy } from "../../bot/ports.ts";
import { readChange } from "../../bot/store/stream.ts";
import { draw, type Page } from "../../bot/telegram/drawing.ts";
import type { Words } from "../../bot/text.ts";
import type { Answer, Call, Event } from "./road.ts";

/** One message that the town asked Telegram to show, however that ended. */
export interface Said {
  readonly at: number;
  readonly chat: string;
  /** Text and buttons: what makes two messages the same to who reads them. */
  readonly what: string;
  /** New, changed in place, or refused because the resident had blocked the bot. */
  readonly how: "sent" | "changed" | "refused";
  /** The message that was changed. */
  readonly message?: string;
  /** We kept Telegram's answer from the town, so the town cannot know that it was said. */
  readonly answerLost: boolean;
}

/** One thing that the table promised to say. */
export interface Promised {
  readonly chat: string;
  readonly what: string;
  readonly from: "reply" | "notice";
  /** It asks something; when that was answered meanwhile, it need not be asked any more. */
  readonly mayLapse: boolean;
}

export type Record_ = ReturnType<typeof keepRecord>;

/**
 * Writes down what the town promised (every change of the table, from its stream) and what it said
 * (everything that passed on the road to Telegram). Promises are drawn with the town's own texts.
 */
export function keepRecord(words: Words, secrecy: Secrecy) {
  const said: Said[] = [];
  const promised: Promised[] = [];
  const notices = new Map<string, Notice>();
  const over = new Set<string>();
  const handled = new Map<string, Set<string>>();
  const chats = new Map<string, { chat: string; language: string }>();
  const start = performance.now();
  const deaths: number[] = [];

  function promise(chat: string, screens: readonly Screen[], language: string, about: "reply" | Notice) {
    for (const page of screens.flatMap((screen) => draw(screen, words, language))) {
      const what = contentOf(page.html, page.buttons ?? page.keyboard);
      const mayLapse =
        about !== "reply" && about.what.kind === "resident" && about.what.question !== undefined;
      promised.push({ chat, what, from: about === "reply" ? "reply" : "notice", mayLapse });
    }
  }

  function sawLane(lane: Lane): void {
    const chat = secrecy.open(lane.address);
    chats.set(lane.resident, { chat, language: lane.language });
    const known = handled.get(lane.resident) ?? new Set();
    handled.set(lane.resident, known);
    for (const one of lane.handled) {
      if (known.has(one.id)) continue;
      known.add(one.id);
      promise(chat, repliesOf(one), lane.language, "reply");
    }
  }

  function sawNotice(key: string, notice: Notice): void {
    const isNew = !notices.has(key);
    notices.set(key, notice);
    const { what } = notice;
    // What is left of a reply was promised with the reply.
    if (!isNew || what.kind !== "resident" || what.isReply) return;
    const to = chats.get(what.resident);
    if (!to) throw new Error("a notice for a resident without a lane");
    promise(to.chat, [what.screen], to.language, notice);
  }

  return {
    said,
    promised,
    notices,
    over,
    deaths,
    now: () => performance.now() - start,
    /** For `watchStream`. */
    changed: async ({ Records }: { Records: DynamoDBRecord[] }): Promise<void> => {
      for (const record of Records) {
        const { pk, sk } = record.dynamodb?.Keys ?? {};
        const key = `${pk?.S} ${sk?.S}`;
        if (record.eventName === "REMOVE") over.add(key);
        const row = readChange(record, secrecy)?.row;
        if (row?.row === "lane") sawLane(row);
        if (row?.row === "notice") sawNotice(key, row);
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
      said.push({
        at: performance.now() - start,
        chat: String(asked.chat_id),
        what: contentOf(asked.text, asked.reply_markup),
        how,
        ...(asked.message_id !== undefined && { message: String(asked.message_id) }),
        answerLost: event.is === "refused after" || event.is === "cut",
      });
    },
  };
}

function contentOf(text: string, markup: unknown): string {
  return `${text}\n${markup === undefined ? "" : JSON.stringify(markup)}`;
}
