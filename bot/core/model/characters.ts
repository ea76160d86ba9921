/** Never cuts what a reader sees as one character: a letter with its accents, a flag, a family of several emoji. */

/** Created for the first text that needs it: most texts are short, or hold only plain letters. */
let segmenter: Intl.Segmenter | undefined;

const segmentsOf = (text: string) => {
  segmenter ??= new Intl.Segmenter("und", { granularity: "grapheme" });
  return segmenter.segment(text);
};

/** Splits a text into what a reader counts as one each: a letter with its accents, an emoji of several parts. */
export function graphemes(text: string): string[] {
  return Array.from(segmentsOf(text), ({ segment }) => segment);
}

/** UTF-16 units. A longer “character” is a heap of accents and may be cut between two of them (our limit). */
const LONGEST_CHARACTER = 64;

/** The only way a text is cut: its beginning, at most `most` UTF-16 units, as Telegram and Slack count them. */
export function upTo(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, boundary(text, Math.max(0, Math.floor(most))));
}

/** At most `most` UTF-16 units; anything left out is marked by an ellipsis, which counts as one of them. */
export function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${upTo(text, most - 1)}…`;
}

/** The last place at or before `at` where a character ends. */
function boundary(text: string, at: number): number {
  if (at === 0 || (isPlain(text, at - 1) && isPlain(text, at))) return at;
  const found = segmentsOf(text).containing(at);
  const start = found?.index ?? at;
  if (at - start < LONGEST_CHARACTER) return start;
  // Half a surrogate pair is no character at all.
  return isLowSurrogate(text.charCodeAt(at)) ? at - 1 : at;
}

/** Below U+0300 nothing combines with what precedes it, except a line feed after a carriage return. */
function isPlain(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit < 0x300 && unit !== 0x0a && unit !== 0x0d;
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** Replaces each half character in incoming texts by “�”: Telegram and Slack refuse a message that holds one. */
export function wellFormed<Value>(value: Value): Value;
export function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map((one: unknown) => wellFormed(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [wellFormed(key), wellFormed(one)]));
}

/**
 * Parses JSON from outside. Only there can half a character come in, written as an escape: invalid bytes are replaced
 * when they are decoded.
 * @throws SyntaxError
 */
export function parseWellFormed(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return /\\u[dD][89abAB]|\\u[dD][c-fC-F]/.test(text) ? wellFormed(value) : value;
}
