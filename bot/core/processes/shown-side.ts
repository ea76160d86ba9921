import type { ShownSide } from "../instrument.ts";
import { itemCard, itemLine } from "./item-card.ts";
import type { AnyKind } from "./kind.ts";
import { owedIn } from "./owed.ts";
import { cardOf, lineOf, shownStanding } from "./process-card.ts";

/** What the delivering function needs of it. */
export function shownSide(kind: AnyKind): ShownSide {
  return {
    name: kind.table.name,
    version: kind.version,
    waitsForMaker: () => false,
    card: (contribution, context) => itemCard(kind, contribution, context),
    threadLine: (entry, contribution) => itemLine(kind, entry, contribution),
    process: {
      card: (process, context) => cardOf(kind, process, context),
      owed: (process, context) => owedIn(kind, shownStanding(kind, process, context)),
      threadLine: (entry, process) => lineOf(kind, entry, process),
      document: (process) => kind.document?.({ process, state: kind.schema.parse(process.state) }),
    },
  };
}
