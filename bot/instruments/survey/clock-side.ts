import type { ClockSide } from "../../core/instrument.ts";
import { clockTurn } from "../../core/processes/clock-turn.ts";
import { itemClock } from "../../core/processes/item-clock.ts";
import { spokenWaits } from "./answering/spoken.ts";
import { surveyResident } from "./resident-side.ts";
import { quoteItem } from "./returning/quotes.ts";
import { survey } from "./survey.ts";

/** The clock's side of surveys, and of spoken answers that a colleague has to hear. */
export const surveyClock = {
  ...surveyResident,
  clock: (input, contribution, context) =>
    quoteItem(contribution)
      ? itemClock(survey, contribution, context)
      : spokenWaits(input, contribution, context),
  process: {
    ...surveyResident.process,
    clock: (_input, process, context) => clockTurn(survey, process, context),
  },
} satisfies ClockSide;
