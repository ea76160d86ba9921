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
import { cardOnBehalf, createLeaving, inWorkplace, ON_ITS_WAY, standsAt } from "./desk-moves.ts";

/**
 * Keeps the cards of contributions and processes, with their threads, up to date in the officials' workspace, each in
 * one place.
 */

export type CardPorts = Pick<
  Ports,
  "store" | "workplace" | "channel" | "media" | "secrecy" | "log" | "clock" | "town"
>;

export function createCards(ports: CardPorts) {
  const { store, workplace, media, clock, town } = ports;
  const townLanguage = town.languages[0] ?? "nl";
  const { empty, leave } = createLeaving(ports);
  const { addMedia } = createCardMedia(ports);

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
    let posted = before;
    if (!posted || isNew) posted = await postNew(id, subject, desk, { card, before, behind });
    else if (posted.behind) {
      posted = { ...posted, behind: behind.length > 0 ? behind : undefined };
      await commitSurely(store, [{ put: posted }]);
    }
    const { files } = posted;
    posted = await addMedia(card.media, posted);
    posted = await addHistory(id, subject, posted);
    if (!isNew || posted.files !== files)
      await workplace.updateCard(posted, typed(card, posted), inWorkplace(posted), townLanguage);
    // It is retried until it can be reached; an administrator is alerted.
    if (trouble) throw trouble;
  }

  /** @param old.before its earlier place; when its desk merely changed channel, what was merged into it moves along */
  async function postNew(
    id: string,
    { joined }: Subject,
    { id: desk, channel: room }: Desk,
    { card, before, behind }: { card: Card; before: Posted | undefined; behind: Posted["behind"] },
  ): Promise<Posted> {
    const at = await workplace.postCard(room, card, {}, townLanguage);
    // An erasure must find what was stored in the bucket earlier.
    const files = Object.fromEntries(Object.keys(before?.files ?? {}).map((key) => [key, ON_ITS_WAY]));
    const posted: Posted = {
      row: "posted",
      contribution: id,
      desk,
      room,
      ...at,
      entries: 0,
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

  async function addHistory(id: string, subject: Subject, before: Posted): Promise<Posted> {
    let posted = before;
    if (subject.entries <= posted.entries) return posted;
    for (const entry of await store.history(id)) {
      if (entry.n <= posted.entries) continue;
      const line = subject.line(entry);
      const sent = line ? await workplace.thread(posted, line, townLanguage) : [];
      // Every message with a resident's words is recorded, so that it can be removed later.
      const holdsWords = entry.actor === "resident" && sent.length > 0;
      const threads = holdsWords ? [...posted.threads, ...sent] : posted.threads;
      posted = { ...posted, entries: entry.n, threads };
      await commitSurely(store, [{ put: posted }]);
    }
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
