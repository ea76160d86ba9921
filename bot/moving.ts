import type { Card } from "./core/card.ts";
import { say } from "./core/message.ts";
import type { CardPlace, Notice, Posted } from "./core/notice.ts";
import type { Desk } from "./core/staff.ts";
import { inParcels } from "./parcels.ts";
import { type Ports, type Store, Undeliverable } from "./ports.ts";
import { mark } from "./remembering.ts";

/**
 * A card goes with its desk: when another desk looks after it, or its desk has another channel, it stands there, and no
 * word of a resident stays in the channel where it was.
 */

/** So many cards become notices in one commit, which holds a hundred items: ten parcels. */
const AT_ONCE = 400;

/** A file whose bytes are in the bucket, or about to be, and that is not in the workspace yet. */
export const ON_ITS_WAY = "on its way";
/** A file that cannot be had any more. */
export const MISSING = "missing";

/** Ids of files in the workspace, by key in the bucket. */
export function inWorkplace({ files }: Pick<Posted, "files">): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([, id]) => id !== MISSING && id !== ON_ITS_WAY));
}

/** Whether a card stands in the channel of the desk that looks after it. */
export function standsAt(posted: Posted, { id, channel }: Desk): boolean {
  if (posted.desk !== id) return false;
  if (posted.channel === channel || posted.room === channel) return true;
  // Of an older card only Slack's id is known, which the name of a channel cannot be compared with.
  return posted.room === undefined && channel.startsWith("#");
}

/** That a card must be as its contribution is now, on behalf of something that was decided for many. */
export function cardOnBehalf({ id, created }: Pick<Notice, "id" | "created">, contribution: string): Notice {
  const what = { kind: "card" as const, contribution };
  return { row: "notice", id: `${id}#${contribution}`, group: `card:${contribution}`, created, what };
}

/**
 * A desk has another channel: each card of what is open there is looked at. What is written down twice, because the
 * process died in between, shows a card once more as it is.
 */
export async function moveDesk(store: Store, notice: Notice, desk: string): Promise<void> {
  await store.openAt(desk, async (open) => {
    for (let at = 0; at < open.length; at += AT_ONCE) {
      const cards = open.slice(at, at + AT_ONCE).map((id) => cardOnBehalf(notice, id));
      await mark(
        store,
        inParcels(cards, `desk:${desk}`).map((put) => ({ put })),
      );
    }
  });
}

export type Leaving = ReturnType<typeof createLeaving>;

export function createLeaving({ workplace, town }: Pick<Ports, "workplace" | "town">) {
  /** Takes a resident's words, photos and recordings out of the workspace. Doing it again is fine. */
  async function takeAway(place: CardPlace): Promise<void> {
    for (const ts of place.threads) await workplace.removeMessage(place.channel, ts);
    for (const file of Object.values(inWorkplace(place))) await workplace.removeFile(file);
  }

  async function leave(place: CardPlace, card: Card, desk: Desk): Promise<void> {
    await takeAway(place);
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
      // What cannot be changed any more goes as a whole; that it is gone already, with its channel, is fine.
      await workplace.removeMessage(place.channel, place.ts);
    }
  }

  /**
   * Leaves where a card stood. One place that cannot be reached keeps neither the others nor the new card back.
   * @returns those that could not be left, and why
   */
  async function leaveAll(
    places: readonly CardPlace[],
    card: Card,
    desk: Desk,
  ): Promise<{ readonly behind: CardPlace[]; readonly trouble?: Undeliverable }> {
    const behind: CardPlace[] = [];
    let trouble: Undeliverable | undefined;
    for (const place of places)
      try {
        await leave(place, card, desk);
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        behind.push(place);
        trouble = error;
      }
    return { behind, ...(trouble && { trouble }) };
  }

  return { takeAway, leaveAll };
}

/** The places of a card in the channels that are not its desk's: where it stands, when that is one, and those of before. */
export function placesToLeave(posted: Posted | undefined, isThere: boolean): readonly CardPlace[] {
  if (!posted) return [];
  const { desk, channel, ts, files, threads, behind = [] } = posted;
  return isThere ? behind : [...behind, { desk, channel, ts, files, threads }];
}
