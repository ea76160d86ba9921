/** What axe-core finds on a page, each with the elements concerned. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

interface Violation {
  id: string;
  nodes: { html: string }[];
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found: Violation[] = await page.evaluate("axe.run().then((result) => result.violations)");
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join("\n")}`);
}
