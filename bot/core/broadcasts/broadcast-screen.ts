import { type Language, say } from "../model/message.ts";
import type { Municipality } from "../model/municipality.ts";
import { button, corePress, type Screen } from "../model/screen.ts";
import type { Broadcast } from "./broadcast.ts";

/** The broadcast as a resident reads it. */
export function broadcastScreen(
  { texts, screen }: Pick<Broadcast, "texts" | "screen">,
  language: Language,
  town: Municipality,
): Screen {
  return screen ?? newsScreen(texts, language, town);
}

/** News as a resident reads it: who it is from, the words, and how to opt out of more. */
export function newsScreen(texts: Broadcast["texts"], language: Language, town: Municipality): Screen {
  const own = texts[language];
  const text = own ?? texts[town.languages[0] ?? "nl"] ?? "";
  return {
    lines: [
      say("common:news.from", { town: town.name }),
      ...(own === undefined ? [say("common:news.notTranslated")] : []),
      say("common:as_is", { text }),
      say("common:news.why"),
    ],
    choices: [[button(say("common:news.choose"), corePress("data", "allow"))]],
  };
}
