import type { Card } from "../core/model/card.ts";
import { say } from "../core/model/message.ts";
import type { CardPlace, Notice, Posted } from "../core/model/notice.ts";
import type { Desk } from "../core/model/staff.ts";
import { inBatches } from "../outbox/batches.ts";
import { mark } from "../outbox/marks.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Store } from "../ports/store.ts";

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
        inBatches(cards, `desk:${desk}`).map((put) => ({ put })),
      );
    }
  });
}

export function createLeaving({ store, workplace, town }: Pick<Ports, "store" | "workplace" | "town">) {
  /**
   * Takes a resident's words, photos and recordings out of the workspace. Doing it again is fine. How far it came is
   * noted: Slack takes some fifty removals in a minute, also of what is gone, and a long thread would never be empty.
   * @param noted writes down what is still there
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
        // Its key stays: an erasure must find in the bucket what is there.
        rest = { ...rest, files: { ...rest.files, [key]: ON_ITS_WAY } };
      }
    } finally {
      if (rest !== place) await noted(rest);
    }
  }

  /** The card where it stands, without what a resident said. */
  async function empty(posted: Posted): Promise<void> {
    const { desk, channel, ts, files, threads } = posted;
    await takeAway({ desk, channel, ts, files, threads }, (rest) =>
      mark(store, [{ put: { ...posted, ...rest } }]),
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
      // What cannot be changed any more goes as a whole; that it is gone already, with its channel, is fine.
      await workplace.removeMessage(place.channel, place.ts);
    }
  }

  /**
   * Leaves every place of a card that is not in its desk's channel. One that cannot be reached keeps neither the others
   * nor the new card back.
   * @param isThere whether where it stands now is in its desk's channel
   * @returns those that could not be left, and why
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
        await mark(store, [{ put: row }]);
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

/** Where it stands, when that is not its desk's channel, and where it stood before. */
function placesToLeave(posted: Posted, isThere: boolean): readonly CardPlace[] {
  const { desk, channel, ts, files, threads, behind = [] } = posted;
  return isThere ? behind : [...behind, { desk, channel, ts, files, threads }];
}
