import type { OfficialSide } from "../../core/instrument.ts";
import { say } from "../../core/model/message.ts";
import { beginForm } from "../../core/processes/opening.ts";
import { spokenCard } from "./entering/writing-down.ts";
import { surveyKind } from "./forms.ts";
import { actOf, official } from "./official.ts";
import { quoteItem } from "./returning/quotes.ts";
import { surveyShown } from "./shown-side.ts";

/**
 * The officials' side of surveys: short questions, always followed by what was heard and what is done with it.
 * Lifecycle (c).
 */
export const surveyOfficial = {
  ...surveyShown,
  act: actOf,
  official,
  stands: (contribution) =>
    quoteItem(contribution) ? say("officials:process.item.stands") : spokenCard(contribution).status,
  process: {
    ...surveyShown.process,
    command: surveyKind.command,
    begin: (input, context) => beginForm(surveyKind, input, context),
  },
} satisfies OfficialSide;
