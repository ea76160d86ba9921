// biome-ignore-all format: rows are read as a table
import { lifecycle } from "../../../../bot/core/processes/lifecycle.ts";

/** Help and meetings: the small ones. */

export const helpdesk = lifecycle({
  name: "helpdesk",
  what: "A question about taking part, answered by a person.",
  card: false,
  states: { open: ["open", "assigned", "answered"], over: ["closed"] },
  steps: {
    begin:  { from: "new", to: "open", by: ["resident", "official"],
              asks: { question: "words" }, tells: "colleagues" },
    assign: { from: "open", to: "assigned", by: "official", due: { after: "1 working day" },
              asks: { owner: "colleague" }, tells: "owner" },
    answer: { from: ["open", "assigned"], to: "answered", by: "official",
              due: { after: "5 working days", since: "open" }, asks: { answer: "words" }, tells: "author" },
    again:  { from: ["answered", "closed"], to: "open", by: "author", asks: { words: "words" }, tells: "owner" },
    close:  { from: "answered", to: "closed", by: "clock", due: { after: "14 days" }, tells: "participants" },
    write:  { from: "closed", by: "official", once: true, asks: { article: "words" }, begins: "lesson" },
  },
  parts: { items: { question: { in: ["open"], brings: ["words", "voice"] } } },
});

export const mediation = lifecycle({
  name: "mediation",
  what: "Two sides ask for somebody to help them talk. Only days and the outcome are kept.",
  card: false,
  states: {
    hidden: ["requested", "both_agreed", "mediator_set", "talking", "agreement", "no_agreement"],
    over: ["closed", "declined"],
  },
  steps: {
    begin:     { from: "new", to: "requested", by: ["resident", "official"], asks: { with: "note" }, tells: "clerk" },
    bothAgree: { from: "requested", to: "both_agreed", by: "clerk", due: { after: "2 weeks" },
                 asks: { otherSide: "yes" }, forgets: ["with"], tells: "participants" },
    decline:   { from: "requested", to: "declined", by: "clerk",
                 asks: { reason: "words" }, forgets: ["with", "reason"], tells: "participants" },
    appoint:   { from: "both_agreed", to: "mediator_set", by: "clerk", due: { after: "2 weeks" },
                 asks: { mediator: "line", day: "day" }, tells: "participants" },
    talk:      { from: "mediator_set", to: "talking", by: "clock", due: { on: "day" } },
    conclude:  { from: "talking", to: { by: "outcome", of: { agreement: "agreement", none: "no_agreement" } },
                 by: "clerk",
                 due: { after: "2 months" }, asks: { outcome: ["agreement", "none"] }, tells: "participants" },
    close:     { from: ["agreement", "no_agreement"], to: "closed", by: "clock", due: { after: "30 days" },
                 forgets: ["mediator"], tells: "participants" },
  },
});

export const complaint = lifecycle({
  name: "complaint",
  what: "Something went wrong in how people could take part: the clerk looks at it.",
  card: false,
  states: { open: ["received", "clerk_review"], over: ["answered", "referred"] },
  steps: {
    begin:  { from: "new", to: "received", by: "resident",
              asks: { words: "words" }, tells: ["participants", "clerk"] },
    review: { from: "received", to: "clerk_review", by: "clerk", due: { after: "5 working days" },
              tells: "participants" },
    answer: { from: "clerk_review", to: "answered", by: "clerk", due: { after: "6 weeks", since: "received" },
              asks: { answer: "words", lesson: "words?" }, tells: "participants" },
    refer:  { from: "clerk_review", to: "referred", by: "clerk",
              asks: { to: ["formal_complaint", "ombudsman"], reason: "words" }, tells: "participants" },
    again:  { from: "answered", to: "received", by: "author", once: true,
              asks: { words: "words" }, tells: "clerk" },
  },
  parts: { items: { complaint: { in: ["received"], brings: ["words", "voice"] } } },
});

