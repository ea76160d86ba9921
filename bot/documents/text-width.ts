import { graphemes } from "../core/model/characters.ts";

/** Text in SVG drawings: how wide it is, where lines break, and how it is escaped. */

/**
 * The fonts of `typesettingFiles`, with the browser's own as a fallback. In single quotes, because it is used in an
 * attribute.
 */
export const FONTS = "'Noto Sans', 'Noto Sans Arabic', 'Noto Emoji', system-ui, sans-serif";

/** Fonts for Arabic script. Its own font comes first: the renderer looks for bold letters in the first font only. */
const ARABIC_FONTS = "'Noto Sans Arabic', 'Noto Sans', 'Noto Emoji', system-ui, sans-serif";

/** The fonts for this text, if they differ from {@link FONTS}. */
export const fontsOf = (text: string): string | undefined =>
  /\p{Script=Arabic}/u.test(text) ? ARABIC_FONTS : undefined;

/**
 * Upper bounds on the width of letters in bold Noto Sans, as a fraction of the font size; the first match counts.
 * Rounded up, so that text laid out with them never overlaps. Exact measurement would need the font itself, 600 KB, and
 * a browser may use another one anyway.
 */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\p{M}\p{Cf}]/u, 0],
  [/[\s.,:;!|'‘’ijlI()[\]\-·ıłії]/u, 0.4],
  [/[tfrsczJ/"“”?*]/u, 0.54],
  [/\p{Extended_Pictographic}/u, 1.3],
  [/[سشصض]/u, 1.2],
  [/\p{Script=Arabic}/u, 0.85],
  [/[mwMW%@…—æœÆŒ]/u, 1],
  [/[\p{Lu}&]/u, 0.84],
  [/[a-zß-ž0-9 ]/u, 0.66],
];
/** Widths of other letters. Cyrillic and Greek have wide ones; for unknown scripts the widest is assumed. */
const OTHERS = { upper: 1.1, lower: 0.88, unknown: 1.1 };

/** @returns the width in the same units as `size`, the font size; never less than the real width in our fonts */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += partOf(letter);
  return width * size;
}

function partOf(letter: string): number {
  const latin = !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(letter);
  const known = latin && WIDTHS.find(([letters]) => letters.test(letter));
  if (known) return known[1];
  if (/\p{Lu}/u.test(letter)) return OTHERS.upper;
  return latin ? OTHERS.unknown : OTHERS.lower;
}

/**
 * Breaks a text into lines that fit the width, keeping every letter typed. A word too long for a line is broken, but
 * never within what reads as one character.
 */
export function linesOf(text: string, size: number, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  const fits = (more: string) => widthOf(more, size) <= width;
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const longer = line ? `${line} ${word}` : word;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    line = "";
    for (const sign of graphemes(word)) {
      if (line && !fits(line + sign)) {
        lines.push(line);
        line = "";
      }
      line += sign;
    }
  }
  return line ? [...lines, line] : lines;
}

/** Escapes text for SVG: what people typed is never markup, and characters XML forbids are left out. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
  );
}

/** Isolates a text so that it keeps its own direction whatever surrounds it, such as Dutch words in an Arabic chart. */
export const isolated = (text: string): string => `\u2068${escapeXml(text)}\u2069`;
