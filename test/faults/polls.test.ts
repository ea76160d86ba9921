import { describe, expect, test } from "vitest";
import type { Instant } from "../../bot/core/calendar/time.ts";
import type { Ballot } from "../../bot/core/counting/ballot.ts";
import { type Message, say } from "../../bot/core/model/message.ts";
import { newStage } from "../../bot/core/processes/stage.ts";
import type { Row } from "../../bot/ports/rows.ts";
import { createVoterTokens } from "../../bot/runtime/voter-tokens.ts";
import { toImage } from "../../bot/store/item-codec.ts";
import { createWords } from "../../bot/text/words.ts";
import { locales } from "../../locales/index.ts";
import { rowOfEachKind } from "../support/row-of-each-kind.ts";
import { sampleProcess } from "../support/sample-process.ts";
import { erasedAfter, noVote, OPTIONS, type Poll, pressing, saw, type Vote } from "./poll-votes.ts";
import { findPolls, type PollsRun } from "./polls.ts";

/** The judge of the fault tests notices what can go wrong with a poll. */

const words = createWords(locales);
const inEachLanguage = (message: Message) => words.languages.map((one) => words.render(message, one));
const tokens = createVoterTokens("a secret that is only for the tests of the judge");
const now: Instant = "2026-05-20T09:00:00.000Z";
const poll: Poll = { id: "P7000009", title: { nl: "Het plein 1x", en: "The square 1x" }, word: "answer1q" };

const ballot = (chat: string, ...choices: number[]): Ballot => ({
  row: "ballot",
  process: poll.id,
  voter: tokens.of({ channel: "telegram", chat }, poll.id)[0],
  version: 1,
  choices,
  ranked: false,
});

/** Three people voted, for 2, 2 and 1; they were told so and answered. */
const votes = new Map<string, Vote>([
  ["1", saw(2)],
  ["2", saw(2)],
  ["3", saw(1)],
]);
const ballots = [ballot("1", 2), ballot("2", 2), ballot("3", 1)];
const counted = { voters: 3, points: { "2": 2, "1": 1 } };
const [result = ""] = inEachLanguage(say("poll:tells.count", { title: { localized: poll.title } }));
const order = [OPTIONS[1], OPTIONS[0], OPTIONS[2]].map((one) => `• ${one?.nl}`).join("\n");
const told = ["1", "2", "3"].flatMap((chat) => [
  { chat, what: `${result}\n${order}\n`, how: "sent" as const },
  { chat, what: `Dit doen wij: ${poll.word}.\n`, how: "sent" as const },
]);

function ended(changes: object = {}, more: object = {}) {
  const at = newStage("closed", now);
  const state = { ...at, answered: now, counted: { count: { on: now, same: true, ...counted } }, ...changes };
  return sampleProcess({ id: poll.id, instrument: "poll", state, open: false, ...more });
}

const tally = toImage({ pk: `TALLY#${poll.id}#0`, sk: "TALLY", voters: 3, item1: 1, item2: 2 });

function judged(
  run: Partial<PollsRun> & { rows?: readonly Row[]; items?: Parameters<typeof findPolls>[2] } = {},
): readonly string[] {
  const { rows = [ended(), ...ballots], items = [tally], ...rest } = run;
  return findPolls(
    {
      polls: [poll],
      votes: new Map([[poll.id, votes]]),
      said: told,
      gone: new Set(),
      erasedIds: [],
      inEachLanguage,
      now,
      ...rest,
    },
    rows,
    items,
    tokens,
  ).wrong;
}

const withVotes = (...changed: [string, Vote][]) => new Map([[poll.id, new Map([...votes, ...changed])]]);

test("a poll of which all is as it was seen, told and ended is well", () => {
  expect(judged()).toEqual([]);
});

describe("what residents last said", () => {
  test("is on their ballots, and a press that she heard nothing of may be, or not", () => {
    expect(judged({ votes: withVotes(["1", saw(3)]) }).join()).toContain("the ballot of 1 is 2");
    expect(judged({ votes: withVotes(["1", pressing(saw(3), 2)]) })).toEqual([]);
    expect(judged({ votes: withVotes(["1", pressing(saw(3), 1)]) }).join()).toContain("the ballot of 1");
    expect(judged({ votes: withVotes(["1", pressing(noVote, 2)]) })).toEqual([]);
  });

  test("is lost without a ballot, and counted twice with one that nobody cast", () => {
    expect(judged({ rows: [ended(), ...ballots.slice(1)] }).join()).toContain("the ballot of 1 is empty");
    const strange = [ended(), ...ballots, ballot("9", 2)];
    expect(judged({ rows: strange }).join()).toContain("belongs to nobody who voted");
  });

  test("is what was counted", () => {
    const wrongly = ended({
      counted: { count: { on: now, same: true, voters: 4, points: { "2": 3, "1": 1 } } },
    });
    expect(judged({ rows: [wrongly, ...ballots] }).join()).toContain("the result of the poll P7000009");
    expect(judged({ rows: [ended({ counted: undefined }), ...ballots] }).join()).toContain("the result");
    expect(judged({ items: [] }).join()).toContain("the running count of the poll");
  });
});

