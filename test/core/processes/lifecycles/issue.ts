// biome-ignore-all format: rows are read as a table
import { lifecycle } from "../../../../bot/core/processes/lifecycle.ts";

/** A report of one resident. */

export const issue = lifecycle({
  name: "issue",
  what: "Something a resident tells the town, and what comes of it.",
  card: false,
  states: {
    open: ["submitted", "triaged", "in_progress", "planned", "forwarded", "answered", "reopened"],
    paused: ["info_requested"],
    over: ["closed", "parked", "merged", "declined", "withdrawn"],
  },
  steps: {
    begin:     { from: "new", to: "submitted", by: "resident",
                 asks: { words: "words", photo: "photo?", place: "place?" }, sets: ["answerDay"],
                 tells: ["author", "colleagues"] },
    triage:    { from: ["submitted", "reopened"], to: "triaged", by: ["official", "organiser"],
                 asks: { category: "line", owner: "colleague" }, tells: "author" },
    ask:       { from: ["submitted", "triaged", "in_progress", "planned", "reopened"], to: "info_requested",
                 by: "official",
                 asks: { question: "words" }, tells: "author" },
    askAgain:  { from: "info_requested", by: "clock", due: { after: "7 days" }, tells: "author" },
    reply:     { from: ["info_requested", "parked"], to: "triaged", by: "author",
                 asks: { words: "words" }, tells: "owner" },
    park:      { from: "info_requested", to: "parked", by: "clock", due: { after: "14 days" },
                 tells: "participants" },
    start:     { from: ["triaged", "reopened"], to: "in_progress", by: "official", tells: "author" },
    plan:      { from: ["in_progress", "planned"], to: "planned", by: "official",
                 asks: { what: "words", owner: "owner", due: "day" }, commits: true, tells: "participants" },
    forward:   { from: ["triaged", "in_progress", "planned", "reopened"], to: "forwarded", by: "official",
                 asks: { party: "words" }, tells: "author" },
    merge:     { from: "any open", to: "merged", by: ["official", "organiser"],
                 asks: { into: "line" }, tells: "participants" },
    answer:    { from: ["submitted", "triaged", "in_progress", "planned", "forwarded", "info_requested", "reopened"],
                 to: "answered", by: "official", due: { past: "answerDay" },
                 asks: { outcome: ["done", "partly", "planned", "not_possible", "not_ours"], answer: "words" },
                 tells: "participants" },
    satisfied: { from: "answered", to: "closed", by: "author", tells: "participants" },
    close:     { from: "answered", to: "closed", by: "clock", due: { after: "14 days" }, tells: "participants" },
    reopen:    { from: ["answered", "closed"], to: "reopened", by: "author", guard: "within30Days",
                 asks: { reason: "words?" }, sets: ["answerDay"], tells: "owner" },
    decline:   { from: ["submitted", "triaged"], to: "declined", by: "official",
                 asks: { reason: "words", rightPlace: "words" }, tells: "participants" },
    withdraw:  { from: "any open", to: "withdrawn", by: "author", tells: ["participants", "owner"] },
    escalate:  { from: "any open", by: "organiser", guard: "enoughSupporters",
                 begins: "response", tells: ["participants", "clerk"] },
  },
  guards: {
    within30Days: "The answer is at most 30 days old.",
    enoughSupporters: "As many support it as the town asks.",
  },
  parts: {
    items: { report: { in: ["submitted"], brings: ["words", "voice", "photo", "place"], merges: true } },
    commitments: true,
    facilitated: true,
  },
});
