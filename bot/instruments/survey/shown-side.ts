import type { ShownSide } from "../../core/instrument.ts";
import { daysShown } from "../../core/processes/days-shown.ts";
import { itemCard, itemLine } from "../../core/processes/item-card.ts";
import { staffCard } from "./entering/staff-card.ts";
import { spokenCard, spokenLine } from "./entering/writing-down.ts";
import { paper } from "./files/paper.ts";
import { NAME, VERSION } from "./names.ts";
import { surveyCard, surveyLine } from "./process-card.ts";
import { quoteItem } from "./returning/quotes.ts";
import { survey } from "./survey.ts";

/** What the delivery function needs of surveys, and of spoken answers that a colleague has to hear. */
export const surveyShown = {
  name: NAME,
  version: VERSION,
  waitsForMaker: () => false,
  card: (contribution, shown) =>
    quoteItem(contribution) ? itemCard(survey, contribution, shown) : spokenCard(contribution),
  threadLine: (entry, contribution) =>
    quoteItem(contribution) ? itemLine(survey, entry, contribution) : spokenLine(entry),
  process: {
    card: surveyCard,
    ...daysShown(survey),
    threadLine: surveyLine,
    document: paper,
    call: staffCard,
  },
} satisfies ShownSide;
