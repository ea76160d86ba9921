import { describe, expect, test } from "vitest";
import type { Contribution, Entry } from "../../bot/core/model/contribution.ts";
import { residentId } from "../../bot/core/model/ids.ts";
import type { SlackMessage } from "../../local/playground/api.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { findDeeds, findDisorder } from "./deeds.ts";
import type { Deed } from "./officials.ts";

/** The judge of the fault tests notices when an official's words change, go astray, or are in the wrong order. */

const WORDS = "Beste inwoner,\n\n5 < 6 & “één”";
const report: Contribution = { ...rowOfEachKind.contribution, by: residentId("r1") };
const entry = (n: number, words: string, more: Partial<Entry> = {}): Entry => ({
  ...rowOfEachKind.entry,
  n,
  actor: "official",
  words,
  ...more,
});
const deed = (act: Deed["act"] = "answer"): Deed => ({ about: report.id, act, words: WORDS });
const heard = (chat: string, what: string) => ({ chat, what });
const judged = (
  deeds: readonly Deed[],
  said: readonly { chat: string; what: string }[],
  { entries = [entry(2, WORDS)], open = true, gone = [] as string[] } = {},
) =>
  findDeeds(
    deeds,
    [{ ...report, open }, ...entries],
    said,
    (id) => (id === "r1" ? "1" : undefined),
    new Set(gone),
  );

describe("an official's words", () => {
  test("are read when they stand there to the letter, as Telegram shows them", () => {
    const said = [heard("1", "Antwoord:\nBeste inwoner,\n\n5 &lt; 6 &amp; “één”\nTot ziens")];
    expect(judged([deed()], said)).toEqual({ read: 1, over: 0, lost: [], strangers: [] });
  });

  test("are lost when one sign is another, or when nobody read them", () => {
    expect(judged([deed()], [heard("1", "Beste inwoner,\n\n5 &lt; 6 & “een”")]).lost).toHaveLength(1);
    expect(judged([deed()], []).lost).toHaveLength(1);
  });

  test("that somebody else read went astray", () => {
    const said = [heard("1", WORDS), heard("2", WORDS)];
    expect(judged([deed()], said).strangers).toHaveLength(1);
  });

  test("need not be read by who has left, nor when the report was over before they were sent", () => {
    expect(judged([deed()], [], { gone: ["1"] })).toMatchObject({ over: 1, lost: [] });
    expect(judged([deed()], [], { entries: [], open: false })).toMatchObject({ over: 1, lost: [] });
    expect(judged([deed()], [], { open: false }).lost).toHaveLength(1);
  });

  test("that ask something need not be read when something else happened first", () => {
    const entries = [entry(2, WORDS), entry(3, "anders", { actor: "resident" })];
    expect(judged([deed("ask")], [], { entries })).toMatchObject({ over: 1, lost: [] });
    expect(judged([deed("answer")], [], { entries }).lost).toHaveLength(1);
  });
});

describe("what stands below a card", () => {
  const line = (text: string): SlackMessage => ({
    channel: "C1",
    ts: "2.0",
    user: "U0BOT",
    text,
    thread_ts: "1.0",
  });
  const entries = [entry(2, "Kijk w1x1q"), entry(3, "Nog w1x2q"), entry(4, "Dank o1q")];

  test("is in the order in which it happened, also when a line came a second time", () => {
    expect(findDisorder([line("w1x1q"), line("w1x2q"), line("o1q")], entries)).toEqual([]);
    expect(findDisorder([line("w1x1q"), line("w1x2q"), line("w1x1q"), line("o1q")], entries)).toEqual([]);
  });

  test("is out of order when a later word stands first", () => {
    expect(findDisorder([line("w1x1q"), line("o1q"), line("w1x2q")], entries)).toHaveLength(1);
  });
});
