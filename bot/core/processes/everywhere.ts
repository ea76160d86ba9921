import type { Step } from "./lifecycle.ts";

/** Rows that every process with a card has, and no table repeats. */
export const everywhere = {
  edit: { from: "any open", by: "organiser", asks: { card: "words" }, tells: "participants" },
  warn: {
    from: "any open",
    by: "clock",
    due: { ahead: "5 working days", of: "answerBy" },
    tells: "organiser",
  },
  late: {
    from: "any open",
    by: "clock",
    due: { past: "answerBy" },
    tells: ["participants", "organiser", "clerk"],
  },
  postpone: {
    from: "any open",
    by: "organiser",
    asks: { answerBy: "day", reason: "words" },
    postpones: "late",
    tells: "participants",
  },
  skip: {
    from: "any open",
    to: "next",
    by: "organiser",
    asks: { step: "line", reason: "words" },
    tells: "participants",
  },
  forceEnd: {
    from: "any open",
    to: "forced",
    by: ["clerk", "admin"],
    asks: { reason: "words" },
    tells: ["participants", "organiser", "clerk"],
  },
} as const satisfies Readonly<Record<string, Step>>;
