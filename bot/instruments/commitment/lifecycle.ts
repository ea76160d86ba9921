// biome-ignore-all format: rows are read as a table
import { lifecycle } from "../../core/processes/lifecycle.ts";

/** What somebody promises, whoever it is, and what becomes of it. */
export const commitment = lifecycle({
  name: "commitment",
  what: "A promise with an owner and a day: watched until it is settled.",
  card: false,
  states: { open: ["promised", "in_progress", "late", "disputed"], over: ["kept", "broken"] },
  steps: {
    begin:   { from: "new", to: "promised", by: ["organiser", "official", "clerk", "member"],
               asks: { what: "words", owner: "owner", due: "day" }, tells: "owner" },
    start:   { from: "promised", to: "in_progress", by: ["owner", "organiser", "clerk"],
               asks: { words: "words?" }, tells: "participants" },
    remind:  { from: ["promised", "in_progress", "disputed"], by: "clock", due: { ahead: "5 working days", of: "due" },
               tells: "owner" },
    late:    { from: ["promised", "in_progress"], to: "late", by: "clock", due: { past: "due" },
               tells: ["participants", "owner", "clerk"] },
    again:   { from: "late", by: "clock", due: { every: "1 month" }, tells: ["owner", "clerk"] },
    newDay:  { from: ["promised", "in_progress", "late"], to: "in_progress", by: ["owner", "clerk"],
               asks: { due: "day", reason: "words" }, tells: "participants" },
    keep:    { from: ["promised", "in_progress", "late"], to: "kept", by: ["owner", "organiser", "clerk"],
               asks: { words: "words" }, tells: ["participants", "public"] },
    break:   { from: ["promised", "in_progress", "late"], to: "broken", by: ["owner", "organiser", "clerk"],
               asks: { reason: "words" }, tells: ["participants", "clerk", "public"] },
    dispute: { from: ["in_progress", "late", "kept", "broken"], to: "disputed", by: "participant", guard: "firstDoubt",
               asks: { reason: "words?" }, tells: ["owner", "organiser", "clerk"] },
    passes:  { from: "disputed", by: "clock", guard: "untold", due: { past: "due" },
               tells: ["participants", "owner", "clerk"] },
    settle:  { from: "disputed", to: { by: "outcome", of: { kept: "kept", broken: "broken" } },
               by: ["organiser", "clerk"], guard: "notOwner", due: { after: "10 working days" },
               asks: { outcome: ["kept", "broken"], reason: "words" }, tells: ["participants", "owner", "public"] },
    goesOn:  { from: "disputed", to: "in_progress", by: ["organiser", "clerk"], guard: "notOwner",
               asks: { due: "day", reason: "words" }, tells: ["participants", "owner", "public"] },
    lapse:   { from: "disputed", to: "back", by: "clock", due: { after: "3 months" },
               tells: ["participants", "owner", "clerk"] },
  },
  guards: {
    firstDoubt: "It is her first doubt about this outcome, while its process is open or for 30 days at least.",
    untold: "Nobody has heard yet that this day has passed.",
    notOwner: "The promise is somebody else’s to keep.",
  },
});
