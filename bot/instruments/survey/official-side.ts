import type { OfficialSide } from "../../core/instrument.ts";
import { spokenCard } from "./entering/writing-down.ts";
import { begin } from "./making/opening.ts";
import { actOf, official } from "./official.ts";
import { surveyShown } from "./shown-side.ts";

/**
 * The officials' side of surveys: short questions, always followed by what was heard and what is done with it.
 * Lifecycle (c).
 */
export const surveyOfficial = {
  ...surveyShown,
  act: actOf,
  official,
  stands: (contribution) => spokenCard(contribution).status,
  process: { ...surveyShown.process, command: "peiling", begin },
} satisfies OfficialSide;
