import { shortened } from "../../bot/core/model/characters.ts";

/** The beginning of a text, for a line in the trace. */
export function short(text: string, length = 60): string {
  const line = text.replace(/\s+/g, " ").trim();
  return shortened(line, length);
}
