import { describe, expect, test } from "vitest";
import type { Entry } from "../../bot/core/model/contribution.ts";
import { chanceFrom } from "./chance.ts";
import type { Marker } from "./phone.ts";
import type { Promised, Said } from "./record.ts";
import { compare, findErased, findNews, findWords, type Messages, unheard } from "./verdict.ts";

/** That the judge of the fault tests sees it when something is lost or doubled. */

const marker = (word: string): Marker => ({ word, chat: 1, how: "more" });
const entry = (n: number, words: string): Entry => ({
  row: "entry",
  contribution: "00000001",
  n,
  at: "2026-05-04T09:00:00.000Z",
  actor: "resident",
  event: "add",
  words,
});
const promised = (what: string, more: Partial<Promised> = {}): Promised => ({
  chat: "1",
  what,
  at: 0,
  mayLapse: false,
  isReply: false,
  inOthers: [],
  ...more,
});
const judged = (
  promised: readonly Promised[],
  said: readonly Said[],
  { deaths = [], repeats = [], updates = [] }: Partial<Omit<Messages, "promised" | "said">> = {},
  left?: ReadonlyMap<string, number>,
) => compare({ promised, said, deaths, repeats, updates }, left);
const said = (what: string, at: number, more: Partial<Said> = {}): Said => ({
  chat: "1",
  what,
  at,
  how: "sent",
  answerLost: false,
  ...more,
});

describe("words", () => {
  test("stand in the table once, not at all, or too often", () => {
    const rows = [entry(1, "Kijk w1x1q"), entry(2, "En w1x3q"), entry(3, "En w1x3q")];
    const found = findWords(["w1x1q", "w1x2q", "w1x3q"].map(marker), rows);
    expect(found.once).toBe(1);
    expect(found.lost).toEqual([marker("w1x2q")]);
    expect(found.doubled).toEqual([marker("w1x3q")]);
  });
});

describe("words of who erased herself", () => {
  const before = marker("w1x1q");
  const after = marker("w1x2q");
  const erased = [{ chat: 1, upTo: 1, sure: true }];

  test("may stand in no row", () => {
    expect(findErased([before, after], erased, [entry(1, "En w1x2q")], []).left).toEqual([]);
    expect(findErased([before], erased, [entry(1, "Kijk w1x1q")], []).left).toEqual(["w1x1q in a row entry"]);
  });

  test("are found in each copy in Slack", () => {
    const messages = [{ text: "w1x1q" }, { text: "w1x1q" }, { text: "w1x2q" }];
    expect(findErased([before, after], erased, [], messages)).toMatchObject({
      words: 1,
      copies: ["w1x1q", "w1x1q"],
    });
  });

  test("are not those that she wrote down for a group: these stay", () => {
    const forGroup: Marker = { ...before, how: "group" };
    expect(findErased([forGroup], erased, [entry(1, "Kijk w1x1q")], [])).toMatchObject({
      words: 0,
      left: [],
    });
  });

  test("may be there or gone when she never heard that they are gone", () => {
    const perhaps = [{ chat: 1, upTo: 1, sure: false }];
    for (const rows of [[], [entry(1, "Kijk w1x1q")]]) {
      expect(findErased([before], perhaps, rows, []).left).toEqual([]);
      expect(findWords([before], rows, perhaps).lost).toEqual([]);
    }
    expect(findWords([after], [], perhaps).lost).toEqual([after]);
    expect(findErased([before], [...erased, ...perhaps], [entry(1, "Kijk w1x1q")], []).left).toHaveLength(1);
  });

  test("are not missed among the words that have to be there, and what she told later is", () => {
    expect(findWords([before, after], [], erased).lost).toEqual([after]);
  });
});

