import { upTo } from "../core/model/characters.ts";

/** How much one UTF-16 unit counts toward a channel's limit. */
export type WidthOf = (unit: string) => number;

const oneEach: WidthOf = () => 1;

/**
 * Splits a text into messages that fit a channel: at the end of a paragraph, else of a line, a sentence or a word, and
 * only as a last resort anywhere, but never inside what a reader sees as one character. Only white space is lost.
 * @param max the most that fits in one piece; more than any single character counts
 * @returns the pieces, none of them empty
 */
export function split(text: string, max: number, widthOf: WidthOf = oneEach): readonly string[] {
  const pieces: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const piece = firstPiece(rest, max, widthOf);
    pieces.push(piece.trimEnd());
    rest = rest.slice(piece.length).trimStart();
  }
  return pieces;
}

/** As much of a text as fits, up to the best break outside its first half: earlier breaks would shred the text. */
export function firstPiece(text: string, max: number, widthOf: WidthOf = oneEach): string {
  const end = unitsThatFit(text, max, widthOf);
  if (end === text.length) return text;
  const fits = upTo(text, end);
  for (const stop of stops) {
    const whole = upTo(text, stop(fits));
    if (whole.length > fits.length / 2 && whole.trim() !== "") return whole;
  }
  return fits;
}

function unitsThatFit(text: string, max: number, widthOf: WidthOf): number {
  let width = 0;
  for (let end = 0; end < text.length; end++) {
    width += widthOf(text.charAt(end));
    if (width > max) return end;
  }
  return text.length;
}

/**
 * Functions that give the end of the last complete paragraph, line, sentence or word in a text; 0 when there is none.
 * The best kind of break comes first.
 */
const stops: readonly ((text: string) => number)[] = [
  (text) => afterLast(text, /\n\r?\n/g),
  (text) => afterLast(text, /\n/g),
  lastSentence,
  (text) => afterLast(text, /\s/g),
];

function afterLast(text: string, pattern: RegExp): number {
  let end = 0;
  for (const { index, 0: found } of text.matchAll(pattern)) end = index + found.length;
  return end;
}

/** Created for the first text too long for one message; most are not. */
let sentences: Intl.Segmenter | undefined;

function lastSentence(text: string): number {
  sentences ??= new Intl.Segmenter("und", { granularity: "sentence" });
  return sentences.segment(text).containing(text.length - 1)?.index ?? 0;
}
