// biome-ignore-all format: rows are read as a table
import { lifecycle } from "../../../../bot/core/processes/lifecycle.ts";

/** Experiments and their lessons. */

export const experiment = lifecycle({
  name: "experiment",
  what: "The town tries something small, with an end and a question, and says what it learned.",
  states: {
    open: ["proposed", "mandated", "running", "evaluating", "embedded", "stopped_learned"],
    over: ["published", "declined"],
  },
  steps: {
    begin:    { from: "new", to: "proposed", by: ["resident", "official", "organiser", "clerk"],
                asks: { what: "words", learn: "words", where: "place?" }, tells: "colleagues" },
    mandate:  { from: "proposed", to: "mandated", by: ["clerk", "organiser"], due: { after: "8 weeks" },
                asks: { by: ["executive", "council"], leader: "owner", limits: "words", startOn: "day",
                        endsOn: "day" },
                answers: true, tells: ["participants", "owner"] },
    decline:  { from: "proposed", to: "declined", by: ["clerk", "organiser"],
                asks: { reason: "words" }, answers: true, tells: "participants" },
    start:    { from: "mandated", to: "running", by: "clock", due: { on: "startOn" },
                tells: ["participants", "public"] },
    log:      { from: "running", by: "owner", due: { every: "1 month" },
                asks: { words: "words", photo: "photo?" }, tells: "participants" },
    stopNow:  { from: "running", to: "evaluating", by: "owner", asks: { reason: "words" }, tells: "participants" },
    finish:   { from: "running", to: "evaluating", by: "clock", due: { past: "endsOn" },
                tells: ["participants", "group"] },
    conclude: { from: "evaluating",
                to: { by: "outcome", of: { embedded: "embedded", adapted: "running", stopped: "stopped_learned" } },
                by: "owner", agreed: "group", guard: "embeddable",
                due: { after: "6 weeks" },
                asks: { outcome: ["embedded", "adapted", "stopped"], reason: "words", reference: "link?",
                        endsOn: "day?", standing: [{ what: "words", owner: "owner", due: "day" }] },
                commits: "standing", tells: "participants" },
    publish:  { from: ["embedded", "stopped_learned"], to: "published", by: "owner", due: { after: "4 weeks" },
                asks: { lesson: "words" }, begins: "lesson", document: true, tells: ["participants", "public"] },
  },
  guards: {
    embeddable: "What stays has an owner, a document and a day to look whether it still stands; what goes on has a new end.",
  },
  parts: { group: { joins: "link", least: 4, most: 16 }, commitments: true },
});

export const lesson = lifecycle({
  name: "lesson",
  what: "What was learned, checked by somebody else, and used again elsewhere.",
  card: false,
  states: { hidden: ["draft", "reviewed"], open: ["published", "reused"], over: ["retired"] },
  steps: {
    begin:   { from: "new", to: "draft", by: ["organiser", "official", "clerk"],
               asks: { words: "words", worked: "words", failed: "words?", owner: "owner" } },
    review:  { from: "draft", to: "reviewed", by: "colleague", due: { after: "2 weeks" },
               asks: { words: "words" }, tells: "owner" },
    publish: { from: "reviewed", to: "published", by: "organiser", due: { after: "2 weeks" },
               document: true, tells: ["participants", "public"] },
    reuse:   { from: ["published", "reused"], to: "reused", by: ["official", "organiser"],
               asks: { where: "words" }, tells: "owner" },
    recheck: { from: ["published", "reused"], by: "owner", due: { every: "1 year", since: "published" },
               asks: { stillTrue: "yes", words: "words?" } },
    retire:  { from: ["published", "reused"], to: "retired", by: ["owner", "organiser"],
               asks: { reason: "words" }, tells: ["participants", "public"] },
  },
});
