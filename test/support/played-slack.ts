import type { Card } from "../../bot/core/model/card.ts";
import type { Language, Message } from "../../bot/core/model/message.ts";
import type { Outsider } from "../../bot/core/model/staff.ts";
import type { Workplace } from "../../bot/ports/workplace.ts";
import { cardMessage } from "../../bot/slack/blocks.ts";
import { split } from "../../bot/slack/mrkdwn.ts";
import type { Words } from "../../bot/text/words.ts";

/** A test town's Slack: it keeps the cards, their threads and files, and what was told to whom. */

/** Members of every test town's workspace who work elsewhere. */
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

export type PlayedSlack = ReturnType<typeof playSlack>;

/** @param see receives everything that is shown, as Slack gets it */
export function playSlack(words: Words, see?: (shown: unknown) => void) {
  // Slack would refuse a card over one of its limits: it is always rendered, whether anybody looks or not.
  const shows = (shown: unknown) => see?.(shown);
  const posted: Posted[] = [];
  const told: { member: string; message: Message }[] = [];
  const removedFiles: string[] = [];
  /** Files that a member was given in private. */
  const given: { member: string; name: string; text?: string }[] = [];
  const threads = new Map<string, Message>();
  let nextTs = 1;
  const inPieces = (message: Message, language: Language) =>
    see?.(split(words.render(message, language), 2800));

  const find = (at: { channel: string; ts: string }) => posted.find((one) => one.ts === at.ts);
  const workplace: Workplace = {
    async postCard(room, card, _files, language) {
      shows(cardMessage(card, {}, words, language));
      const ts = `${nextTs++}.0`;
      posted.push({ channel: room, ts, card, language, thread: [], files: [] });
      return { channel: room, ts };
    },
    async updateCard(at, card, _files, language) {
      shows(cardMessage(card, {}, words, language));
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
    async give(member, file) {
      given.push({
        member,
        name: file.name,
        ...(/^(text|application\/json)/.test(file.type) && { text: new TextDecoder().decode(file.bytes) }),
      });
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
  return { workplace, posted, told, removedFiles, given };
}
