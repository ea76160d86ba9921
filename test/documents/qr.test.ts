import { join } from "node:path";
import { decode } from "fast-png";
import { describe, expect, test } from "vitest";
import { qrPng, qrSvg } from "../../bot/documents/qr.ts";
import { createSvgToPng } from "../../bot/documents/svg-to-png.ts";
import { scanned } from "../support/scanned.ts";

const LINK = "https://t.me/samenspel_waterkant_bot?start=w_P1234567";
const pngOf = createSvgToPng(join(import.meta.dirname, "../../node_modules"));

/** Rows of pixels, dark ones true. */
function rowsOf(png: Uint8Array): readonly (readonly boolean[])[] {
  const { data, width, height, depth } = decode(png);
  expect(depth).toBe(1);
  const bytes = Math.ceil(width / 8);
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => (((data[y * bytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) === 0),
  );
}

describe("a link as a code", () => {
  test.each([
    LINK,
    "https://www.waterkant.nl/doe-mee?wijk=Żabka&plek=مكان",
    `https://example.org/${"a".repeat(400)}`,
  ])("leads somebody who scans it to %s", async (link) => {
    expect(scanned(await qrPng(link))).toBe(link);
    expect(scanned(await pngOf(qrSvg(link), 900))).toBe(link);
  });

  test("has four free modules on each side, so that a phone finds it", async () => {
    const rows = rowsOf(await qrPng(LINK));
    const free = (row: readonly boolean[] = []) => row.indexOf(true);
    const first = rows.findIndex((row) => row.includes(true));
    expect(first).toBe(4 * 12);
    expect(free(rows[first])).toBe(4 * 12);
    expect(rows.toReversed().findIndex((row) => row.includes(true))).toBe(4 * 12);
  });

  test("can still be scanned with a sticker over a tenth of it", async () => {
    const svg = qrSvg(LINK);
    const [, side = 0] = /viewBox="0 0 (\d+)/.exec(svg)?.map(Number) ?? [];
    const sticker = `<rect x="${side / 2 - 5}" y="${side / 2 - 5}" width="10" height="10" fill="#fff"/>`;
    const png = await pngOf(svg.replace("</svg>", `${sticker}</svg>`), 900);
    expect(scanned(png)).toBe(LINK);
  });

  test("is the same to the byte when it is made again", async () => {
    expect(await qrPng(LINK)).toEqual(await qrPng(LINK));
  });

  test("is refused when the link does not fit", async () => {
    await expect(qrPng(`https://example.org/${"a".repeat(1643)}`)).resolves.toBeInstanceOf(Uint8Array);
    await expect(qrPng(`https://example.org/${"a".repeat(1644)}`)).rejects.toThrow();
  });
});
