import { daySchema } from "../../bot/core/calendar/time.ts";
import { say } from "../../bot/core/model/message.ts";
import { anyKind, type ProcessKind } from "../../bot/core/processes/kind.ts";
import type { sample as table } from "./lifecycle.ts";
import { samplePart } from "./part.ts";

/** What stands beside the table: the code of what officials and the clock do. */
const kind: ProcessKind<typeof table> = {
  // What an organiser types in Slack, without the slash. Slack's list and the help follow from it.
  command: "‹command›",
  // A check for each guard of a row that no resident takes; `filled` is what was filled in, once it was. What it gives
  // back instead of true fills in the refusal, `sample:not.inTime`.
  guards: {
    inTime: ({ process }, filled) =>
      filled === undefined || String(filled.closesOn) < process.card.answerBy || {},
  },
  // For each list of the table: which of its items belong to it now.
  lists: {},
  // What the desk sees on the card, beside what every card shows.
  facts: ({ state: { filled } }) => {
    const day = daySchema.safeParse(filled.begin?.values?.closesOn);
    const label = say("officials:sample.field.begin.closesOn");
    return day.success ? [{ label, value: { date: day.data } }] : [];
  },
};

export const sample = anyKind(samplePart, kind);
