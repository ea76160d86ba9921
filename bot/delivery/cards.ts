import type { Card } from "../core/model/card.ts";
import type { Entry } from "../core/model/contribution.ts";
import { type Message, say } from "../core/model/message.ts";
import type { Posted } from "../core/model/notice.ts";
import { isProcessId } from "../core/model/process.ts";
import type { Media } from "../core/model/screen.ts";
import type { Desk } from "../core/model/staff.ts";
import { deskOf } from "../core/officials/desk-membership.ts";
import { startOffice } from "../core/officials/office.ts";
import { shown } from "../instruments/registry.ts";
import { type CleanFile, cleanFile, UnreadableFile } from "../media/clean-file.ts";
import { inBatches } from "../outbox/batches.ts";
import { mark } from "../outbox/marks.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { cardOnBehalf, createLeaving, inWorkplace, MISSING, ON_ITS_WAY, standsAt } from "./desk-moves.ts";

/** Cards of contributions and processes where officials work, with their threads: how they are now, in one place. */

/** The card with the kinds of its files as they were found, whatever they were sent as. */
function typed(card: Card, { types }: Posted): Card {
  return { ...card, media: card.media.map((one) => ({ ...one, type: types?.[one.stored ?? ""] })) };
}

type CardContext = Parameters<(typeof shown)[number]["card"]>[1];

/** What has a card and a history in the workspace: a contribution or a process. */
interface Subject {
  readonly desk: string;
  readonly entries: number;
  readonly card: Card;
  readonly line: (entry: Entry) => Message | undefined;
  /** What was merged into it. */
  readonly joined: readonly string[];
}

export type CardPorts = Pick<
  Ports,
  "store" | "workplace" | "channel" | "media" | "secrecy" | "log" | "clock" | "town"
>;

