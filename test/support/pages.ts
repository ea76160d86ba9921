import type { TellPage } from "../../bot/ports/store.ts";

/** Collects everybody who is reported page by page. */
export async function told(read: (tell: TellPage) => Promise<void>): Promise<readonly string[]> {
  const all: string[] = [];
  await read(async (page) => void all.push(...page));
  return all;
}
