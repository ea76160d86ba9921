import { type Api, InputFile } from "grammy";
import type { Language } from "../core/model/message.ts";
import type { Media, Screen } from "../core/model/screen.ts";
import type { Channel, Sending } from "../ports/channel.ts";
import { Undeliverable, Wait } from "../ports/errors.ts";
import type { Words } from "../text/words.ts";
import { download } from "./download.ts";
import { ask, inOurTerms, refused } from "./errors.ts";
import { type Page, renderScreen } from "./render.ts";

/** Telegram's errors for a message that cannot be edited into this text: too old, deleted, or without any text. */
const CANNOT_EDIT = /can't be edited|message to edit not found|message_id_invalid|no text in the message/i;

/** Options for every text: plain text, so that nothing in a resident's words is markup, and no link previews. */
const plainly = { link_preview_options: { is_disabled: true } } as const;

type Press = { readonly message: number; readonly callback: string };

/**
 * Implements the residents' channel on Telegram.
 * @param options.api from `createApi`
 * @param options.fetch how photos and recordings are downloaded
 */
export function telegramChannel(options: {
  api: Api;
  words: Words;
  fetch?: typeof globalThis.fetch;
}): Channel {
  const { api, words, fetch = globalThis.fetch } = options;

  async function reply(
    address: string,
    screens: readonly Screen[],
    language: Language,
    pressed?: Press,
    how: Pick<Sending, "from" | "arrived"> = {},
  ): Promise<readonly number[]> {
    // Stops the button's spinner. This is a courtesy that Telegram accepts only briefly ("query is too old"): the reply
    // must not fail, or be sent twice, because of it. So its outcome is ignored.
    const acknowledged =
      pressed && Promise.allSettled([api.raw.answerCallbackQuery({ callback_query_id: pressed.callback })]);
    const messages: number[] = [];
    try {
      let editable = pressed?.message;
      for (const [at, screen] of screens.entries()) {
        const here = screen.replaces ? editable : undefined;
        // One press edits one message; a second replacing screen would overwrite the first.
        if (here !== undefined) editable = undefined;
        messages.push(await show(address, screen, language, here, at === 0 ? how : {}));
        if (screen.usesUp && editable !== undefined) await takeButtons(address, editable);
      }
    } finally {
      await acknowledged;
    }
    return messages;
  }

  /** Removes the buttons under a message. A courtesy as well: a button that is still there explains itself. */
  async function takeButtons(address: string, message: number): Promise<void> {
    await Promise.allSettled([api.raw.editMessageReplyMarkup({ chat_id: address, message_id: message })]);
  }

  /** @returns the id of the message with the buttons, which is the last */
  async function show(
    address: string,
    screen: Screen,
    language: Language,
    inPlaceOf?: number,
    { silently = false, paid = false, from = 0, turn, arrived }: Sending = {},
  ): Promise<number> {
    const pages = renderScreen(screen, words, language);
    const [first] = pages;
    if (!first) throw new Error("A screen without words can't be sent.");
    // An existing message can only be edited into a single text with buttons.
    if (inPlaceOf !== undefined && pages.length === 1 && !first.keyboard && !screen.media?.length) {
      if (await edit(address, inPlaceOf, first)) return inPlaceOf;
    }
    let last = 0;
    const messages = [
      ...(screen.media ?? []).map((media) => () => sendMedia(api, address, media)),
      ...pages.map((page) => async () => {
        const sent = await api.raw.sendMessage({
          ...messageOf(address, page, quoteOn(page, pages, screen)),
          ...(silently && { disable_notification: true }),
          ...(paid && { allow_paid_broadcast: true }),
        });
        last = sent.message_id;
      }),
    ];
    for (const [at, send] of messages.entries()) {
      // The text may have become shorter since: at least the last part is always sent.
      if (at < Math.min(from, messages.length - 1)) continue;
      try {
        if (at > from) await turn?.();
        await ask(api.token, send);
        arrived?.(at + 1);
      } catch (error) {
        // Part of it has arrived: a retry continues from here, so that nothing is sent twice.
        if (error instanceof Wait && at > 0)
          throw new Wait(error.seconds, { cause: error, refused: error.refused, arrived: at });
        throw error;
      }
    }
    return last;
  }

  /** @returns false when Telegram can no longer edit that message */
  async function edit(address: string, message: number, page: Page): Promise<boolean> {
    try {
      await api.raw.editMessageText({
        chat_id: address,
        message_id: message,
        text: page.text,
        ...plainly,
        ...(page.buttons && { reply_markup: page.buttons }),
      });
      return true;
    } catch (error) {
      // A redelivered update makes the same edit again: it is already there.
      if (refused(error, /message is not modified/i)) return true;
      if (refused(error, CANNOT_EDIT)) return false;
      throw inOurTerms(error, api.token);
    }
  }

  return {
    reply,
    send: (address, screen, language, how) => show(address, screen, language, undefined, how),
    fits: async (screen, language) =>
      !screen.media?.length && renderScreen(screen, words, language).length === 1,
    async sendFile(address, file, language) {
      const document = new InputFile(file.bytes, file.name);
      const caption = words.render(file.alt, language);
      await ask(api.token, () => api.raw.sendDocument({ chat_id: address, document, caption }));
    },
    fetch: (media) => download(api, fetch, media),
  };
}

/**
 * The message to quote on a page, if any. Only the page with the buttons quotes: Telegram returns the quote with the
 * press, so the words need not be stored anywhere else.
 */
function quoteOn(page: Page, pages: readonly Page[], screen: Screen): number | undefined {
  const quoting = pages.find((one) => one.buttons) ?? pages[0];
  return page === quoting ? screen.quotes : undefined;
}

function messageOf(address: string, page: Page, quotes: number | undefined) {
  const under = page.buttons ?? page.keyboard;
  return {
    chat_id: address,
    text: page.text,
    ...plainly,
    ...(under && { reply_markup: under }),
    // She may have deleted her own message; the reply is still sent.
    ...(quotes !== undefined && {
      reply_parameters: { message_id: quotes, allow_sending_without_reply: true },
    }),
  };
}

/**
 * Sends a photo or recording by Telegram's file id. One received as a file can only be sent as a file. One that
 * Telegram no longer has is left out: the words of the screen matter more.
 */
async function sendMedia(api: Api, address: string, media: Media): Promise<void> {
  const { source } = media;
  if (source === undefined) return;
  const ways =
    media.kind === "photo"
      ? [
          () => api.raw.sendPhoto({ chat_id: address, photo: source }),
          () => api.raw.sendDocument({ chat_id: address, document: source }),
        ]
      : [
          () => api.raw.sendVoice({ chat_id: address, voice: source }),
          () => api.raw.sendAudio({ chat_id: address, audio: source }),
        ];
  for (const way of ways) {
    try {
      await way();
      return;
    } catch (error) {
      const trouble = inOurTerms(error, api.token);
      if (trouble instanceof Undeliverable || trouble instanceof Wait || !refused(error, /file/i))
        throw error;
    }
  }
}
