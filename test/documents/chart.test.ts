import { join } from "node:path";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { barChart, MOST_WORDS, wordCloud } from "../../bot/documents/chart.ts";
import { createSvgToPng } from "../../bot/documents/svg-to-png.ts";
import { FONTS, fontsOf, isolated, widthOf } from "../../bot/documents/text-width.ts";

const pngOf = createSvgToPng(join(import.meta.dirname, "../../node_modules"));

const bars = [
  { label: "Een veilige oversteek bij de school", value: 120, text: "120 (60%)" },
  { label: "Meer bankjes", value: 60, text: "60 (30%)" },
  { label: "Weet ik niet", value: 0, text: "0 (0%)" },
];
const chart = { title: "Waar moet het geld naartoe?", bars, direction: "ltr" } as const;

/** What is drawn: bars (without the white background) and lines of words. */
function drawn(svg: string) {
  const number = (part: string, name: string) =>
    Number(new RegExp(` ${name}="([\\d.-]+)"`).exec(part)?.[1] ?? 0);
  const [ground, ...rects] = [...svg.matchAll(/<rect [^>]*>/g)].map(([part]) => ({
    x: number(part, "x"),
    y: number(part, "y"),
    width: number(part, "width"),
    height: number(part, "height"),
  }));
  const lines = [...svg.matchAll(/(<text [^>]*>)\u2068([^<]*)\u2069<\/text>/g)].map(
    ([, part = "", words = ""]) => {
      const size = number(part, "font-size");
      const width = widthOf(words, size);
      const anchor = /text-anchor="(\w+)"/.exec(part)?.[1];
      const x = number(part, "x") - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
      // From the top of a capital with an accent to the bottom of a g.
      return { words, size, x, y: number(part, "y") - size, width, height: size * 1.25 };
    },
  );
  return { ground, rects, lines };
}

type Box = { x: number; y: number; width: number; height: number };

function overlapping(boxes: readonly Box[]): readonly (readonly [Box, Box])[] {
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
      )
      .map((b) => [a, b] as const),
  );
}

describe("a chart of answers", () => {
  test("gives each bar the length of its value, and nobody's answer none", () => {
    const { rects } = drawn(barChart(chart));
    expect(rects.map(({ width }) => width)).toEqual([rects[0]?.width, (rects[0]?.width ?? 0) / 2, 2]);
  });

  test("says each value in words at its bar, so that nobody has to measure or tell colours apart", () => {
    const svg = barChart(chart);
    const { rects, lines } = drawn(svg);
    for (const [index, { text }] of bars.entries()) {
      const value = lines.find(({ words }) => words === text);
      const bar = rects[index];
      expect(value?.x).toBeCloseTo((bar?.x ?? 0) + (bar?.width ?? 0) + 12);
      expect(value?.y).toBeGreaterThan((bar?.y ?? 0) - 10);
    }
    const colours = new Set([...svg.matchAll(/<rect x[^>]* fill="(#\w+)"/g)].map(([, colour]) => colour));
    expect(colours.size).toBe(1);
  });

  test("is read out by a screen reader with its title and every answer", () => {
    const svg = barChart(chart);
    expect(svg).toContain('role="img"');
    expect(svg).toContain("<title>Waar moet het geld naartoe?</title>");
    expect(svg).toContain(
      "<desc>Een veilige oversteek bij de school: 120 (60%)\nMeer bankjes: 60 (30%)\nWeet ik niet: 0 (0%)</desc>",
    );
  });

  test("shows a label of several sentences whole, and nothing runs into anything else or over the edge", () => {
    const long = `${"Een veilige oversteek met een drempel, zodat auto’s langzamer rijden. ".repeat(4)}${"Zebrapad".repeat(20)}`;
    for (const direction of ["ltr", "rtl"] as const) {
      const svg = barChart({
        title: `${chart.title} `.repeat(5),
        direction,
        bars: [
          {
            label: long,
            value: 10,
            text: "10 keer gekozen, en dat is meer dan ooit tevoren in deze wijk (90%)",
          },
          ...bars,
        ],
      });
      const { ground, rects, lines } = drawn(svg);
      expect(overlapping([...rects, ...lines])).toEqual([]);
      for (const { x, y, width, height } of [...rects, ...lines]) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(ground?.width ?? 0);
        expect(y + height).toBeLessThanOrEqual(ground?.height ?? 0);
      }
      expect(
        lines
          .map(({ words }) => words)
          .join("")
          .replaceAll(" ", ""),
      ).toContain(long.replaceAll(" ", ""));
    }
  });

  test("grows from the right for people who read from the right", () => {
    const { rects } = drawn(barChart({ ...chart, direction: "rtl" }));
    expect(new Set(rects.map(({ x, width }) => Math.round(x + width)))).toEqual(new Set([768]));
  });

  test("takes nothing of what people typed for markup, also not what XML forbids", async () => {
    const svg = barChart({
      ...chart,
      bars: [{ label: "<b>&\u0000\ud800</b>", value: 1, text: "<1" }],
    });
    expect(svg).toContain("&lt;b&gt;&amp;\u{FFFD}&lt;/b&gt;");
    await expect(pngOf(svg, 100)).resolves.toBeInstanceOf(Uint8Array);
  });

  test("is drawn too when nobody answered yet", () => {
    const none = barChart({ ...chart, bars: bars.map((bar) => ({ ...bar, value: 0 })) });
    expect(none).not.toContain("NaN");
    expect(barChart({ ...chart, bars: [] })).not.toContain("Infinity");
  });
});

