import { howManyTook } from "../../../../bot/core/processes/each-once.ts";
import type { AnyKind, BallotOf } from "../../../../bot/core/processes/kind.ts";
import { lifecycle } from "../../../../bot/core/processes/lifecycle.ts";
import { stageSchema } from "../../../../bot/core/processes/stage.ts";
import { hasSupport } from "../../../../bot/core/processes/support.ts";
import { commitment } from "../../../../bot/instruments/commitment/commitment.ts";
import { response } from "../../../../bot/instruments/response/response.ts";

/** A small way of taking part that uses every part of the kernel: ideas, a core group, groups, a vote. */
const table = lifecycle({
  name: "forum",
  what: "Ideas, looked at first, supported, and voted on.",
  states: { open: ["ideas", "vote", "counted"], over: ["closed"] },
  steps: {
    begin: { from: "new", to: "ideas", by: "organiser", asks: { voteUntil: "day" }, tells: "invited" },
    openVote: {
      from: "ideas",
      to: "vote",
      by: "organiser",
      agreed: "group",
      guard: "groupComplete",
      due: { after: "4 weeks" },
      tells: "participants",
    },
    join: {
      from: "ideas",
      by: "resident",
      once: "each",
      guard: "seatLeft",
      asks: { topic: "line?" },
      adds: "guests",
    },
    steps: { from: "ideas", by: "resident", asks: { steps: [{ what: "line" }], why: "words" } },
    nod: { from: "ideas", by: "resident", forEach: "all", asks: { nod: "line" } },
    mention: { from: "ideas", by: "organiser", forEach: "all", tells: "participants" },
    hint: { from: "ideas", by: "resident", asks: { what: "line" }, tells: "clerk" },
    suggest: { from: "ideas", by: "resident", agreed: "clerk", asks: { what: "line" } },
    confide: { from: "ideas", by: "organiser", agreed: "clerk" },
    askCouncil: { from: "ideas", by: "organiser", begins: "response" },
    invite: { from: "ideas", by: "organiser", asks: { whom: "groups" }, tells: "invited" },
    praise: { from: "ideas", by: "official", forEach: "popular", asks: { words: "words" }, tells: "author" },
    pledge: {
      from: "ideas",
      by: "official",
      forEach: "guests",
      asks: { promises: [{ what: "words", owner: "owner", due: "day" }] },
    },
    promise: { from: "ideas", by: "organiser", commits: "pledge" },
    vow: {
      from: ["ideas", "counted"],
      by: ["organiser", "member"],
      asks: { what: "words", owner: "owner", due: "day" },
      commits: true,
    },
    count: {
      from: "vote",
      to: "counted",
      by: "clock",
      due: { past: "voteUntil" },
      counts: "ballots",
      tells: "participants",
    },
    again: {
      from: "counted",
      to: "vote",
      by: "organiser",
      asks: { voteUntil: "day" },
      tells: "participants",
    },
    remindVote: { from: "vote", by: "clock", due: { ahead: "2 days", of: "voteUntil" }, tells: "unfinished" },
    close: {
      from: "counted",
      to: "closed",
      by: "organiser",
      due: { past: "answerBy" },
      asks: { answer: "words" },
      answers: true,
      tells: "participants",
    },
  },
  guards: { seatLeft: "Fewer than two have joined." },
  lists: {
    popular: "Ideas with enough support.",
    all: "All ideas.",
    guests: "Who comes.",
    terms: "What the town asks of every plan.",
  },
  parts: {
    group: { joins: "link", least: 2, most: 3 },
    items: {
      idea: {
        in: ["ideas"],
        brings: ["words", "voice", "photo", "place"],
        lookedAt: "2 working days",
        supports: { in: ["ideas"], least: 2 },
        merges: true,
        sides: true,
      },
      wish: {
        in: ["ideas"],
        brings: ["words", "photo"],
        lookedAt: "2 working days",
        changesIn: ["ideas"],
        refusals: ["double", "other"],
        media: "municipality",
      },
    },
    ballot: { in: ["vote"], is: ["votes"] },
    facilitated: { votes: 2 },
    commitments: true,
  },
});

/** What can be voted on: a test may put something else in its place. */
export const paper: { of: BallotOf } = { of: () => plans([1, 2, 3]) };

/** Plans by their numbers. */
export function plans(numbers: readonly number[]) {
  const options = numbers.map((n) => ({ n, words: { nl: `Plan ${n}`, en: `Plan ${n}` } }));
  return { is: "votes" as const, votes: 2, options };
}

export const forum: AnyKind = {
  table,
  version: 1,
  schema: stageSchema,
  command: "forum",
  guards: { seatLeft: ({ state }) => howManyTook(state, "join") < 2 },
  lists: {
    popular: ({ context }, items) => items.filter((one) => hasSupport({ table }, one, context)),
  },
  makes: {
    confide: () => [{ list: "terms", words: { nl: "Het plein blijft open" }, values: { cost: 100 } }],
  },
  ballot: (s) => paper.of(s),
  begins: {
    askCouncil: ({ state }) => ({
      points: Array.from({ length: state.group?.members.length ?? 0 }, (_, n) => ({
        point: { nl: `Punt ${n + 1}`, en: `Point ${n + 1}` },
      })),
    }),
  },
  children: { commitment, response },
};
