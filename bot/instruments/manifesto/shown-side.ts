import type { ShownSide } from "../../core/instrument.ts";
import { shownSide } from "../../core/processes/shown-side.ts";
import { paper } from "./document/paper.ts";
import { manifestoKind } from "./manifesto.ts";
import { processCard, processLine } from "./process-card.ts";

const ofKernel = shownSide(manifestoKind);

/** What the delivering function needs of a manifesto and its topics. */
export const manifestoShown = {
  ...ofKernel,
  card: (contribution, context) => {
    const card = ofKernel.card(contribution, context);
    // Topics are put together and answered all at once, on the card of the manifesto.
    const actions = card.actions.filter(({ press }) => press.step === "item" && press.option !== "merge");
    return { ...card, actions };
  },
  process: { ...ofKernel.process, card: processCard, threadLine: processLine, document: paper },
} satisfies ShownSide;