describe("a cloud of words", () => {
  const words = [
    ["bibliotheek", 40],
    ["park", 10],
    ["speeltuin", 10],
    ["مكان", 5],
    ["школа", 4],
    ["Żabka 🌳", 1],
  ] as const;
  const cloud = { title: "Wat zou je missen?", words, direction: "ltr" } as const;
  const sizesOf = (svg: string) =>
    Object.fromEntries(drawn(svg).lines.map(({ words: shown, size }) => [shown, size]));

  test("shows what was said more often larger, and what was said as often as large", () => {
    const sizes = sizesOf(wordCloud(cloud));
    expect(sizes.bibliotheek).toBeGreaterThan(sizes.park ?? 0);
    expect(sizes.park).toBe(sizes.speeltuin);
    expect(sizes.park).toBeGreaterThan(sizes["Żabka 🌳"] ?? 0);
    expect(Object.keys(sizes)).toHaveLength(words.length + 1);
  });

  test("is the same to the byte, in whatever order the words came in", () => {
    const again = wordCloud({ ...cloud, words: words.toReversed() });
    expect(again).toBe(wordCloud(cloud));
  });

  test("puts no word over another or over the edge, however many there are", () => {
    const many = Array.from(
      { length: 200 },
      (_, n) => [`woord ${"aan de haven ".repeat(n % 5)}${n}`, 200 - n] as const,
    );
    const { ground, lines } = drawn(wordCloud({ ...cloud, words: many }));
    expect(lines).toHaveLength(MOST_WORDS + 1);
    expect(overlapping(lines)).toEqual([]);
    for (const { x, y, width, height } of lines) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(ground?.width ?? 0);
      expect(y + height).toBeLessThanOrEqual(ground?.height ?? 0);
    }
  });

  test("is read out with how often each word was said", () => {
    expect(wordCloud(cloud)).toContain(
      "<desc>bibliotheek: 40\npark: 10\nspeeltuin: 10\nمكان: 5\nшкола: 4\nŻabka 🌳: 1</desc>",
    );
  });

  test("is only its title when nobody said anything", () => {
    const empty = wordCloud({ ...cloud, words: [] });
    expect(sizesOf(empty)).toEqual({ "Wat zou je missen?": 32 });
    expect(empty).not.toMatch(/NaN|Infinity/);
  });
});

describe("letters", () => {
  test.each([
    "Waar moet het eerste geld van de wijk naartoe?",
    "mmmm WWWW llll iiii",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789 (100%) € 1.234,50 @#&+=<>_~^{}|\\$",
    "tfrsczJL €$§°×÷¿¡«»„”‚‘ –—…",
    "Więcej ławek ŻŹĆŁŚĄĘ żźćłśąę",
    "Şehir için ğüşöçıİĞÜŞÖÇ",
    "ŒœÆæßØøÅåĐđÞþ",
    "Щаслива школа ЖЮМЫФ жюмыфщ ЇїЄєҐґ",
    "Ελληνικά ΩΦΨ ωφψ",
    "مكان للشباب في الحي",
    "سسسس شششش صصص ضضض ببب",
    "س ش ص ض ب ت ف ك م",
    "🌳🚲🏘️👨‍👩‍👧",
  ])("take no more room than is kept for them: %s", async (words) => {
    const size = 20;
    const room = widthOf(words, size);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 40" font-family="${fontsOf(words) ?? FONTS}"><text x="20" y="28" font-size="${size}" font-weight="700">${isolated(words)}</text></svg>`;
    const { data, width, channels } = decode(await pngOf(svg, 1000));
    let last = 0;
    for (let at = 0; at < data.length / channels; at++)
      if (data[at * channels + channels - 1]) last = Math.max(last, at % width);
    expect(last).toBeGreaterThan(20);
    expect(last - 20).toBeLessThanOrEqual(room);
    // And not much more, or labels would break far too early.
    expect(room).toBeLessThan((last - 20) * 1.8);
  });
});
