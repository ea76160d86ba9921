import { shownNumber } from "../../bot/core/model/contribution.ts";
import type { Row } from "../../bot/ports/rows.ts";
import type { SlackMessage } from "../../local/playground/api.ts";

/**
 * Looks up the card of every report. What the council says about one, and what it was promised, have cards of their own
 * that name it too: the table knows where those stand.
 * @returns `doubled`: how many cards there are beside the first of each report
 */
export function findCards(
  messages: readonly SlackMessage[],
  rows: readonly Row[],
): { readonly wanted: number; readonly missing: readonly string[]; readonly doubled: number } {
  const reports = rows.flatMap((row) => (row.row === "contribution" ? [row.id] : []));
  const owners = new Map(
    rows.flatMap((row) => (row.row === "posted" ? [[placeOf(row), row.contribution] as const] : [])),
  );
  const posted = messages.filter((one) => one.blocks && !one.thread_ts && !one.dm_with);
  const cardsOf = (id: string) =>
    posted.filter((one) => (owners.get(placeOf(one)) ?? id) === id && namesIt(one, id)).length;
  return {
    wanted: reports.length,
    missing: reports.filter((id) => cardsOf(id) === 0),
    doubled: reports.reduce((sum, id) => sum + Math.max(0, cardsOf(id) - 1), 0),
  };
}

const placeOf = ({ channel, ts }: { readonly channel: string; readonly ts: string }) => `${channel} ${ts}`;

/** A card shows its number with a dash, and its buttons carry it without one. */
function namesIt(card: SlackMessage, id: string): boolean {
  const text = JSON.stringify(card.blocks);
  return text.includes(id) || text.includes(shownNumber(id));
}
