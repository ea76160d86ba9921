import type { TellPage } from "../../bot/ports/store.ts";

/** Everybody who is told page by page, together. */
export async function told(read: (tell: TellPage) => Promise<void>): Promise<readonly string[]> {
  const all: string[] = [];
  await read(async (page) => void all.push(...page));
  return all;
}