describe("messages", () => {
  test("that were promised and never said are lost", () => {
    expect(judged([promised("hoi"), promised("dag")], [said("hoi", 1)]).lost).toEqual(["1\ndag"]);
  });

  test("may come in another language, which she chose meanwhile", () => {
    const one = promised("hoi", { inOthers: ["hi"] });
    expect(judged([one], [said("hi", 1)]).lost).toEqual([]);
    expect(judged([one, promised("hi")], [said("hi", 1)]).lost).toEqual(["1\nhoi"]);
  });

  test("a question that was answered meanwhile is not lost", () => {
    expect(judged([promised("welke?", { mayLapse: true })], [])).toMatchObject({ lost: [], lapsed: 1 });
  });

  test("for somebody who blocked the bot are not lost: nobody can bring them", () => {
    expect(judged([promised("hoi")], [], {}, new Map([["1", 0]]))).toMatchObject({
      lost: [],
      unreachable: 1,
    });
  });

  test("for somebody who erased herself may be missing when they were promised before that, and not later", () => {
    const left = new Map([["1", 10_000]]);
    expect(judged([promised("hoi", { at: 9000 })], [], {}, left)).toMatchObject({ lost: [], unreachable: 1 });
    expect(judged([promised("hoi", { at: 20_000 })], [], {}, left).lost).toHaveLength(1);
  });

  test("that came twice are doubled, and a death in between explains one of them", () => {
    const twice = [said("hoi", 20_000), said("hoi", 21_000)];
    expect(judged([promised("hoi")], twice).unexplained).toEqual(["1\nhoi\n(20.0 s, 21.0 s)"]);
    expect(judged([promised("hoi")], twice, { deaths: [20_500] })).toMatchObject({
      doubled: 1,
      afterDeath: 1,
    });
    expect(judged([promised("hoi")], twice, { deaths: [500] }).unexplained).toHaveLength(1);
    const thrice = [...twice, said("hoi", 22_000)];
    expect(judged([promised("hoi")], thrice, { deaths: [20_500] }).unexplained).toHaveLength(1);
  });

  test("whose answer we kept back may come once more", () => {
    const twice = [said("hoi", 1, { answerLost: true }), said("hoi", 2)];
    expect(judged([promised("hoi")], twice)).toMatchObject({ afterLostAnswer: 1, unexplained: [] });
  });

  test("that answer an update which came again may come once more, and nothing else may", () => {
    const twice = [said("hoi", 20_000), said("hoi", 21_000)];
    const repeats = [{ chat: "1", at: 20_500 }];
    const reply = promised("hoi", { isReply: true });
    expect(judged([reply], twice, { repeats })).toMatchObject({ afterRepeat: 1, unexplained: [] });
    expect(judged([reply], twice, { repeats: [{ chat: "2", at: 20_500 }] }).unexplained).toHaveLength(1);
    expect(judged([promised("hoi")], twice, { repeats }).unexplained).toHaveLength(1);
  });

  test("that are a reply may be the reply to another message of hers too", () => {
    const twice = [said("hoi", 20_000), said("hoi", 41_000)];
    const reply = promised("hoi", { isReply: true });
    const updates = [{ update: "6", chat: "1", from: 40_500, to: 41_200 }];
    expect(judged([reply], twice, { updates })).toMatchObject({ atOnce: 1, unexplained: [] });
    expect(judged([promised("hoi")], twice, { updates }).unexplained).toHaveLength(1);
    const earlier = [{ update: "6", chat: "1", from: 1, to: 2 }];
    expect(judged([reply], twice, { updates: earlier }).unexplained).toHaveLength(1);
  });

  test("a message that is changed into the same twice is one message", () => {
    const change = { how: "changed", message: "7" } as const;
    const twice = [said("hoi", 1, change), said("hoi", 2, change)];
    expect(judged([promised("hoi")], twice)).toMatchObject({ doubled: 0, lost: [] });
  });
});

describe("an update that was taken", () => {
  const taken = { update: "5", chat: "1", from: 100, to: 200 };
  const nobody = new Set<string>();

  test("and after which nothing was said is seen", () => {
    const other = [said("hoi", 150, { chat: "2" }), said("hoi", 99), said("hoi", 201)];
    expect(unheard([taken], other, [], nobody)).toEqual(["update 5 of 1"]);
  });

  test("is well when something was said meanwhile, or goes through the queue, or when there was nothing to say", () => {
    expect(unheard([taken], [said("hoi", 150)], [], nobody)).toEqual([]);
    expect(unheard([taken], [], [{ chat: "1", at: 900 }], nobody)).toEqual([]);
    expect(unheard([taken], [], [], new Set(["tg:5"]))).toEqual([]);
    expect(unheard([{ update: "5", chat: "1", from: 100 }], [], [], nobody)).toEqual([]);
  });
});

test("news that somebody got twice is seen, whatever the reason", () => {
  const all = [said("Nieuws news1q", 1), said("Nieuws news1q", 2), said("Nieuws news2q", 3)];
  expect(findNews(all)).toEqual({ said: 2, doubled: ["1 news1q"] });
  // It is not promised to anybody in particular, so it is no message too many either.
  expect(judged([], all).unexplained).toEqual([]);
});

test("the same seed plays the same chance", () => {
  const [one, other] = [chanceFrom(7).for("x"), chanceFrom(7).for("x")];
  const list = Array.from({ length: 5 }, () => one.next());
  expect(Array.from({ length: 5 }, () => other.next())).toEqual(list);
  expect(new Set(list).size).toBe(5);
});
