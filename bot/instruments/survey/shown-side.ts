import type { ShownSide } from "../../core/instrument.ts";
import { daysShown } from "../../core/processes/days-shown.ts";
import { staffCard } from "./entering/staff-card.ts";
import { spokenCard, spokenLine } from "./entering/writing-down.ts";
import { paper } from "./files/paper.ts";
import { NAME, VERSION } from "./names.ts";
import { surveyCard, surveyLine } from "./process-card.ts";
import { survey } from "./survey.ts";

/** What the delivery function needs of surveys, and of spoken answers that a colleague has to hear. */
export const surveyShown = {
  name: NAME,
  version: VERSION,
  waitsForMaker: () => false,
  card: spokenCard,
  threadLine: spokenLine,
  process: {
    card: surveyCard,
    ...daysShown(survey),
    threadLine: surveyLine,
    document: paper,
    call: staffCard,
  },
} satisfies ShownSide;
