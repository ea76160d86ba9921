import { lifecycle } from "../../core/processes/lifecycle.ts";

/** A pulse poll: one question, one choice each, and what is done with it. */
export const poll = lifecycle({
  name: "poll",
  what: "One question, one choice each, and what is done with it.",
  states: { open: ["open", "counted"], over: ["closed"] },
  steps: {
    begin: {
      from: "new",
      to: "open",
      by: "organiser",
      guard: "choosable",
      asks: { options: [{ option: "words" }], voteUntil: "day" },
      tells: "invited",
    },
    remind: { from: "open", by: "clock", due: { ahead: "2 days", of: "voteUntil" }, tells: "unfinished" },
    count: {
      from: "open",
      to: "counted",
      by: "clock",
      due: { past: "voteUntil" },
      counts: "ballots",
      tells: ["participants", "organiser"],
    },
    answer: {
      from: "counted",
      to: "closed",
      by: "organiser",
      due: { past: "answerBy" },
      asks: { answer: "words" },
      answers: true,
      tells: ["participants", "public"],
    },
  },
  guards: { choosable: "There are two to ten options, and no two are the same." },
  parts: { ballot: { in: ["open"], is: ["one"] } },
});
