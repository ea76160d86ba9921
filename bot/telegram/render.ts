import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from "grammy/types";
import { type Language, type Message, say } from "../core/model/message.ts";
import type { Choice, Screen } from "../core/model/screen.ts";
import { split } from "../text/split.ts";
import type { Words } from "../text/words.ts";
import { encodePress } from "./callback-data.ts";

/** Telegram's limit on the text of one message, in UTF-16 units. */
const MAX_MESSAGE = 4096;

/** One chat message, ready to send. Telegram supports buttons under it or a keyboard below the chat, not both. */
export interface Page {
  /** Plain text: nothing in it is read as markup. At most `MAX_MESSAGE` long. */
  readonly text: string;
  readonly buttons?: InlineKeyboardMarkup;
  readonly keyboard?: ReplyKeyboardMarkup | ReplyKeyboardRemove;
}

/**
 * Renders a screen as chat messages: usually one; more when it is too long or has both buttons and a keyboard. The
 * buttons are on the last one.
 */
export function renderScreen(screen: Screen, words: Words, language: Language): readonly Page[] {
  const show = (message: Message) => words.render(message, language);
  const lines = screen.lines.map(show).filter((line) => line.trim() !== "");
  const buttons = buttonsOf(screen, words, language);
  const keyboard = keyboardOf(screen, words, language);
  if (!buttons || !keyboard)
    return lay(lines, { ...(buttons && { buttons }), ...(keyboard && { keyboard }) });

  const [first, ...rest] = lines;
  if (first === undefined) return [];
  // A message cannot be empty, so a single line stays with its buttons and the keyboard gets a text of its own.
  const own = say(screen.asksPlace ? "common:keyboard.open" : "common:keyboard.closed");
  const [above, below] = rest.length > 0 ? [first, rest] : [show(own), [first]];
  return [...lay([above], { keyboard }), ...lay(below, { buttons })];
}

function lay(lines: readonly string[], under: Omit<Page, "text">): readonly Page[] {
  const parts = split(lines.join("\n\n"), MAX_MESSAGE);
  return parts.map((text, at) => (at === parts.length - 1 ? { text, ...under } : { text }));
}

function buttonsOf(screen: Screen, words: Words, language: Language): InlineKeyboardMarkup | undefined {
  const rows = (screen.choices ?? []).filter((row) => row.length > 0);
  if (rows.length === 0) return undefined;
  const button = (choice: Choice) => {
    const text = words.render(choice.label, language);
    return "press" in choice
      ? { text, callback_data: encodePress(choice.press) }
      : { text, url: choice.link };
  };
  return { inline_keyboard: rows.map((row) => row.map(button)) };
}

function keyboardOf(
  screen: Screen,
  words: Words,
  language: Language,
): ReplyKeyboardMarkup | ReplyKeyboardRemove | undefined {
  if (screen.asksPlace) {
    const { share, skip } = screen.asksPlace;
    return {
      keyboard: [
        [{ text: words.render(share, language), request_location: true }],
        [{ text: words.render(skip, language) }],
      ],
      resize_keyboard: true,
      one_time_keyboard: true,
    };
  }
  return screen.closesKeyboard ? { remove_keyboard: true } : undefined;
}