describe("the result and the answer", () => {
  const without = (chat: string, part: string) =>
    told.filter((one) => one.chat !== chat || !one.what.includes(part));

  test("are heard once by everybody who took part, and by nobody else", () => {
    for (const part of [result, poll.word]) {
      expect(judged({ said: without("2", part) }).join()).toMatch(
        /2 voted and never heard the (result|answer)/,
      );
      const twice = [...told, ...told.filter((one) => one.chat === "2" && one.what.includes(part))];
      expect(judged({ said: twice }).join()).toMatch(
        /2 heard the (result|answer) of the poll P7000009 2 times/,
      );
    }
    const other = [...told, { chat: "9", what: poll.word, how: "sent" as const }];
    expect(judged({ said: other }).join()).toContain(
      "9 heard the answer of the poll P7000009 and never voted",
    );
  });

  test("may be missing for as many as its own account calls uncertain", () => {
    const said = without("2", result);
    const account = (screen: string, uncertain: number): Row[] => [
      ended(),
      ...ballots,
      { ...rowOfEachKind.broadcast, id: "B1", process: poll.id, screen: { lines: [say(screen)] } },
      { ...rowOfEachKind.progress, broadcast: "B1", uncertain },
    ];
    expect(judged({ said, rows: account("poll:tells.count", 1) })).toEqual([]);
    expect(judged({ said, rows: account("poll:tells.count", 0) })).toHaveLength(1);
    expect(judged({ said, rows: account(poll.word, 1) })).toHaveLength(1);
  });

  test("need not reach who blocked the bot", () => {
    expect(judged({ said: without("2", result), gone: new Set(["2"]) })).toEqual([]);
  });

  test("read the same to all, in the order of the votes", () => {
    const swapped = told.map((one) => ({
      ...one,
      what: one.what.replace("• Een boom\n• Een bankje", "• Een bankje\n• Een boom"),
    }));
    expect(judged({ said: swapped }).join()).toContain("reads");
    const numbers = told.map((one) => ({ ...one, what: one.what.replace("Een boom", "Een boom: 2") }));
    expect(judged({ said: numbers }).join()).toContain("reads");
  });
});

describe("who erased herself", () => {
  const erased = (sure: boolean, isCounted: boolean) =>
    withVotes(["1", erasedAfter(saw(2), sure, isCounted)]);
  const silent = told.filter(({ chat }) => chat !== "1");

  test("leaves her ballot, and hears nothing any more", () => {
    expect(judged({ votes: erased(true, false), said: silent })).toEqual([]);
    expect(judged({ votes: erased(true, false) }).join()).toContain(
      "1 heard the result of the poll P7000009 after",
    );
    expect(
      judged({ votes: erased(true, false), said: silent, rows: [ended(), ...ballots.slice(1)] }).join(),
    ).toContain("the ballot of 1 is empty");
  });

  test("may hear it when she never heard that she was erased", () => {
    expect(judged({ votes: erased(false, false), said: silent })).toEqual([]);
    expect(judged({ votes: erased(false, false) })).toEqual([]);
  });

  test("after the count had heard the result, and does not hear the answer", () => {
    const onlyResult = told.filter(({ chat, what }) => chat !== "1" || what.includes(result));
    expect(judged({ votes: erased(true, true), said: onlyResult })).toEqual([]);
    expect(judged({ votes: erased(true, true), said: silent }).join()).toContain("1 voted and never heard");
    expect(judged({ votes: erased(true, true) }).join()).toContain("1 heard the answer");
  });

  test("votes again as somebody new: that replaces what she had voted", () => {
    const again = erasedAfter(saw(1), true, false);
    expect(judged({ votes: withVotes(["1", saw(2)]) })).toEqual([]);
    expect(judged({ votes: withVotes(["1", pressing(again, 2)]) })).toEqual([]);
    expect(judged({ votes: withVotes(["1", pressing(again, 3)]) }).join()).toContain("the ballot of 1");
  });

  test("stands in no row", () => {
    const rows: Row[] = [ended({ owner: "0123456789abcdef01234567" }), ...ballots];
    expect(judged({ rows, erasedIds: ["0123456789abcdef01234567"] }).join()).toContain("a row process still");
  });
});

describe("a poll", () => {
  test("ends: answered, closed, and nothing left to wait for", () => {
    const open = { at: "counted", answered: undefined };
    for (const process of [
      ended(open),
      ended({}, { open: true }),
      ended({ answered: undefined }),
      ended({ closing: { broadcast: "B1", step: "answer", to: "closed" } }),
    ])
      expect(judged({ rows: [process, ...ballots] }).join()).toContain("did not end");
    expect(judged({ rows: ballots }).join()).toContain("is not there");
  });

  test("is begun once", () => {
    expect(judged({ rows: [ended(), ...ballots, ended({}, { id: "P7000010" })] })).toEqual([
      "the poll P7000010 was begun once too often",
    ]);
  });

  test("waits for no moment that has passed", () => {
    const alarm = (dueAt: string) =>
      toImage({ pk: `PROCESS#${poll.id}`, sk: "WAKE", dueFor: "WAKE", dueAt, contribution: poll.id });
    expect(judged({ items: [tally, alarm("2026-05-20T08:00:00.000Z")] }).join()).toContain("was due");
    expect(judged({ items: [tally, alarm("2026-05-21T08:00:00.000Z")] })).toEqual([]);
  });
});
