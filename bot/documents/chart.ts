import { graphemes } from "../core/model/characters.ts";
import { escapeXml, FONTS, fontsOf, isolated, linesOf, widthOf } from "./text-width.ts";

/**
 * Draws charts of results as SVG, for the page, for paper and, rasterised, for chats.
 *
 * Written by hand, because no library does what is needed here: labels of a whole sentence above their bars, values
 * beside them, in both directions, and no axis. Of d3-scale (27 KB in a bundle) we would use a single division. ECharts
 * draws without a browser, but adds 505 KB and slows the function's start; its labels still need a width and a side set
 * by hand. Plot needs a browser's document. For the cloud, d3-cloud and echarts-wordcloud read pixels back from a
 * browser's canvas, which here would mean a native library.
 */

type Direction = "ltr" | "rtl";

/** One dark hue with a contrast of 11:1 on white, also in greyscale; colour carries no meaning. */
const INK = "#123a5a";
const TEXT = "#1a1a1a";

/**
 * The drawing's width in its own units, in which everything else is expressed. Readable on a phone, where it is 350
 * pixels wide.
 */
const WIDTH = 800;
const PAD = 32;
const INNER = WIDTH - 2 * PAD;
const TITLE = 32;
const LABEL = 24;
const BAR = 34;
const LINE = 1.36;

/**
 * Draws a bar for each answer, with its label above and its value at its end; the longest takes the full width. Its
 * text alternative holds the title and a line for each bar.
 * @param chart `value`: not negative, in whatever unit; `text`: the value as it is read, in the reader's language ("12
 * (40%)"); `direction`: of the language, which decides from which side the bars grow
 */
export function barChart(chart: {
  title: string;
  bars: readonly { label: string; value: number; text: string }[];
  direction: Direction;
}): string {
  const gap = 12;
  const bars = chart.bars.map((bar) => ({
    value: bar.value,
    label: linesOf(bar.label, LABEL, INNER),
    text: linesOf(bar.text, LABEL, INNER * 0.6),
  }));
  const room =
    INNER - gap - Math.max(0, ...bars.flatMap(({ text }) => text.map((line) => widthOf(line, LABEL))));
  const most = Math.max(0, ...bars.map(({ value }) => value));
  const side = sideOf(chart.direction);
  const parts: string[] = [];
  let y = PAD;
  y = put(parts, linesOf(chart.title, TITLE, INNER), { ...side, y, size: TITLE, bold: true });
  for (const { value, label, text } of bars) {
    y += LABEL;
    y = put(parts, label, { ...side, y, size: LABEL }) + 8;
    // Even zero is visible, as a thin line where the others start.
    const length = Math.max(2, most > 0 ? (value / most) * room : 0);
    const height = Math.max(BAR, text.length * LABEL * LINE);
    parts.push(
      `<rect x="${rounded(side.x - (side.sign < 0 ? length : 0))}" y="${rounded(y)}" width="${rounded(length)}" height="${rounded(height)}" fill="${INK}"/>`,
    );
    const beside = side.x + side.sign * (length + gap);
    put(parts, text, { ...side, x: beside, y: y + 1, size: LABEL, bold: true });
    y += height;
  }
  const told = chart.bars.map(({ label, text }) => `${label}: ${text}`);
  return drawing(chart.title, told, y + PAD, parts);
}

/** Our limit: more words are too small to read and slow to lay out. */
export const MOST_WORDS = 80;

/** Our limit on a word in a cloud, in characters; longer ones end in “…”. */
const LONGEST_WORD = 32;

/** Font sizes of the least and the most frequent word, before the whole is scaled to fit. */
const SIZES = { least: 20, most: 88 };

/**
 * Draws a word cloud: each word sized by its frequency (its height grows with the square root of its count), the most
 * frequent in the middle, without overlaps. The same words give the same bytes, in whatever order they come. Its text
 * alternative holds the title and each word with its count.
 * @param cloud `words`: each with its count, above 0; if there are more than {@link MOST_WORDS} the most frequent are
 * shown
 */
