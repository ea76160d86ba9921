/** A story on the playground's page: started as a user starts it, in a browser, one step after the other. */
import { mkdirSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFailed, test } from "vitest";
import { chromiumFlags, findChromium, missing, type Started, startAsUser } from "./machine.ts";
import { middleOf, officialOn, residentOn } from "./people.ts";

const lacks = missing();
if (lacks.length > 0 && process.env.CI)
  throw new Error(`The browser test cannot run here: there is no ${lacks.join("; no ")}.`);
if (lacks.length > 0)
  console.warn(`\n*** THE BROWSER TEST IS SKIPPED: there is no ${lacks.join("; no ")}. ***\n`);

/** Milliseconds. How long somebody looks for something before it counts as missing. */
const PATIENCE = 25_000;

/** Everybody who can be on the page, and the page itself. */
export interface Stage {
  readonly page: Page;
  readonly resident: (name: string) => ReturnType<typeof residentOn>;
  readonly official: (name: string) => ReturnType<typeof officialOn>;
  readonly middle: ReturnType<typeof middleOf>;
  /** For the documentation, made only on request (UPDATE_SCREENSHOTS). */
  picture(name: string): Promise<void>;
  nothingLostOrDoubled(): Promise<void>;
}

/**
 * @param tell registers the steps, and the set-up for when the page is there. When a step fails, the screen and the
 *   terminal output are kept in .cache/; the steps after it have no meaning
 */
export function story(
  name: string,
  tell: (
    step: (name: string, run: () => Promise<void>) => void,
    onStage: (ready: (stage: Stage) => void) => void,
  ) => void,
): void {
  describe.skipIf(lacks.length > 0)(name, () => {
    let town: Started;
    let browser: Browser;
    let page: Page;
    const ready: ((stage: Stage) => void)[] = [];
    const stumbles: string[] = [];

    beforeAll(async () => {
      town = await startAsUser();
      browser = await chromium.launch({
        executablePath: findChromium(),
        args: chromiumFlags,
        headless: true,
      });
      page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
      page.setDefaultTimeout(PATIENCE);
      page.on("pageerror", (error) => stumbles.push(error.message));
      page.on("console", (line) => {
        if (line.type() === "error") stumbles.push(line.text());
      });
      await page.goto(town.url);
      const middle = middleOf(page);
      const stage: Stage = {
        page,
        resident: (one) => residentOn(page, one),
        official: (one) => officialOn(page, one),
        middle,
        picture: (file) => picture(page, file),
        nothingLostOrDoubled: () =>
          middle.tally
            .getByText("0 lost, 0 doubled")
            .waitFor()
            .catch(async () => {
              const said = await middle.pane.getByText(/^Counted as said twice/).allTextContents();
              throw new Error(
                `the tally is not clean. ${said.join("; ") || (await middle.tally.textContent())}`,
              );
            }),
      };
      for (const one of ready) one(stage);
    });
    afterEach(() => expect(stumbles).toEqual([]));
    afterAll(async () => {
      await browser?.close();
      await town?.stop();
    });

    tell(
      (step, run) =>
        test(step, async () => {
          onTestFailed(async () => {
            mkdirSync(".cache", { recursive: true });
            await page.screenshot({ path: ".cache/browser-test.png" });
            console.error(town.output().slice(-4000));
          });
          await run();
        }),
      (one) => ready.push(one),
    );
  });
}

async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.UPDATE_SCREENSHOTS) return;
  mkdirSync("docs/images", { recursive: true });
  await page.mouse.move(0, 0);
  await page.evaluate("document.activeElement?.blur()");
  await page.evaluate("document.fonts.ready.then(() => true)");
  await page.screenshot({ path: `docs/images/${name}.png`, animations: "disabled", caret: "hide" });
}
