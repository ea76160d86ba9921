import type { ClockSide } from "../../core/instrument.ts";
import { spokenWaits } from "./answering/spoken.ts";
import { surveyWaits } from "./clock.ts";
import { surveyResident } from "./resident-side.ts";

/** What the clock does with a survey, and with answers that a colleague has to hear. */
export const surveyClock = {
  ...surveyResident,
  clock: spokenWaits,
  process: { ...surveyResident.process, clock: surveyWaits },
} satisfies ClockSide;
