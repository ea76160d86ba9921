import type { ShownSide } from "../../core/instrument.ts";
import { owedIn } from "../../core/processes/owed.ts";
import { shownStanding } from "../../core/processes/process-card.ts";
import { paper } from "./document/paper.ts";
import { manifestoKind } from "./manifesto.ts";
import { NAME, VERSION } from "./names.ts";
import { processCard, processLine } from "./process-card.ts";
import { topicCard, topicLine } from "./topics/topic-card.ts";

/** What the delivering function needs of a manifesto and its topics. */
export const manifestoShown = {
  name: NAME,
  version: VERSION,
  waitsForMaker: () => false,
  card: topicCard,
  threadLine: topicLine,
  process: {
    card: processCard,
    owed: (process, shown) => owedIn(manifestoKind, shownStanding(manifestoKind, process, shown)),
    threadLine: processLine,
    document: paper,
  },
} satisfies ShownSide;
