import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { play } from "./play.ts";

/**
 * Dialogues as they are read in the chat and at the desk. `UPDATE_TRANSCRIPTS=1 npx vitest run test/golden`
 * writes what is said now below what people do; then read it aloud before committing it.
 */
const folder = import.meta.dirname;
const scripts = readdirSync(folder).filter((name) => name.endsWith(".txt"));

describe.each(scripts)("%s", (name) => {
  const path = join(folder, name);
  const script = readFileSync(path, "utf8");

  test("reads as it is written down", async () => {
    const { transcript } = await play(script);
    if (process.env.UPDATE_TRANSCRIPTS) writeFileSync(path, transcript);
    else expect(transcript).toBe(script);
  });

  test("holds no sentence of the code's own, and keeps names apart in a right-to-left language", async () => {
    const { sentences } = await play(script, { pseudo: true });
    expect(sentences.length).toBeGreaterThan(3);
    for (const sentence of sentences) expect(outside(sentence), sentence).not.toMatch(/\p{L}/u);
    for (const sentence of sentences) {
      expect([...sentence].filter((one) => one === "\u2068")).toHaveLength(
        [...sentence].filter((one) => one === "\u2069").length,
      );
    }
  });
});

/** Text outside the marks of the pseudo-language. */
function outside(sentence: string): string {
  let rest = sentence;
  for (let depth = 0; depth < 6; depth++) rest = rest.replace(/⟦[^⟦⟧]*⟧/gu, "");
  return rest;
}
