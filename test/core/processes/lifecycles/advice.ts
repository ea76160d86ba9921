// biome-ignore-all format: rows are read as a table
import { lifecycle } from "../../../../bot/core/processes/lifecycle.ts";

/** Rules of play, advice and looking back. */

export const accord = lifecycle({
  name: "accord",
  what: "Rules of play between the town and groups, looked at again each half year.",
  states: {
    hidden: ["draft"],
    open: ["consulted", "adopted", "in_force", "under_review", "revised"],
    over: ["ended"],
  },
  steps: {
    begin:   { from: "new", to: "draft", by: ["organiser", "clerk"], asks: { rules: [{ rule: "words" }] } },
    consult: { from: "draft", to: "consulted", by: ["organiser", "clerk"],
               asks: { sayUntil: "day" }, tells: ["invited", "public"] },
    adopt:   { from: "consulted", to: "adopted", by: "organiser", agreed: ["group", "clerk"],
               due: { after: "4 weeks", since: "consulted" }, asks: { changed: "words", startOn: "day" },
               answers: true, document: true, tells: ["participants", "public"] },
    begins:  { from: ["adopted", "revised"], to: "in_force", by: "clock", due: { on: "startOn" },
               tells: "participants" },
    weigh:   { from: ["in_force", "under_review"], by: "clerk", due: { after: "10 working days" },
               forEach: "breaches", asks: { finding: "words" }, tells: "author" },
    review:  { from: "in_force", to: "under_review", by: "clock", due: { after: "6 months" },
               tells: ["participants", "organiser"] },
    settle:  { from: "under_review",
               to: { by: "outcome", of: { stays: "in_force", revised: "revised", ended: "ended" } },
               by: "organiser", agreed: ["group", "clerk"],
               due: { after: "6 weeks" },
               asks: { outcome: ["stays", "revised", "ended"], reason: "words", startOn: "day?" },
               document: true, tells: ["participants", "public"] },
  },
  lists: { breaches: "What somebody saw that goes against a rule." },
  parts: {
    group: { joins: "link", least: 2, most: 20 },
    items: { breach: { in: ["in_force", "under_review"], brings: ["words", "voice"], lookedAt: "2 working days" } },
  },
});

export const referendum = lifecycle({
  name: "referendum",
  what: "Residents advise the council with a yes or a no; it is always called advisory.",
  states: {
    open: ["requested", "question_set", "information", "vote", "result", "unasked"],
    over: ["council_response", "refused"],
  },
  steps: {
    begin:       { from: "new", to: "requested", by: ["resident", "clerk"],
                   asks: { about: "words" }, tells: "clerk" },
    setQuestion: { from: "requested", to: "question_set", by: "clerk", guard: "enoughSupporters",
                   due: { after: "8 weeks" }, asks: { question: "words", voteFrom: "day", voteUntil: "day" },
                   tells: ["participants", "public"] },
    refuse:      { from: "requested", to: "refused", by: "clerk",
                   asks: { reason: "words" }, answers: true, tells: "participants" },
    inform:      { from: "question_set", to: "information", by: "clerk", guard: "bothSidesEqual",
                   due: { ahead: "6 weeks", of: "voteFrom" }, asks: { inFavour: "words", against: "words" },
                   document: true, tells: ["invited", "public"] },
    openVote:    { from: "information", to: "vote", by: "clock", due: { on: "voteFrom" }, tells: "invited" },
    remind:      { from: "vote", by: "clock", due: { ahead: "2 days", of: "voteUntil" }, tells: "unfinished" },
    count:       { from: "vote", to: "result", by: "clock", due: { past: "voteUntil" },
                   counts: "ballots", begins: "response", document: true, tells: ["participants", "public"] },
    respond:     { from: "result", to: "council_response", by: "clock", due: { when: "response.sent" },
                   answers: true, tells: ["participants", "public"] },
    // The council was asked by mistake, and is asked again.
    takenBack:   { from: "result", to: "unasked", by: "clock", due: { when: "response.withdrawn" } },
    askAgain:    { from: "unasked", to: "result", by: "clerk", due: { after: "2 weeks" },
                   begins: "response", tells: "participants" },
  },
  guards: {
    enoughSupporters: "As many residents support it as the ordinance asks.",
    bothSidesEqual: "For and against have as many words.",
  },
  parts: {
    items: { support: { in: ["requested"], brings: ["words"], supports: { in: ["requested"], least: 100 } } },
    ballot: { in: ["vote"], is: ["one"] },
    codes: { in: ["vote"], are: "ballots" },
  },
});

export const audit = lifecycle({
  name: "audit",
  what: "Residents look into how something was carried out; the town may answer before it is published.",
  states: {
    open: ["question", "group", "evidence", "findings", "rebuttal", "response", "follow_up"],
    over: ["closed"],
  },
  steps: {
    begin:   { from: "new", to: "question", by: "clerk", tells: "invited" },
    gather:  { from: "question", to: "group", by: "clerk", guard: "groupComplete", due: { after: "6 weeks" },
               tells: "participants" },
    look:    { from: "group", to: "evidence", by: "member", agreed: "group", due: { after: "4 weeks" },
               asks: { plan: "words" }, tells: "clerk" },
    show:    { from: "evidence", by: "official", due: { after: "10 working days" },
               forEach: "requests", asks: { file: "file?", whyNot: "words?" }, tells: "author" },
    find:    { from: "evidence", to: "findings", by: "member", agreed: "group", due: { after: "6 months" },
               asks: { findings: [{ finding: "words", source: "line" }] }, tells: "clerk" },
    rebut:   { from: "findings", to: "rebuttal", by: ["official", "clerk"], due: { after: "4 weeks" },
               asks: { rebuttal: "words" }, tells: "group" },
    publish: { from: "rebuttal", to: "response", by: "member", agreed: "group", due: { after: "4 weeks" },
               begins: "response", document: true, tells: ["participants", "public"] },
    respond: { from: "response", to: "follow_up", by: "clock", due: { when: "response.sent" }, answers: true },
    takenBack: { from: "response", to: "rebuttal", by: "clock", due: { when: "response.withdrawn" } },
    close:   { from: "follow_up", to: "closed", by: "clerk", agreed: "group", guard: "promisesSettled",
               due: { after: "1 year" }, document: true, tells: ["participants", "public"] },
  },
  lists: { requests: "What the group asked to see." },
  parts: {
    group: { joins: "link", least: 4, most: 12 },
    items: { request: { in: ["evidence"], brings: ["words"] } },
    commitments: true,
  },
});

export const peerReview = lifecycle({
  name: "peer-review",
  what: "Peers from another town come and say what they see.",
  states: { hidden: ["invited", "scope", "visit"], open: ["report", "unasked"], over: ["response"] },
  steps: {
    begin:   { from: "new", to: "invited", by: "clerk", asks: { peers: "words" } },
    agree:   { from: "invited", to: "scope", by: "clerk", asks: { questions: [{ question: "words" }], day: "day" } },
    visit:   { from: "scope", to: "visit", by: "clock", due: { on: "day" } },
    report:  { from: "visit", to: "report", by: "clerk", due: { after: "6 weeks" },
               asks: { report: "file", short: "words" }, begins: "response", document: true, tells: "public" },
    respond: { from: "report", to: "response", by: "clock", due: { when: "response.sent" },
               answers: true, tells: ["participants", "public"] },
    takenBack: { from: "report", to: "unasked", by: "clock", due: { when: "response.withdrawn" } },
    askAgain:  { from: "unasked", to: "report", by: "clerk", due: { after: "2 weeks" },
               begins: "response", tells: "participants" },
  },
});
