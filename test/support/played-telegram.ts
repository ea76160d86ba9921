import type { Printed } from "../../bot/core/model/document.ts";
import type { Language } from "../../bot/core/model/message.ts";
import type { Screen } from "../../bot/core/model/screen.ts";
import type { Channel } from "../../bot/ports/channel.ts";
import { Undeliverable } from "../../bot/ports/errors.ts";
import { encodePress } from "../../bot/telegram/callback-data.ts";
import { renderScreen } from "../../bot/telegram/render.ts";
import type { Words } from "../../bot/text/words.ts";
import { oggFile } from "./files.ts";

/** A test town's Telegram: it keeps what was said to whom, and refuses what Telegram would refuse. */

/** The smallest JPEG that can be cleaned: one grey dot. */
export const DOT = Buffer.from(
  "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/APn+v//Z",
  "base64",
);

export interface Heard {
  readonly screen: Screen;
  readonly language: Language;
  readonly message: number;
  /** It was sent unprompted, not as a reply to something this person did. */
  readonly notice: boolean;
}

export type PlayedTelegram = ReturnType<typeof playTelegram>;

/** @param see receives everything that is shown, as Telegram gets it; nothing is rendered without it */
export function playTelegram(words: Words, see?: (shown: unknown) => void) {
  const heard = new Map<string, Heard[]>();
  const blocked = new Set<string>();
  /** Telegram's files by source; a small photo or recording for any other. */
  const files = new Map<string, Uint8Array>();
  let messages = 0;

  function hear(chat: string, screen: Screen, language: Language, notice: boolean): number {
    if (blocked.has(chat)) throw new Undeliverable("blocked");
    // Telegram would refuse a button with too much data.
    for (const choice of (screen.choices ?? []).flat()) if ("press" in choice) encodePress(choice.press);
    // The functions that serve residents do not contain these texts.
    if (JSON.stringify(screen).includes('"key":"officials:'))
      throw new Error(`a resident would read a text for officials: ${JSON.stringify(screen.lines)}`);
    see?.(renderScreen(screen, words, language));
    messages++;
    heard.set(chat, [...(heard.get(chat) ?? []), { screen, language, message: messages, notice }]);
    return messages;
  }

  const sentFiles: (Printed & { chat: string })[] = [];
  const channel: Channel = {
    reply: async (chat, screens, language) => screens.map((screen) => hear(chat, screen, language, false)),
    send: async (chat, screen, language) => hear(chat, screen, language, true),
    fits: async (screen, language) => renderScreen(screen, words, language).length === 1,
    sendFile: async (chat, file) => void sentFiles.push({ ...file, chat }),
    fetch: async (media) => {
      if (media.source === "gone") throw new Undeliverable("gone");
      return files.get(media.source ?? "") ?? (media.kind === "photo" ? DOT : oggFile());
    },
  };
  return {
    channel,
    blocked,
    files,
    sentFiles,
    /** What was said in a chat, oldest first. */
    heardIn: (chat: string) => heard.get(chat) ?? [],
    /** The number of the next message, whoever writes it. */
    nextMessage: () => ++messages,
  };
}
