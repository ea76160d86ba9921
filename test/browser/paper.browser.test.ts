/** The manifesto as people open it: in a browser, in light and dark, and printed. */
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { responded } from "../instruments/manifesto/people.ts";
import { barriersOn } from "./barriers.ts";
import { chromiumFlags, findChromium } from "./machine.ts";

const lacksBrowser = findChromium() === undefined;
if (lacksBrowser && process.env.CI)
  throw new Error("The page of a manifesto cannot be looked at: there is no Chromium.");
if (lacksBrowser) console.warn("\n*** THE PAGE OF A MANIFESTO IS NOT LOOKED AT: there is no Chromium. ***\n");

describe.skipIf(lacksBrowser)("the page of a manifesto", () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    const scene = await responded();
    const html = scene.town.card(scene.id)?.files.findLast((one) => one.name.endsWith(".html"))?.text ?? "";
    browser = await chromium.launch({
      executablePath: findChromium(),
      args: chromiumFlags,
      headless: true,
    });
    page = await browser.newPage({ viewport: { width: 900, height: 1200 }, colorScheme: "light" });
    await page.setContent(html);
  });
  afterAll(() => browser?.close());

  test("has its title, what young people want and what was answered, in order", async () => {
    expect(await page.title()).toBe("Jongerenmanifest Waterkant");
    expect(await page.getByRole("heading", { level: 2 }).allTextContents()).toEqual([
      "De vraag",
      "Wat wij willen",
      "Wat ook werd ingebracht",
      "Hoe dit is gemaakt",
      "Wie er meededen",
    ]);
    const first = page.getByRole("listitem").first();
    expect(await first.getByRole("heading").textContent()).toBe("Onderwerp 3: Gratis sporten");
    expect(await first.getByRole("term").allTextContents()).toContain("Antwoord van de gemeente");
  });

  test.each(["light", "dark"] as const)("has no barriers in %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    expect(await barriersOn(page)).toEqual([]);
  });

  test("fits on the screen of a phone", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 900, height: 1200 });
  });

  test("prints as a PDF that a screen reader can read: tagged, in its language, with its title", async () => {
    const pdf = (await page.pdf({ format: "A4", tagged: true })).toString("latin1");
    expect(pdf.slice(0, 5)).toBe("%PDF-");
    expect(pdf).toMatch(/\/MarkInfo[\s\S]{0,60}\/Marked true/);
    expect(pdf).toContain("/StructTreeRoot");
    expect(pdf).toMatch(/\/Lang \(nl\)/);
  });
});
