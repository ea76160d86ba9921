import { handoverOf, type Item, isEnding, type Manifesto } from "../state.ts";
import { adoptedItems } from "../voting/points.ts";
import { isSettled } from "./promise-terms.ts";

/** What officials can do between the vote and the end, and when. `bot/core/officials/permissions.ts` says who may. */

/** Acts for the manifesto as a whole, and acts for one of its items. */
const whole = ["ratify", "handOver", "confirm", "putOnAgenda", "close", "endEmpty", "forceClose"] as const;
export const forItem = ["write", "answer", "progress"] as const;
type Whole = (typeof whole)[number];
type ForItem = (typeof forItem)[number];
export type CouncilAct = Whole | ForItem;

/** What can be done now, in the order of the buttons. */
export function possibleActs(manifesto: Manifesto): CouncilAct[] {
  // Everybody is being told how it ended.
  if (isEnding(manifesto)) return [];
  const items = adoptedItems(manifesto);
  const promises = items.flatMap((one) => one.commitment ?? []);
  const open = promises.some((one) => !isSettled(one));
  switch (manifesto.at) {
    case "editing":
      return items.length === 0
        ? ["endEmpty", "forceClose"]
        : [...(items.every((one) => one.point) ? (["ratify"] as const) : []), "write", "forceClose"];
    case "ratified":
      // Anything filled in wrongly can be filled in again, until the clerk has confirmed it.
      return [...(handoverOf(manifesto) ? (["confirm"] as const) : []), "handOver", "forceClose"];
    case "handed_over":
      return ["putOnAgenda", "forceClose"];
    case "on_agenda":
      return ["answer", "putOnAgenda", "forceClose"];
    case "responded":
    case "monitoring":
      return [...(open ? (["progress"] as const) : (["close"] as const)), "forceClose"];
    // Even a manifesto that nobody came to has to end some day.
    default:
      return ["forceClose"];
  }
}

/** Buttons that had another name before the table had this row: cards that were posted then still have them. */
const rows: Readonly<Record<string, string>> = {
  agreement: "agree",
  items: "openVote",
  forceClose: "forceEnd",
};

/** The row of the table that a button on the card is for. */
export function rowOfAct(act: string): string {
  return rows[act] ?? act;
}

export function isCouncilAct(option: string): option is CouncilAct {
  return [...whole, ...forItem].some((one) => one === option);
}

/** The items that this can be done for. */
export function itemsFor(act: CouncilAct, manifesto: Manifesto): Item[] {
  const items = adoptedItems(manifesto);
  if (act === "answer") return items.filter((one) => !one.answer);
  return act === "progress" ? items.filter((one) => one.commitment && !isSettled(one.commitment)) : items;
}

export function itemAt(
  value: string | readonly string[] | undefined,
  act: CouncilAct,
  manifesto: Manifesto,
): Item | undefined {
  return itemsFor(act, manifesto).find((one) => String(one.n) === value);
}
