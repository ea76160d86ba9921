import { EMOJI_NAMES } from "./emoji-names.ts";

/**
 * Slack hands over an emoji that somebody chose in a form or a command as its name between colons. Residents read
 * elsewhere, where that would be a row of letters.
 */

/** Slack counts skins from 2, Unicode from 1. */
const FIRST_SKIN = 0x1f3fb - 2;
/** Of two people each may have one: the first is enough. */
const SKIN = /^skin-tone-([2-6])(?:-[2-6])?$/;

/**
 * The same text with each emoji that Slack has a name for as itself: `:tada:`, or with a skin `:wave::skin-tone-3:`. What
 * Slack does not know stays.
 */
export function withEmoji(text: string): string {
  const parts = text.split(":");
  let done = parts[0] ?? "";
  for (let at = 1; at < parts.length; at++) {
    const [name = "", after, skinName = "", afterSkin] = parts.slice(at, at + 4);
    const emoji = after !== undefined && isApart(name, done, after) ? emojiOf(name) : undefined;
    const skin = after === "" && afterSkin !== undefined ? SKIN.exec(skinName)?.[1] : undefined;
    // Where it is none, its second colon can be the first of another: “12:30:tada:”.
    if (emoji === undefined) done += `:${name}`;
    else if (skin === undefined) done += emoji + after;
    else done += withSkin(emoji, Number(skin)) + afterSkin;
    if (emoji !== undefined) at += skin === undefined ? 1 : 3;
  }
  return done;
}

/** “9:100:” and “1:x:2” are no emoji, although there are such names: a short one stands by itself. */
function isApart(name: string, before: string, after: string): boolean {
  return !/^(\d+|.)$/u.test(name) || (!/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after));
}

/** Everybody in the emoji gets the skin; a handshake between two people stays as it is. */
function withSkin(emoji: string, tone: number): string {
  const skin = String.fromCodePoint(FIRST_SKIN + tone);
  return emoji.replace(/(\p{Emoji_Modifier_Base})(?<!.🤝)\uFE0F?/gu, `$1${skin}`);
}

let known: ReadonlyMap<string, string> | undefined;

/** Read with the first text that holds a code: most hold none. */
function emojiOf(name: string): string | undefined {
  known ??= new Map(
    EMOJI_NAMES.trim()
      .split("\n")
      .flatMap((line) => {
        const [emoji = "", ...names] = line.split(" ");
        return names.map((one) => [one, emoji] as const);
      }),
  );
  return known.get(name);
}
