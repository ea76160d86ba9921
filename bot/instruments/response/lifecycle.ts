// biome-ignore-all format: rows are read as a table
import { lifecycle } from "../../core/processes/lifecycle.ts";

/** What was put before the council, and what it answers. */
export const response = lifecycle({
  name: "response",
  what: "What the council, a committee or the executive answers to what was put before it, point by point.",
  card: false,
  states: {
    open: ["requested", "received", "routed", "scheduled", "answered", "plain_text_checked", "sent", "followed_up"],
    over: ["closed", "withdrawn"],
  },
  steps: {
    begin:      { from: "new", to: "requested", by: "organiser", guard: "enoughSupport",
                  asks: { points: [{ point: "words" }] }, tells: ["participants", "clerk"] },
    receive:    { from: "requested", to: "received", by: "clerk", guard: "another", due: { after: "5 working days" },
                  tells: "participants" },
    route:      { from: "received", to: "routed", by: "clerk", guard: "another", due: { after: "2 weeks" },
                  asks: { to: ["executive", "committee", "council", "official"], addressee: "owner" },
                  tells: "owner" },
    schedule:   { from: "routed", to: "scheduled", by: "clerk", guard: "another", due: { after: "4 weeks" },
                  asks: { day: "day", link: "link" }, tells: ["participants", "public"] },
    reschedule: { from: "scheduled", by: "clerk",
                  asks: { day: "day", link: "link", reason: "words" }, tells: "participants" },
    // What was asked by mistake, or is settled already. Once there is an answer, people read it.
    withdraw:   { from: ["requested", "received", "routed", "scheduled"], to: "withdrawn", by: ["organiser", "clerk"],
                  asks: { reason: "words" }, tells: ["participants", "organiser", "clerk"] },
    answer:     { from: "scheduled", to: "answered", by: ["owner", "clerk"], guard: "another",
                  due: { past: "day" }, forEach: "points",
                  asks: { outcome: ["accepted", "partly", "declined", "passed_on"], reason: "words",
                          weighing: "words?", promises: [{ what: "words", owner: "owner", due: "day" }] },
                  tells: "clerk" },
    check:      { from: "answered", to: "plain_text_checked", by: ["colleague", "clerk"], due: { after: "1 week" },
                  asks: { words: "words" } },
    send:       { from: "plain_text_checked", to: "sent", by: "clerk", guard: "reasonsGiven",
                  due: { after: "1 week" },
                  commits: "answer", tells: ["participants", "author", "public"] },
    correct:    { from: ["sent", "followed_up"], by: "clerk", guard: "another", forEach: "points",
                  asks: { outcome: ["accepted", "partly", "declined", "passed_on"], reason: "words", why: "words" },
                  tells: ["participants", "public"] },
    follow:     { from: "sent", to: "followed_up", by: "clock", due: { when: "commitment.moved" } },
    close:      { from: ["sent", "followed_up"], to: "closed", by: "clock", guard: "promisesSettled",
                  due: { after: "30 days", since: "sent" }, tells: ["participants", "clerk"] },
  },
  guards: {
    enoughSupport: "It comes from a process, or is a report with as many supporters as the town asks.",
    another: "The process that it comes from was begun by somebody else, and somebody else put it before the council.",
    reasonsGiven: "Each point has a reason, in plain words.",
  },
  lists: { points: "Items, recommendations or budget lines that were put before the council." },
  parts: { commitments: true },
});
