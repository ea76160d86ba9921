import type { OfficialSide } from "../../core/instrument.ts";
import { begin } from "./opening.ts";
import { actOf, official } from "./running.ts";
import { surveyShown } from "./shown.ts";
import { spokenCard } from "./writing-down.ts";

/** What officials do with a survey: short questions, always what was heard, and what is done with it. Lifecycle (c). */
export const surveyOfficial = {
  ...surveyShown,
  act: actOf,
  official,
  stands: (contribution) => spokenCard(contribution).status,
  process: { ...surveyShown.process, organiserCommands: ["peiling"], begin },
} satisfies OfficialSide;
