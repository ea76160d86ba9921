import type { Card } from "../core/model/card.ts";
import type { Posted } from "../core/model/notice.ts";
import type { Desk } from "../core/model/staff.ts";
import { deskOf } from "../core/officials/desk-membership.ts";
import { startOffice } from "../core/officials/office.ts";
import { inBatches } from "../outbox/batches.ts";
import { commitSurely } from "../outbox/sure-commits.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { createCardMedia, typed, withKeys } from "./card-media.ts";
import { type Subject, subjectOf } from "./card-subject.ts";
import { createCardThread, type Thread } from "./card-thread.ts";
import { cardOnBehalf, createLeaving, inWorkplace, ON_ITS_WAY, standsAt } from "./desk-moves.ts";

/**
 * Keeps the cards of contributions and processes, with their threads, up to date in the officials' workspace, each in
 * one place.
 */

export type CardPorts = Pick<
  Ports,
  "store" | "workplace" | "channel" | "media" | "secrecy" | "log" | "clock" | "town"
>;

/** A card, and its earlier place. */
interface Placing {
  readonly card: Card;
  readonly before: Posted | undefined;
}

export function createCards(ports: CardPorts) {
  const { store, workplace, media, clock, town } = ports;
  const townLanguage = town.languages[0] ?? "nl";
  const { empty, leave } = createLeaving(ports);
  const { addMedia } = createCardMedia(ports);
  const { threadSince, addHistory } = createCardThread(ports);

  async function showCard(id: string): Promise<void> {
    const office = (await store.office()) ?? startOffice(town);
    const subject = await subjectOf(store, id, { town, office, now: clock.now() });
    if (!subject) return;
    const desk = deskOf(subject.desk, office);
    if (!desk) throw new Undeliverable(`no desk ${subject.desk}; bind a channel with /samenspel`);
    const card = withKeys(ports, subject.card, id);

    const before = await store.posted(id);
    const isNew = !before || !standsAt(before, desk);
    // Its new place gets everything again; anything left behind could not be found by an erasure later.
    const { behind = [], trouble } = before ? await leave(before, !isNew, card, desk) : {};
    const thread = await threadSince(id, subject, isNew ? 0 : before.entries);
    let posted = before;
    if (!posted || isNew)
      posted = await postNew(id, subject, desk, { card, before, behind, upTo: thread.upTo });
    else if (posted.behind) {
      posted = { ...posted, behind: behind.length > 0 ? behind : undefined };
      await commitSurely(store, [{ put: posted }]);
    }
    const { files } = posted;
    posted = await addMedia(card.media, posted);
    posted = await addHistory(thread, posted);
    if (!isNew || posted.files !== files)
      await workplace.updateCard(posted, typed(card, posted), inWorkplace(posted), townLanguage);
    // It is retried until it can be reached; an administrator is alerted.
    if (trouble) throw trouble;
  }

  /**
   * @param from.before its earlier place; when its desk merely changed channel, what was merged into it moves along
   * @param from.upTo the entries up to this one have no line in the thread
   */
  async function postNew(
    id: string,
    { joined }: Subject,
    { id: desk, channel: room }: Desk,
    { card, before, behind, upTo }: Pick<Thread, "upTo"> & Pick<Posted, "behind"> & Placing,
  ): Promise<Posted> {
    const at = await workplace.postCard(room, card, {}, townLanguage);
    // An erasure must find what was stored in the bucket earlier, and what is about to be, whatever happens in between.
    const keys = [...Object.keys(before?.files ?? {}), ...card.media.flatMap(({ stored }) => stored ?? [])];
    const files = Object.fromEntries(keys.map((key) => [key, ON_ITS_WAY]));
    const posted: Posted = {
      row: "posted",
      contribution: id,
      desk,
      room,
      ...at,
      entries: upTo,
      files,
      threads: [],
      ...(behind && behind.length > 0 && { behind }),
    };
    const created = clock.now();
    const along = before?.desk === desk ? joined : [];
    const notices = along.map((one) => cardOnBehalf({ id: `${created}#${id}`, created }, one));
    await commitSurely(store, [{ put: posted }, ...inBatches(notices, id).map((put) => ({ put }))]);
    return posted;
  }

  async function unpublish(id: string): Promise<void> {
    const posted = await store.posted(id);
    if (posted) {
      await empty(posted);
      for (const key of Object.keys(posted.files)) await media.remove(key);
      await commitSurely(store, [{ put: { ...posted, threads: [], files: {}, types: undefined } }]);
    }
    await showCard(id);
  }

  return { showCard, unpublish };
}
