import { bad, neverTakenBack, type Plant, part, row, without } from "./plant.ts";

/** Something is waited for that does not come. */
export const days: readonly Plant[] = [
  bad(
    "poll",
    'the clock takes row "count" and does not know when: give it a due',
    row("count", { due: undefined }),
    row("answer", { from: ["open", "counted"] }),
  ),
  bad(
    "lesson",
    'row "recheck" is taken once and again and again: take one of the two out',
    row("recheck", { once: true }),
  ),
  bad(
    "walk",
    'row "signUp" can be taken once by everybody together: write once: "each"',
    row("signUp", { once: true }),
  ),
  bad(
    "poll",
    'the term of row "remind" is "0 days": write a whole number above 0',
    row("remind", { due: { ahead: "0 days", of: "voteUntil" } }),
  ),
  bad(
    "audit",
    'the term of "request" is "1.5 days": write a whole number above 0',
    part("items", { request: { in: ["evidence"], brings: ["words"], lookedAt: "1.5 days" } }),
  ),
  bad(
    "manifesto",
    'the term of row "close" begins again in state "monitoring": say since which state it counts',
    row("close", { due: { after: "1 year" } }),
  ),
  bad(
    "manifesto",
    'the term of row "close" counts since state "monitoring", and state "responded" can come without it: count since a state that always comes before',
    row("close", { due: { after: "1 year", since: "monitoring" } }),
  ),
  bad(
    "complaint",
    'the term of row "answer" counts since state "received", and is long over when "clerk_review" comes again: wait for a day that is set anew',
    row("again", { to: "clerk_review" }),
  ),
  bad(
    "issue",
    'row "answer" is owed again in state "answered", where it leads: take that state out of "from"',
    row("answer", { from: "any open" }),
  ),
  bad(
    "poll",
    'row "count" waits for day "voteTill", and nobody fills it in before: ask it or set it',
    row("count", { due: { past: "voteTill" } }),
  ),
  bad(
    "poll",
    'row "count" waits for day "voteUntil", and nobody fills it in before: ask it or set it',
    without("remind"),
    row("begin", { asks: { options: [{ option: "words", voteUntil: "day" }] } }),
  ),
  bad(
    "poll",
    'row "count" waits for day "voteUntil", and nobody fills it in before: ask it or set it',
    without("remind"),
    row("begin", { asks: { options: [{ option: "words" }], voteUntil: "day?" } }),
  ),
  bad(
    "poll",
    'row "count" waits for day "voteUntil", and nobody fills it in before: ask it or set it',
    without("remind"),
    row("begin", { asks: { options: [{ option: "words" }] } }),
    row("answer", { asks: { answer: "words", voteUntil: "day" } }),
  ),
  bad(
    "helpdesk",
    'row "answer" waits for "answerBy", which stands on a card, and it has none: name another day',
    row("answer", { due: { past: "answerBy" } }),
  ),
  bad(
    "challenge",
    'row "evaluate" waits for day "runsUntil", and row "report" asks something else by that name',
    row("report", { asks: { words: "words", runsUntil: "line" } }),
  ),
  bad(
    "assembly",
    'row "respond" waits for "response.planned", and there is no such table or state: name one',
    row("respond", { due: { when: "response.planned" } }),
  ),
  bad(
    "assembly",
    'row "respond" waits for "answer.sent", and there is no such table or state: name one',
    row("respond", { due: { when: "answer.sent" } }),
  ),
  bad(
    "referendum",
    'row "respond" waits for a "response" that nobody begins before: let an earlier row begin it',
    row("count", { begins: undefined }),
    neverTakenBack,
  ),
  bad(
    "participatory-budget",
    'row "start" waits for a "commitment" that nobody begins before: let an earlier row begin it',
    row("grant", { commits: undefined }),
  ),
  bad(
    "peer-review",
    'row "respond" waits for a "response" that nobody begins before: let an earlier row begin it',
    row("report", { begins: "lesson" }),
    neverTakenBack,
  ),
  bad(
    "challenge",
    'row "extendTerm" puts off "receives", which has no due: name a row that has one',
    row("extendTerm", { postpones: "receives" }),
  ),
  bad(
    "challenge",
    'row "extendTerm" puts off "decide" and asks 0 days: ask one',
    row("extendTerm", { asks: { reason: "words" } }),
  ),
  bad(
    "manifesto",
    'the clock takes "secondRound" and "closeVote" at the same moment, to different states: give each a guard',
    row("secondRound", { to: "clustering" }),
    row("closeVote", { guard: undefined }),
    (draft) => {
      delete draft.guards.lastRound;
    },
  ),
  bad(
    "poll",
    'row "begin" begins it and has a due, before anything runs: take the due out',
    row("begin", { due: { after: "1 week" } }),
  ),
  bad(
    "walk",
    'row "signUp" has a due, and anybody can take it, so nobody owes it: say who, or take the due out',
    row("signUp", { due: { past: "day" } }),
  ),
  bad(
    "peer-review",
    'row "respond" waits for "complaint.answered", and a complaint can end without it: let another row with a due lead on from state "report"',
    row("report", { begins: "complaint" }),
    row("respond", { due: { when: "complaint.answered" } }),
    neverTakenBack,
  ),
];