export function wordCloud(cloud: {
  title: string;
  words: readonly (readonly [string, number])[];
  direction: Direction;
}): string {
  const words = cloud.words
    .filter(([word, count]) => word.trim() && count > 0)
    .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_WORDS);
  const most = words[0]?.[1] ?? 1;
  const placed: Placed[] = [];
  for (const [word, count] of words) {
    const size = SIZES.least + (SIZES.most - SIZES.least) * Math.sqrt(count / most);
    const signs = graphemes(word);
    const shown = signs.length > LONGEST_WORD ? `${signs.slice(0, LONGEST_WORD - 1).join("")}…` : word;
    placed.push(place({ word: shown, size, width: widthOf(shown, size), height: size * LINE }, placed));
  }
  const left = Math.min(0, ...placed.map(({ x }) => x));
  const top = Math.min(0, ...placed.map(({ y }) => y));
  const wide = Math.max(1, ...placed.map(({ x, width }) => x + width - left));
  const high = Math.max(0, ...placed.map(({ y, height }) => y + height - top));
  const scale = Math.min(1.5, INNER / wide);
  const parts: string[] = [];
  const below = put(parts, linesOf(cloud.title, TITLE, INNER), {
    ...sideOf(cloud.direction),
    y: PAD,
    size: TITLE,
    bold: true,
  });
  const start = { x: (WIDTH - wide * scale) / 2, y: below + PAD };
  for (const { word, size, x, y, width } of placed)
    put(parts, [word], {
      x: start.x + (x + width / 2 - left) * scale,
      y: start.y + (y - top) * scale,
      size: size * scale,
      anchor: "middle",
      bold: true,
      ink: INK,
    });
  return drawing(
    cloud.title,
    words.map(([word, count]) => `${word}: ${count}`),
    start.y + high * scale + PAD,
    parts,
  );
}

interface Box {
  readonly word: string;
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

/** A placed word; `x` and `y` are its upper left corner, from the middle of the cloud. */
type Placed = Box & { readonly x: number; readonly y: number };

/** Finds a place along a spiral from the middle, wider than it is high: the first that is free. */
function place(box: Box, others: readonly Placed[]): Placed {
  for (let angle = 0; ; angle += 6 / (6 + 2 * angle)) {
    const x = 3.2 * angle * Math.cos(angle) - box.width / 2;
    const y = 2 * angle * Math.sin(angle) - box.height / 2;
    const taken = others.some(
      (one) =>
        x < one.x + one.width + 8 &&
        one.x < x + box.width + 8 &&
        y < one.y + one.height &&
        one.y < y + box.height,
    );
    if (!taken) return { ...box, x, y };
  }
}

/** Where lines start, and in which direction they run. */
function sideOf(direction: Direction) {
  return direction === "ltr"
    ? ({ x: PAD, sign: 1, anchor: "start" } as const)
    : ({ x: WIDTH - PAD, sign: -1, anchor: "end" } as const);
}

/** Adds lines of text from `y` down. @returns where they end */
function put(
  parts: string[],
  lines: readonly string[],
  at: {
    x: number;
    y: number;
    size: number;
    anchor: "start" | "middle" | "end";
    bold?: boolean;
    ink?: string;
  },
): number {
  for (const [index, line] of lines.entries()) {
    // In Noto Sans the baseline is 1.07 times the font size below the top of the line.
    const y = at.y + (index * LINE + 1.07) * at.size;
    const fonts = fontsOf(line);
    const style = [
      ...(at.anchor === "start" ? [] : [` text-anchor="${at.anchor}"`]),
      ...(at.bold ? [' font-weight="700"'] : []),
      ...(fonts ? [` font-family="${fonts}"`] : []),
    ];
    parts.push(
      `<text x="${rounded(at.x)}" y="${rounded(y)}" font-size="${rounded(at.size)}" fill="${at.ink ?? TEXT}"${style.join("")}>${isolated(line)}</text>`,
    );
  }
  return at.y + lines.length * at.size * LINE;
}

/**
 * Wraps the parts in an SVG, on white even on a dark page. Sides are fixed here, so the page's direction must not flip
 * them.
 */
function drawing(title: string, told: readonly string[], height: number, parts: readonly string[]): string {
  const high = Math.ceil(height);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 ${WIDTH} ${high}" direction="ltr" font-family="${FONTS}">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(told.join("\n"))}</desc>`,
    `<rect width="${WIDTH}" height="${high}" fill="#fff"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

/** Rounds to tenths of a unit, finer than anybody can see. */
const rounded = (units: number): number => Math.round(units * 10) / 10;
