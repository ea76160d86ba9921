import { lifecycle } from "../../bot/core/processes/lifecycle.ts";

/**
 * Residents bring in ideas until a day; the municipality says what it does with them.
 *
 * Change it here, row by row: from which state, to which, by whom, when, what is asked, who hears. Every word that can
 * stand in a row is explained in `bot/core/processes/lifecycle.ts`. After a change `npm run lifecycles` says what the
 * table lacks, and which texts.
 */
export const sample = lifecycle({
  name: "sample",
  // What it is, in one sentence. It stands above the picture in docs/lifecycles.md.
  what: "Residents bring in ideas until a day, and the municipality says what it does with them.",
  // Where it can stand. `over`: nothing has to happen any more.
  states: { open: ["open", "closed"], over: ["answered"] },
  steps: {
    // An organiser types the command and fills in the card. What it asks besides stands in `asks`.
    begin: {
      from: "new",
      to: "open",
      by: "organiser",
      guard: "inTime",
      asks: { closesOn: "day" },
      tells: "invited",
    },
    // The clock takes this row by itself. Another moment: change `due`.
    close: {
      from: "open",
      to: "closed",
      by: "clock",
      due: { past: "closesOn" },
      tells: ["participants", "organiser"],
    },
    // The answer that the card promised. People have until `due`, and are watched.
    answer: {
      from: "closed",
      to: "answered",
      by: "organiser",
      due: { past: "answerBy" },
      asks: { answer: "words" },
      answers: true,
      tells: ["participants", "public"],
    },
  },
  // What each guard means; its code stands in sample.ts.
  guards: { inTime: "The last day for ideas comes before the day of the answer." },
  // What residents do, and in which states: bring in something here. `ballot` lets them vote, as in the poll.
  parts: { items: { idea: { in: ["open"], brings: ["words"], lookedAt: "5 working days" } } },
});
