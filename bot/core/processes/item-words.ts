import { type Localized, type Message, say } from "../model/message.ts";
import type { ItemState } from "./item.ts";

/** What an item says, as residents read it. */

/** Its words; without any, what it is instead. */
export function itemWords({ words, media, erased }: ItemState): Message | { readonly localized: Localized } {
  if (erased) return say("common:process.item.erased");
  if (Object.keys(words).length > 0) return { localized: words };
  if (media.some(({ kind }) => kind === "voice")) return say("common:process.item.spoken");
  return say(media.length > 0 ? "common:process.item.photo" : "common:process.item.wordless");
}

/** The same as a line of its own: words stand between quotation marks. */
export function itemWordsLine(state: ItemState): Message {
  const words = itemWords(state);
  return "localized" in words ? say("common:process.item.words", { words }) : words;
}
