import type { ShownSide } from "../instrument.ts";
import { daysShown } from "./days-shown.ts";
import { itemCard, itemLine } from "./item-card.ts";
import type { AnyKind } from "./kind.ts";
import { cardOf, lineOf } from "./process-card.ts";

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
      ...daysShown(kind),
      threadLine: (entry, process) => lineOf(kind, entry, process),
      document: (process) => kind.document?.({ process, state: kind.schema.parse(process.state) }),
    },
  };
}
