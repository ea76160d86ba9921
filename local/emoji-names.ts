import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import * as z from "zod";

/**
 * Writes Slack's names for emoji into `bot/slack/emoji-names.ts`: `node local/emoji-names.ts`. They come from the
 * iamcal data, which Slack itself is built on; emojibase-data (MIT) publishes them for each new Unicode version.
 */

const path = createRequire(import.meta.url).resolve;
const read = (file: string): unknown =>
  JSON.parse(readFileSync(path(`emojibase-data/en/${file}.json`), "utf8"));

/** Every emoji, and its variants by skin tone: its code in hexadecimal, the emoji itself, and its tones from 1 to 5. */
export const emojis = z
  .array(
    z.object({
      hexcode: z.string(),
      emoji: z.string(),
      skins: z
        .array(z.object({ emoji: z.string(), tone: z.union([z.number(), z.array(z.number())]) }))
        .optional(),
    }),
  )
  .parse(read("data"));

const shortcodes = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .parse(read("shortcodes/iamcal"));

export const source = `/**
 * Slack's names of emoji, a line for each emoji. Made by local/emoji-names.ts from emojibase-data, which is under the MIT
 * licence (c) 2017-2019 Miles Johnson, with the names of emoji-data, under the same licence (c) 2013 Cal Henderson.
 */
export const EMOJI_NAMES = \`
${emojis
  .flatMap(({ hexcode, emoji }) => {
    const names = shortcodes[hexcode];
    // Only a character that is plain text by default needs the selector that makes it an emoji.
    const plain = emoji.replace(/^(\p{Emoji_Presentation})\uFE0F$/u, "$1");
    return names === undefined ? [] : [[plain, names].flat().join(" ")];
  })
  .join("\n")}
\`;
`;

if (import.meta.main)
  writeFileSync(fileURLToPath(new URL("../bot/slack/emoji-names.ts", import.meta.url)), source);
