import type { ShownSide } from "../../core/instrument.ts";
import { say } from "../../core/message.ts";
import { NAME, VERSION } from "./names.ts";
import { paper } from "./paper.ts";
import { surveyCard, surveyLine } from "./survey-card.ts";

/** What the function that delivers needs of a survey. It makes no contributions. */
export const surveyShown = {
  name: NAME,
  version: VERSION,
  waitsForMaker: () => false,
  card: ({ id }) => ({
    ref: id,
    title: say("common:as_is", { text: id }),
    facts: [],
    status: say("common:gone"),
    media: [],
    actions: [],
  }),
  threadLine: () => undefined,
  process: { card: surveyCard, threadLine: surveyLine, document: paper },
} satisfies ShownSide;
