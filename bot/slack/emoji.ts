import { EMOJI_NAMES } from "./emoji-names.ts";

/**
 * Converts Slack's emoji codes to emoji. In forms and commands Slack passes on an emoji as its name between colons,
 * which residents, who read elsewhere, would see as letters.
 */

/** Slack numbers skin tones from 2, Unicode from 1. */
const FIRST_SKIN = 0x1f3fb - 2;
/** Two people may each have a skin tone: the first is enough. */
const SKIN = /^skin-tone-([2-6])(?:-[2-6])?$/;

/**
 * Replaces Slack's emoji codes by the emoji: `:tada:`, or with a skin tone `:wave::skin-tone-3:`. Names Slack does not
 * know are left alone.
 */
export function withEmoji(text: string): string {
  const parts = text.split(":");
  let done = parts[0] ?? "";
  for (let at = 1; at < parts.length; at++) {
    const [name = "", after, skinName = "", afterSkin] = parts.slice(at, at + 4);
    const emoji = after !== undefined && isApart(name, done, after) ? emojiOf(name) : undefined;
    const skin = after === "" && afterSkin !== undefined ? SKIN.exec(skinName)?.[1] : undefined;
    // If this is no emoji, its second colon can be the first of another: “12:30:tada:”.
    if (emoji === undefined) done += `:${name}`;
    else if (skin === undefined) done += emoji + after;
    else done += withSkin(emoji, Number(skin)) + afterSkin;
    if (emoji !== undefined) at += skin === undefined ? 1 : 3;
  }
  return done;
}

/**
 * Whether a short name has no letters or digits next to it. “9:100:” and “1:x:2” are not emoji, although those names
 * exist.
 */
function isApart(name: string, before: string, after: string): boolean {
  return !/^(\d+|.)$/u.test(name) || (!/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after));
}

/** Applies a skin tone to everybody in the emoji; a handshake between two people stays as it is. */
function withSkin(emoji: string, tone: number): string {
  const skin = String.fromCodePoint(FIRST_SKIN + tone);
  return emoji.replace(/(\p{Emoji_Modifier_Base})(?<!.🤝)\uFE0F?/gu, `$1${skin}`);
}

let known: ReadonlyMap<string, string> | undefined;

/** Looks up an emoji by name. The list is parsed at the first text that contains a code; most contain none. */
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
