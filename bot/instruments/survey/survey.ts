import type { Instrument } from "../../core/instrument.ts";
import { isForEverybody } from "./asking-staff.ts";
import { surveyClock } from "./clock-side.ts";
import { begin } from "./opening.ts";
import { official } from "./running.ts";
import { surveyShown } from "./shown.ts";

/** A survey: short questions in chat, each answer kept at once, and always what was heard and what is done. */
export const survey: Instrument = {
  ...surveyClock,
  ...surveyShown,
  official,
  process: {
    ...surveyClock.process,
    ...surveyShown.process,
    organiserCommands: ["peiling"],
    isForEverybody,
    begin,
  },
};