export function createCards(ports: CardPorts) {
  const { store, workplace, channel, media, secrecy, log, clock, town } = ports;
  const townLanguage = town.languages[0] ?? "nl";
  const { empty, leave } = createLeaving(ports);

  /** @returns undefined when it is gone, or belongs to an instrument that is no more */
  async function subjectOf(id: string, context: CardContext): Promise<Subject | undefined> {
    if (isProcessId(id)) {
      const process = await store.process(id);
      const side = shown.find((one) => one.name === process?.instrument)?.process;
      if (!process || !side) return undefined;
      const { desk, entries } = process;
      const card = side.card(process, context);
      return { desk, entries, card, line: (entry) => side.threadLine(entry, process, context), joined: [] };
    }
    const contribution = await store.contribution(id);
    const instrument = shown.find((one) => one.name === contribution?.instrument);
    if (!contribution || !instrument) return undefined;
    const { desk, entries } = contribution;
    const card = instrument.card(contribution, context);
    const joined = instrument.joined?.(contribution) ?? [];
    return {
      desk,
      entries,
      card,
      line: (entry) => instrument.threadLine(entry, contribution, context),
      joined,
    };
  }

  async function showCard(id: string): Promise<void> {
    const office = (await store.office()) ?? startOffice(town);
    const subject = await subjectOf(id, { town, office, now: clock.now() });
    if (!subject) return;
    const desk = deskOf(subject.desk, office);
    if (!desk) throw new Undeliverable(`no desk ${subject.desk}; bind a channel with /samenspel`);
    const card = withKeys(subject.card, id);

    const before = await store.posted(id);
    const isNew = !before || !standsAt(before, desk);
    // Where it goes there is all of it again; what stays behind could not be found by an erasure later.
    const { behind = [], trouble } = before ? await leave(before, !isNew, card, desk) : {};
    let posted = before;
    if (!posted || isNew) posted = await postNew(id, subject, desk, { card, before, behind });
    else if (posted.behind) {
      posted = { ...posted, behind: behind.length > 0 ? behind : undefined };
      await mark(store, [{ put: posted }]);
    }
    const { files } = posted;
    posted = await addMedia(card.media, posted);
    posted = await addHistory(id, subject, posted);
    if (!isNew || posted.files !== files)
      await workplace.updateCard(posted, typed(card, posted), inWorkplace(posted), townLanguage);
    // It is tried again until it can be reached; an administrator is called.
    if (trouble) throw trouble;
  }

  /** @param old.before where it stood; what was merged into it goes along when its desk only has another channel */
  async function postNew(
    id: string,
    { joined }: Subject,
    { id: desk, channel: room }: Desk,
    { card, before, behind }: { card: Card; before: Posted | undefined; behind: Posted["behind"] },
  ): Promise<Posted> {
    const at = await workplace.postCard(room, card, {}, townLanguage);
    // An erasure must find in the bucket what was put there before.
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
    await mark(store, [{ put: posted }, ...inBatches(notices, id).map((put) => ({ put }))]);
    return posted;
  }

  /** Photos and recordings go to the bucket once, cleaned, and into the card's thread. */
  async function addMedia(list: readonly Media[], before: Posted): Promise<Posted> {
    let posted = before;
    for (const [index, one] of list.entries()) {
      const key = one.stored;
      if (!key || (posted.files[key] && posted.files[key] !== ON_ITS_WAY)) continue;
      // Noted before it is in the bucket: an erasure must find it there, whatever happens in between.
      posted = await withFile(posted, key, ON_ITS_WAY);
      const n = index + 1;
      try {
        const { bytes, type, extension } = await keep(one, key);
        const name = `${one.kind}-${n}.${extension}`;
        const alt = say(`officials:media.${one.kind}`, { n });
        const file = await workplace.upload(posted, { name, bytes, type, alt }, townLanguage);
        posted = await withFile({ ...posted, types: { ...posted.types, [key]: type } }, key, file);
      } catch (error) {
        await workplace.thread(posted, say(`officials:media.${whyMissing(error)}`, { n }), townLanguage);
        posted = await withFile(posted, key, MISSING);
      }
    }
    return posted;
  }

  /** What the desk is told about a file that it does not get. @throws what is no reason to go on without it */
  function whyMissing(error: unknown): "refused" | "missing" {
    if (error instanceof UnreadableFile) {
      log.info("media_refused", { reason: error.message });
      return "refused";
    }
    if (!(error instanceof Undeliverable)) throw error;
    log.error("media_missing", error);
    return "missing";
  }

  async function withFile(before: Posted, key: string, file: string): Promise<Posted> {
    const posted = { ...before, files: { ...before.files, [key]: file } };
    await mark(store, [{ put: posted }]);
    return posted;
  }

  /** What is in the bucket is looked at again: an earlier version may have put it there as it came. */
  async function keep(one: Media, key: string): Promise<CleanFile> {
    const known = await media.get(key);
    const file = cleanFile(one.kind, known ?? (await channel.fetch(one)));
    if (!known) await media.put(key, file.bytes, file.type);
    return file;
  }

  async function addHistory(id: string, subject: Subject, before: Posted): Promise<Posted> {
    let posted = before;
    if (subject.entries <= posted.entries) return posted;
    for (const entry of await store.history(id)) {
      if (entry.n <= posted.entries) continue;
      const line = subject.line(entry);
      const sent = line ? await workplace.thread(posted, line, townLanguage) : [];
      // Whatever holds a resident's words is noted, so that it can be taken away again.
      const holdsWords = entry.actor === "resident" && sent.length > 0;
      const threads = holdsWords ? [...posted.threads, ...sent] : posted.threads;
      posted = { ...posted, entries: entry.n, threads };
      await mark(store, [{ put: posted }]);
    }
    return posted;
  }

  async function unpublish(id: string): Promise<void> {
    const posted = await store.posted(id);
    if (posted) {
      await empty(posted);
      for (const key of Object.keys(posted.files)) await media.remove(key);
      await mark(store, [{ put: { ...posted, threads: [], files: {}, types: undefined } }]);
    }
    await showCard(id);
  }

  /** A photo's key in the bucket follows from what it is, so storing it twice stores it once. */
  function withKeys(card: Card, id: string): Card {
    const keyed = card.media.map((one) => ({
      ...one,
      stored: one.stored ?? `media/${id}/${secrecy.derive("media", one.source ?? "").slice(0, 20)}`,
    }));
    return { ...card, media: keyed };
  }

  return { showCard, unpublish, withKeys };
}
