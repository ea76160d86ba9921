import type { Card } from "../core/model/card.ts";
import { say } from "../core/model/message.ts";
import type { CardPlace, Notice, Posted } from "../core/model/notice.ts";
import type { Desk } from "../core/model/staff.ts";
import { inBatches } from "../outbox/batches.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Store } from "../ports/store.ts";

/**
 * Moves a card along with its desk. When another desk takes over, or the desk changes channel, the card moves there and
 * no word of a resident stays behind in the old channel.
 */

/** Cards turned into notices per commit, as ten batches; DynamoDB takes at most 100 items in one transaction. */
const AT_ONCE = 400;

/** Marks a file whose bytes are in the bucket, or about to be, but that is not in the workspace yet. */
export const ON_ITS_WAY = "on its way";
/** Marks a file that is no longer available. */
export const MISSING = "missing";

/** Ids of the files in the workspace, by their key in the bucket. */
export function inWorkplace({ files }: Pick<Posted, "files">): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([, id]) => id !== MISSING && id !== ON_ITS_WAY));
}

/** Whether a card is in the channel of its desk. */
export function standsAt(posted: Posted, { id, channel }: Desk): boolean {
  if (posted.desk !== id) return false;
  if (posted.channel === channel || posted.room === channel) return true;
  // For an older card only Slack's id is known, which cannot be compared with a channel name.
  return posted.room === undefined && channel.startsWith("#");
}

/** A notice that brings a contribution's card up to date, on behalf of a decision about many. */
export function cardOnBehalf({ id, created }: Pick<Notice, "id" | "created">, contribution: string): Notice {
  const what = { kind: "card" as const, contribution };
  return { row: "notice", id: `${id}#${contribution}`, group: `card:${contribution}`, created, what };
}

/**
 * Handles a desk's change of channel: every card of its open contributions is checked. If the process dies halfway and
 * a notice is written twice, a card is merely refreshed once more.
 */
export async function moveDesk(store: Store, notice: Notice, desk: string): Promise<void> {
  await store.openAt(desk, async (open) => {
    for (let at = 0; at < open.length; at += AT_ONCE) {
      const cards = open.slice(at, at + AT_ONCE).map((id) => cardOnBehalf(notice, id));
      await commitSurely(
        store,
        inBatches(cards, `desk:${desk}`).map((put) => ({ put })),
      );
    }
  });
}

export function createLeaving({ store, workplace, town }: Pick<Ports, "store" | "workplace" | "town">) {
  /**
   * Removes a resident's words, photos and recordings from the workspace. Safe to repeat. Progress is recorded: Slack
   * allows some fifty removals a minute, counting those of messages already gone, so a long thread would otherwise
   * never be emptied.
   * @param noted records what is still there
   */
  async function takeAway(place: CardPlace, noted: (rest: CardPlace) => Promise<void>): Promise<void> {
    let rest = place;
    try {
      for (const ts of place.threads) {
        await workplace.removeMessage(place.channel, ts);
        rest = { ...rest, threads: rest.threads.filter((one) => one !== ts) };
      }
      for (const [key, file] of Object.entries(inWorkplace(place))) {
        await workplace.removeFile(file);
        // Its key stays: an erasure must find what is in the bucket.
        rest = { ...rest, files: { ...rest.files, [key]: ON_ITS_WAY } };
      }
    } finally {
      if (rest !== place) await noted(rest);
    }
  }

  /** Empties a card in place, leaving nothing a resident said. */
  async function empty(posted: Posted): Promise<void> {
    const { desk, channel, ts, files, threads } = posted;
    await takeAway({ desk, channel, ts, files, threads }, (rest) =>
      commitSurely(store, [{ put: { ...posted, ...rest } }]),
    );
  }

  async function saysThatItMoved(place: CardPlace, card: Card, desk: Desk): Promise<void> {
    const key = place.desk === desk.id ? "movedChannel" : "moved";
    const moved: Card = {
      ...card,
      words: undefined,
      facts: [],
      media: [],
      status: say(`officials:card.${key}`, { desk: { localized: desk.name } }),
      urgent: false,
      actions: [],
    };
    try {
      await workplace.updateCard(place, moved, {}, town.languages[0] ?? "nl");
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      // A card that can no longer be edited is deleted entirely; if it is already gone, with its channel, that is fine.
      await workplace.removeMessage(place.channel, place.ts);
    }
  }

  /**
   * Clears a card from every place outside its desk's channel. A place that cannot be reached holds up neither the
   * others nor the new card.
   * @param isThere whether its current place is in its desk's channel
   * @returns the places that could not be cleared, and why
   */
  async function leave(
    posted: Posted,
    isThere: boolean,
    card: Card,
    desk: Desk,
  ): Promise<{ readonly behind: CardPlace[]; readonly trouble?: Undeliverable }> {
    const behind: CardPlace[] = [];
    let row = posted;
    let trouble: Undeliverable | undefined;
    for (const place of placesToLeave(posted, isThere)) {
      let left = place;
      const noted = async (rest: CardPlace): Promise<void> => {
        const isBefore = row.behind?.includes(place);
        row = isBefore
          ? { ...row, behind: row.behind?.map((one) => (one === place ? rest : one)) }
          : { ...row, ...rest };
        left = rest;
        await commitSurely(store, [{ put: row }]);
      };
      try {
        await takeAway(place, noted);
        await saysThatItMoved(place, card, desk);
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        behind.push(left);
        trouble = error;
      }
    }
    return { behind, ...(trouble && { trouble }) };
  }

  return { empty, leave };
}

/** The card's earlier places, and its current one unless that is in its desk's channel. */
function placesToLeave(posted: Posted, isThere: boolean): readonly CardPlace[] {
  const { desk, channel, ts, files, threads, behind = [] } = posted;
  return isThere ? behind : [...behind, { desk, channel, ts, files, threads }];
}
