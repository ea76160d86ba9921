import type { ShownSide } from "../../../core/instrument.ts";
import type { Card, CardAction } from "../../../core/model/card.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { say } from "../../../core/model/message.ts";
import { NAME, type OfWorker, readWorker, VERSION } from "./state.ts";

/** A youth worker's admission as its desk sees it. */
export const workerShown = {
  name: NAME,
  version: VERSION,
  waitsForMaker: () => false,
  card,
  threadLine: () => undefined,
} satisfies ShownSide;

function card(contribution: OfWorker): Card {
  const { id } = contribution;
  const { at, name, organisation, admittedBy } = readWorker(contribution);
  const action = (option: string, rank: CardAction["rank"]): CardAction => ({
    label: say(`officials:worker.act.${option}`),
    press: { instrument: NAME, version: VERSION, step: "card", option, ref: id },
    rank,
  });
  return {
    ref: id,
    title: say("officials:worker.title", { number: shownNumber(id) }),
    facts: [
      ...(name ? [{ label: say("officials:worker.field.name"), value: name }] : []),
      ...(organisation ? [{ label: say("officials:worker.field.organisation"), value: organisation }] : []),
      { label: say("officials:worker.by"), value: admittedBy },
    ],
    status: say(`officials:worker.at.${at}`),
    media: [],
    actions:
      at === "out" ? [] : [...(at === "invited" ? [action("renew", "plain")] : []), action("revoke", "more")],
  };
}
