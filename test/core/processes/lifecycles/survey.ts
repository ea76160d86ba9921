// biome-ignore-all format: rows are read as a table
import { lifecycle } from "../../../../bot/core/processes/lifecycle.ts";

/** Questions, and what is done with the answers. */

export const survey = lifecycle({
  name: "survey",
  what: "A few questions to those it concerns, what they said, and what is done with it.",
  states: {
    hidden: ["draft", "review", "scheduled"],
    open: ["open", "stopping", "closed", "results_published"],
    over: ["acted_on", "discarded"],
  },
  steps: {
    begin:     { from: "new", to: "draft", by: "organiser",
                 asks: { questions: "file", opensOn: "day", closesOn: "day", whom: "groups" } },
    questions: { from: ["draft", "review"], by: "organiser", asks: { questions: "file" } },
    days:      { from: ["draft", "review", "scheduled"], by: "organiser", asks: { opensOn: "day", closesOn: "day" } },
    propose:   { from: "draft", to: "review", by: "organiser", guard: "askable", tells: "colleagues" },
    sendBack:  { from: "review", to: "draft", by: "colleague", asks: { reason: "note" }, tells: "organiser" },
    approve:   { from: "review", to: "scheduled", by: "colleague", guard: "fewEnough",
                 due: { after: "3 working days" }, asks: { moreThanSeven: "yes?" }, tells: "organiser" },
    takeBack:  { from: "scheduled", to: "draft", by: "organiser" },
    discard:   { from: ["draft", "review", "scheduled"], to: "discarded", by: "organiser" },
    open:      { from: "scheduled", to: "open", by: "clock", due: { on: "opensOn" },
                 document: true, tells: "organiser" },
    invite:    { from: "open", by: "organiser", asks: { whom: "groups" }, tells: "invited" },
    remind:    { from: "open", by: "clock", due: { ahead: "3 days", of: "closesOn" }, tells: "invited" },
    amend:     { from: "open", by: "organiser", agreed: "colleague", guard: "askable", asks: { questions: "file" } },
    stop:      { from: "open", to: "stopping", by: "organiser", asks: { reason: "words" }, tells: "participants" },
    close:     { from: "open", to: "closed", by: "clock", due: { past: "closesOn" },
                 document: true, tells: "organiser" },
    gather:    { from: "stopping", to: "closed", by: "clock", due: { when: "allIn" },
                 document: true, tells: "organiser" },
    publish:   { from: "closed", to: "results_published", by: "organiser", due: { after: "7 days" },
                 asks: { quotes: "words?" }, document: true, tells: ["participants", "public"] },
    flag:      { from: "closed", by: "clock", due: { after: "30 days" }, tells: ["clerk", "organiser"] },
    actOn:     { from: "results_published", to: "acted_on", by: ["organiser", "clerk"], guard: "actionsOrReason",
                 due: { past: "answerBy" },
                 asks: { actions: [{ what: "words", owner: "owner", due: "day" }], because: "words?" },
                 commits: "actions", answers: true, document: true, tells: ["participants", "public"] },
    thank:     { from: ["open", "closed", "results_published", "acted_on"], by: "organiser",
                 asks: { words: "words" }, tells: "participants" },
    repeat:    { from: ["results_published", "acted_on"], by: "organiser",
                 asks: { opensOn: "day", closesOn: "day" }, begins: "survey" },
  },
  guards: {
    askable: "There is a question, each can be skipped, none asks what may not be asked.",
    fewEnough: "There are at most seven questions, or the reviewer confirms that there are more.",
    allIn: "Answers that were on their way have come in.",
    actionsOrReason: "There is an action, or it is said why there is none.",
  },
  parts: { commitments: true },
});
