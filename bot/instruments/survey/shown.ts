import type { ShownSide } from "../../core/instrument.ts";
import { NAME, VERSION } from "./names.ts";
import { paper } from "./paper.ts";
import { staffCard } from "./staff-card.ts";
import { surveyCard, surveyLine } from "./survey-card.ts";
import { spokenCard, spokenLine } from "./writing-down.ts";

/** What the function that delivers needs of a survey, and of answers that a colleague has to hear. */
export const surveyShown = {
  name: NAME,
  version: VERSION,
  waitsForMaker: () => false,
  card: spokenCard,
  threadLine: spokenLine,
  process: { card: surveyCard, threadLine: surveyLine, document: paper, call: staffCard },
} satisfies ShownSide;
