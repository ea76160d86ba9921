import type { ClockSide } from "../../core/instrument.ts";
import { spokenWaits } from "./answering/spoken.ts";
import { surveyWaits } from "./clock.ts";
import { surveyResident } from "./resident-side.ts";

/** The clock's side of surveys, and of spoken answers that a colleague has to hear. */
export const surveyClock = {
  ...surveyResident,
  clock: spokenWaits,
  process: { ...surveyResident.process, clock: surveyWaits },
} satisfies ClockSide;
