import type { OfficialSide } from "../../core/instrument.ts";
import { isForEverybody } from "./asking-staff.ts";
import { begin } from "./opening.ts";
import { official } from "./running.ts";
import { surveyShown } from "./shown.ts";

/** What officials do with a survey: short questions, always what was heard, and what is done with it. Lifecycle (c). */
export const surveyOfficial = {
  ...surveyShown,
  official,
  process: { ...surveyShown.process, organiserCommands: ["peiling"], isForEverybody, begin },
} satisfies OfficialSide;
