import { join } from "node:path";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { barChart } from "../../bot/documents/chart.ts";
import { createSvgToPng } from "../../bot/documents/svg-to-png.ts";
import { FONTS, fontsOf, isolated } from "../../bot/documents/text-width.ts";

const packages = join(import.meta.dirname, "../../node_modules");
const pngOf = createSvgToPng(packages);

/** One line of words on its own, on a transparent background. */
const written = (words: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 60"><text x="20" y="40" font-size="24" font-family="${fontsOf(words) ?? FONTS}">${isolated(words)}</text></svg>`;

/** Where there is ink. */
async function ink(words: string): Promise<string> {
  const { data, channels } = decode(await pngOf(written(words), 600));
  return Array.from({ length: data.length / channels }, (_, at) =>
    data[at * channels + channels - 1] ? "#" : " ",
  ).join("");
}

describe("a chart as a picture", () => {
  const svg = barChart({
    title: "Waar moet het geld naartoe?",
    bars: [{ label: "Więcej ławek مكان 🌳", value: 3, text: "3" }],
    direction: "ltr",
  });

  test("is a PNG as wide as it was asked for, and as high as the drawing is", async () => {
    const png = await pngOf(svg, 1200);
    expect([...png.slice(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const [, width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
    expect(decode(png)).toMatchObject({ width: 1200, height: Math.ceil((1200 / width) * height) });
  });

  test("is the same to the byte when it is painted again, also side by side and after a new start", async () => {
    const [one, two] = await Promise.all([pngOf(svg, 400), pngOf(svg, 400)]);
    expect(two).toEqual(one);
    expect(await createSvgToPng(packages)(svg, 400)).toEqual(one);
  });

  test.each(["ąęłżźćń", "ğşıİ", "щїєґ", "αβγ", "مكان", "🌳"])(
    "shows every letter of %s as itself and not as a box or a gap",
    async (words) => {
      const unknown = await ink("\u{F0000}");
      const seen = new Set<string>();
      for (const letter of words) {
        const one = await ink(letter);
        expect(one, letter).toContain("#");
        expect(one, letter).not.toBe(unknown);
        seen.add(one);
      }
      expect(seen.size).toBe([...words].length);
    },
  );

  test("joins Arabic letters as they are written", async () => {
    const amount = (shape: string) => shape.replaceAll(" ", "").length;
    // Kept apart, each letter has its form of standing alone.
    expect(await ink("مكان")).not.toBe(await ink("م\u200cك\u200cا\u200cن"));
    expect(amount(await ink("مكان"))).toBeGreaterThan(100);
  });

  test("fetches nothing from elsewhere", async () => {
    const outside = (href: string) =>
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><image href="${href}" width="10" height="10"/></svg>`;
    const { data } = decode(await pngOf(outside("https://example.org/a.png"), 10));
    expect(data.every((part) => part === 0)).toBe(true);
  });

  test("is refused when it is no drawing", async () => {
    await expect(pngOf("no drawing", 100)).rejects.toThrow();
    // And the next one is painted as if nothing had been.
    await expect(pngOf(svg, 100)).resolves.toBeInstanceOf(Uint8Array);
  });
});