export const event = lifecycle({
  name: "event",
  what: "A meeting: who comes, and what was said there.",
  states: { hidden: ["draft"], open: ["announced", "open", "full", "held"], over: ["report_sent", "cancelled"] },
  steps: {
    begin:    { from: "new", to: "draft", by: "organiser",
                asks: { signUpFrom: "day", day: "day", place: "place", seats: "number" } },
    announce: { from: "draft", to: "announced", by: "organiser", tells: ["invited", "public"] },
    openDoor: { from: "announced", to: "open", by: "clock", due: { on: "signUpFrom" }, tells: "invited" },
    signUp:   { from: "open", by: "resident", once: "each", asks: { comes: "yes" } },
    fill:     { from: "open", to: "full", by: "clock", due: { when: "noSeatLeft" } },
    freeSeat: { from: "full", to: "open", by: "clock", due: { when: "seatFree" }, tells: "invited" },
    remind:   { from: ["open", "full"], by: "clock", due: { ahead: "1 day", of: "day" }, tells: "participants" },
    signOff:  { from: ["open", "full"], by: "participant", asks: { reason: "words?" } },
    hold:     { from: ["open", "full"], to: "held", by: "clock", due: { past: "day" },
                tells: "organiser" },
    report:   { from: "held", to: "report_sent", by: "organiser", due: { after: "2 weeks" },
                asks: { report: "words" }, answers: true, document: true, tells: ["participants", "public"] },
    cancel:   { from: ["announced", "open", "full"], to: "cancelled", by: "organiser",
                asks: { reason: "words" }, answers: true, tells: ["participants", "invited"] },
  },
  guards: { noSeatLeft: "As many signed up as there are seats.", seatFree: "Somebody signed off." },
});

export const supportMatch = lifecycle({
  name: "support-match",
  what: "Somebody who knows how helps somebody who asks.",
  card: false,
  states: { open: ["asked", "proposed", "accepted", "done"], over: ["rated", "withdrawn"] },
  steps: {
    begin:    { from: "new", to: "asked", by: ["organiser", "official", "resident"],
                asks: { need: "words" }, tells: "colleagues" },
    propose:  { from: "asked", to: "proposed", by: "organiser", due: { after: "2 weeks" },
                asks: { expert: "colleague" }, tells: ["participants", "owner"] },
    accept:   { from: "proposed", to: "accepted", by: "author", agreed: "owner", due: { after: "1 week" },
                tells: "organiser" },
    notThis:  { from: "proposed", to: "asked", by: ["author", "owner"],
                asks: { reason: "note?" }, tells: "organiser" },
    finish:   { from: "accepted", to: "done", by: "owner", due: { after: "3 months" }, tells: "participants" },
    rate:     { from: "done", to: "rated", by: "author",
                asks: { helped: ["yes", "partly", "no"] }, tells: "participants" },
    unrated:  { from: "done", to: "rated", by: "clock", due: { after: "14 days" }, tells: "participants" },
    withdraw: { from: ["asked", "proposed", "accepted"], to: "withdrawn", by: ["author", "organiser"],
                tells: ["participants", "owner"] },
  },
  parts: { items: { question: { in: ["asked"], brings: ["words"] } } },
});

export const representedGroup = lifecycle({
  name: "represented-group",
  what: "A community says whom it speaks for and by how many it is supported.",
  card: false,
  states: { hidden: ["applied", "verified"], open: ["listed"], over: ["refused", "ended"] },
  steps: {
    begin:  { from: "new", to: "applied", by: "resident",
              asks: { name: "words", speaksFor: "words", supporters: "number" },
              tells: ["participants", "organiser"] },
    verify: { from: "applied", to: "verified", by: "official", due: { after: "2 weeks" },
              asks: { how: "note" }, tells: "participants" },
    refuse: { from: ["applied", "verified"], to: "refused", by: "official",
              asks: { reason: "words" }, tells: "participants" },
    list:   { from: "verified", to: "listed", by: "official", due: { after: "1 week" },
              tells: ["participants", "public"] },
    renew:  { from: "listed", by: "participant", due: { every: "1 year" },
              asks: { supporters: "number" }, tells: "organiser" },
    end:    { from: "listed", to: "ended", by: ["participant", "official"],
              asks: { reason: "words" }, tells: ["participants", "public"] },
  },
});
