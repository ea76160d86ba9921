import type { Instrument } from "../../core/instrument.ts";
import { isForEverybody } from "./asking-staff.ts";
import { surveyWaits } from "./clock.ts";
import { begin } from "./opening.ts";
import { surveyResident } from "./resident-side.ts";
import { official } from "./running.ts";
import { surveyShown } from "./shown.ts";
import { spokenWaits } from "./writing-down.ts";

/** A survey: short questions in chat, each answer kept at once, and always what was heard and what is done. */
export const survey: Instrument = {
  ...surveyResident,
  ...surveyShown,
  official,
  clock: spokenWaits,
  process: {
    ...surveyResident.process,
    ...surveyShown.process,
    organiserCommands: ["peiling"],
    isForEverybody,
    begin,
    clock: surveyWaits,
  },
};
