import { graphemes } from "../core/model/characters.ts";

/** Letters in a drawing (SVG): how much room they take, where a line breaks, and how they are written down. */

/**
 * The fonts of `typesettingFiles`; a browser takes its own when it has none of them. In single quotes: it stands in an
 * attribute.
 */
export const FONTS = "'Noto Sans', 'Noto Sans Arabic', 'Noto Emoji', system-ui, sans-serif";

/** For words in Arabic script. Their own font comes first: a painter looks for bold letters only in the first one. */
const ARABIC_FONTS = "'Noto Sans Arabic', 'Noto Sans', 'Noto Emoji', system-ui, sans-serif";

/** The fonts of these words, when they are others than {@link FONTS}. */
export const fontsOf = (text: string): string | undefined =>
  /\p{Script=Arabic}/u.test(text) ? ARABIC_FONTS : undefined;

/**
 * How wide letters are in bold Noto Sans, at most, in parts of the size of the font; the first that fits counts. Rounded
 * up, so that what is laid out by it never overlaps. Measuring exactly would need the font itself, 600 KB of it, and a
 * browser may have another one anyway.
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
/** Cyrillic and Greek have wide letters; of what is not known here, the widest is assumed. */
const OTHERS = { upper: 1.1, lower: 0.88, unknown: 1.1 };

/** @returns units in which `size` is the size of the font; never less than it really takes in our fonts */
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
 * Lines that fit into the width, in order, with every letter that was typed. A word that is too long by itself is
 * broken, never within what reads as one sign.
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

/** As text of an SVG: what people typed is never markup, and what XML forbids is left out. */
export function inXml(text: string): string {
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

/** Each text runs in its own direction, whatever stands around it: Dutch words also in an Arabic chart. */
export const isolated = (text: string): string => `\u2068${inXml(text)}\u2069`;
