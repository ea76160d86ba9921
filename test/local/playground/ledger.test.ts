import { describe, expect, test } from "vitest";
import { createBookkeeper } from "../../../local/playground/ledger.ts";

const NOOR = 700001;

/** Below a card, and in its channel. */
const THREAD = { channel: "C1", thread: "1.2" };
const CHANNEL = { channel: "C1" };

function books() {
  const ledger = { lost: 0, doubled: 0 };
  const clock = { ms: 0 };
  const told: string[] = [];
  const keeper = createBookkeeper(
    ledger,
    () => clock.ms,
    (what) => void told.push(what),
  );
  return { ledger, clock, told, ...keeper };
}

test("the same words twice for one update are doubled, also when the update came twice", () => {
  const { ledger, begins, writes, ends } = books();
  begins(NOOR, 1, { needsReply: true });
  writes(NOOR, "Waar is het?");
  begins(NOOR, 1, { needsReply: true });
  writes(NOOR, "Waar is het?");
  ends(NOOR, 1, true);
  expect(ledger).toEqual({ lost: 0, doubled: 1 });
});

test("the same words for another update are not doubled", () => {
  const { ledger, begins, writes, ends } = books();
  for (const update of [1, 2]) {
    begins(NOOR, update, { needsReply: true });
    writes(NOOR, "Je vertelde 1 ding.");
    ends(NOOR, update, true);
  }
  expect(ledger).toEqual({ lost: 0, doubled: 0 });
});

test("a message without any reaction is lost, until the reply comes after all", () => {
  const { ledger, begins, ends, writes } = books();
  begins(NOOR, 1, { needsReply: true });
  ends(NOOR, 1, true);
  expect(ledger.lost).toBe(1);
  writes(NOOR, "Dank je.");
  expect(ledger).toEqual({ lost: 0, doubled: 0 });
});

test("a change in place is a reaction, and what Telegram gave up on is lost", () => {
  const { ledger, begins, ends, reacts } = books();
  begins(NOOR, 1, { needsReply: true });
  reacts(NOOR);
  ends(NOOR, 1, true);
  expect(ledger.lost).toBe(0);
  begins(NOOR, 2, { needsReply: false });
  ends(NOOR, 2, false);
  expect(ledger.lost).toBe(1);
});

test("of an album only the first photo asks for a reply", () => {
  const { ledger, begins, ends, writes } = books();
  for (const update of [1, 2, 3]) {
    begins(NOOR, update, { needsReply: true, album: "a" });
    if (update === 1) writes(NOOR, "Dank je voor de foto.");
    ends(NOOR, update, true);
  }
  expect(ledger).toEqual({ lost: 0, doubled: 0 });
});

test("notices and threads may repeat themselves only after somebody did something; a card never", () => {
  const { ledger, writes, posts, somethingHappened } = books();
  writes(NOOR, "Nieuws");
  posts(THREAD, "De inwoner antwoordt: “ja”");
  posts(CHANNEL, "Melding 1", "answer 1");
  somethingHappened();
  writes(NOOR, "Nieuws");
  posts(THREAD, "De inwoner antwoordt: “ja”");
  expect(ledger.doubled).toBe(0);
  posts(CHANNEL, "Melding 1: te laat", "answer 1");
  expect(ledger.doubled).toBe(1);
  writes(NOOR, "Nieuws");
  posts(THREAD, "De inwoner antwoordt: “ja”");
  expect(ledger.doubled).toBe(3);
});

test("a card that was taken away may come again, once", () => {
  const { ledger, posts, takesAway } = books();
  posts(CHANNEL, "Herinnering", "stop 1");
  takesAway(CHANNEL, "stop 1");
  posts(CHANNEL, "Herinnering", "stop 1");
  expect(ledger.doubled).toBe(0);
  posts(CHANNEL, "Herinnering", "stop 1");
  expect(ledger.doubled).toBe(1);
});

describe("a line below a card", () => {
  const joined = "Er kwam een jongere bij de kerngroep.";

  test("comes twice when two people did the same, also when the first only comes after the second did", () => {
    const { ledger, posts, somethingHappened } = books();
    posts(THREAD, joined);
    somethingHappened();
    somethingHappened();
    posts(THREAD, joined);
    posts(THREAD, joined);
    expect(ledger.doubled).toBe(0);
  });

  test("is doubled when it comes more often than people did something, and is named", () => {
    const { ledger, told, posts, somethingHappened } = books();
    somethingHappened();
    somethingHappened();
    for (let times = 0; times < 3; times++) posts(THREAD, joined);
    expect(ledger.doubled).toBe(1);
    expect(told).toEqual([`C1 1.2 "${joined}"`]);
  });

  test("is doubled when nobody did anything for half a minute", () => {
    const { ledger, clock, posts, somethingHappened } = books();
    somethingHappened();
    somethingHappened();
    posts(THREAD, joined);
    clock.ms = 31_000;
    posts(THREAD, joined);
    expect(ledger.doubled).toBe(1);
  });
});
