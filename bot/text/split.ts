import { graphemes, LONGEST_CHARACTER } from "../core/model/characters.ts";

/** Telegram allows 4096 characters in a message, counted in UTF-16 after its HTML is read. */
const MAX_MESSAGE = 4096;

/** A character or more that is never cut: a tag, an entity, or what a reader sees as one character. */
interface Piece {
  readonly raw: string;
  /** UTF-16 units that Telegram counts for it. Nothing for a tag. */
  readonly width: number;
  /** How good a place it is to stop after this piece. */
  readonly stop: Stop;
}

const stops = { nowhere: 0, word: 1, sentence: 2, line: 3, paragraph: 4 } as const;
type Stop = (typeof stops)[keyof typeof stops];

const TOKEN = /<[^<>]*>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]+);|[^<&]+|[<&]/giu;

/** Makes what a person filled in harmless: it is shown as it was written and never read as markup. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/**
 * Cuts a long text into messages that Telegram accepts: at the end of a paragraph, else of a line, a
 * sentence, a word, and only then anywhere. A tag that is open at a cut is closed and opened again.
 * @param html text with Telegram's HTML tags, values escaped with {@link escapeHtml}
 * @returns no empty parts
 */
export function splitHtml(html: string, max = MAX_MESSAGE): readonly string[] {
  if (html.length <= max) return html.trim() === "" ? [] : [html];
  const pieces = piecesOf(html);
  const parts: string[] = [];
  let open: readonly string[] = [];
  for (let start = 0; start < pieces.length; ) {
    const end = endOfPart(pieces, start, max);
    const part = pieces.slice(start, end);
    const openAfter = openTags(open, part);
    if (part.some((piece) => piece.width > 0 && piece.raw.trim() !== "")) {
      parts.push(open.join("") + trimmed(part) + openAfter.map(closing).reverse().join(""));
    }
    open = openAfter;
    start = end;
  }
  return parts;
}

function piecesOf(html: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let before = "";
  const add = (raw: string, width: number) => {
    pieces.push({ raw, width, stop: width === 0 ? stops.nowhere : stopAfter(raw, before) });
    if (width > 0) before = raw;
  };
  for (const [token] of html.matchAll(TOKEN)) {
    if (token.startsWith("<") && token.length > 1) add(token, 0);
    else if (token.startsWith("&") && token.length > 1) add(token, entityWidth(token));
    else {
      for (const character of graphemes(token)) {
        for (const one of character.length > LONGEST_CHARACTER ? character : [character])
          add(one, one.length);
      }
    }
  }
  return pieces;
}

function stopAfter(raw: string, before: string): Stop {
  if (/^\r?\n$/.test(raw)) return /^\r?\n$/.test(before) ? stops.paragraph : stops.line;
  if (/^\s+$/.test(raw)) return /[.!?…؟।]$/.test(before) ? stops.sentence : stops.word;
  return /[。！？]$/.test(raw) ? stops.sentence : stops.nowhere;
}

function entityWidth(entity: string): number {
  const [, hexadecimal, decimal] = /^&#(?:x([\da-f]+)|(\d+));$/i.exec(entity) ?? [];
  const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal ?? 0);
  return code > 0xffff ? 2 : 1;
}

/** Index of the first piece of the next part. Always further than `start`, as no piece is wider than a message. */
function endOfPart(pieces: readonly Piece[], start: number, max: number): number {
  let width = 0;
  /** For each strength, where the last such stop was, and how much came before it. */
  const last = new Map<Stop, { end: number; width: number }>();
  for (const [offset, piece] of pieces.slice(start).entries()) {
    if (width + piece.width > max && offset > 0) {
      const good = [stops.paragraph, stops.line, stops.sentence].map((stop) => last.get(stop));
      // A part that is less than half full would tear the text into shreds: then a plainer stop is better.
      const best =
        good.find((found) => found && found.width >= max / 2) ?? last.get(stops.word) ?? good.find(Boolean);
      return best?.end ?? start + offset;
    }
    width += piece.width;
    if (piece.stop !== stops.nowhere) last.set(piece.stop, { end: start + offset + 1, width });
  }
  return pieces.length;
}

function openTags(open: readonly string[], part: readonly Piece[]): readonly string[] {
  const tags = [...open];
  for (const { raw, width } of part) {
    if (width > 0) continue;
    if (raw.startsWith("</")) tags.pop();
    else tags.push(raw);
  }
  return tags;
}

function closing(tag: string): string {
  return `</${/^<([a-z0-9-]+)/i.exec(tag)?.[1] ?? ""}>`;
}

/** Without the white space at either end, but with every tag. */
function trimmed(part: readonly Piece[]): string {
  const isVisible = (piece: Piece) => piece.width > 0 && piece.raw.trim() !== "";
  const first = part.findIndex(isVisible);
  const final = part.findLastIndex(isVisible);
  return part
    .filter((piece, at) => piece.width === 0 || (at >= first && at <= final))
    .map((piece) => piece.raw)
    .join("");
}
