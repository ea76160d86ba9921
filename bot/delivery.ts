import type { Card } from "./core/card.ts";
import type { Entry } from "./core/contribution.ts";
import { type Message, say } from "./core/message.ts";
import { newsCard } from "./core/news-card.ts";
import type { Notice, Posted } from "./core/notice.ts";
import { startOffice } from "./core/office.ts";
import { isProcessId } from "./core/process.ts";
import { outsideQuietHours } from "./core/quiet-hours.ts";
import type { Lane } from "./core/resident.ts";
import type { Media } from "./core/screen.ts";
import type { Desk } from "./core/staff.ts";
import { after } from "./core/time.ts";
import { createForgetting } from "./forgetting.ts";
import { shown } from "./instruments/registry.ts";
import { type CleanFile, cleanFile, UnreadableFile } from "./media.ts";
import {
  cardOnBehalf,
  createLeaving,
  inWorkplace,
  MISSING,
  moveDesk,
  ON_ITS_WAY,
  placesToLeave,
  standsAt,
} from "./moving.ts";
import { inParcels, openParcel } from "./parcels.ts";
import { createParking, paused, settled } from "./parking.ts";
import { type App, Conflict, type NoticeRef, type Ports, Undeliverable } from "./ports.ts";
import { mark, remember } from "./remembering.ts";
import { createTrying } from "./trying.ts";
import { LOOK_AGAIN } from "./turns.ts";

/** Where a new card stands is noted so often against whoever presses a button of it meanwhile. */
const CARD_ATTEMPTS = 6;

/** The card with the kinds of its files as they were found, whatever they were sent as. */
function typed(card: Card, { types }: Posted): Card {
  return { ...card, media: card.media.map((one) => ({ ...one, type: types?.[one.stored ?? ""] })) };
}

/** Open questions that a lane points at; what is older stays open, and stands in /mijn. */
const MOST_QUESTIONS = 50;

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

export type DeliveryPorts = Pick<
  Ports,
  "store" | "workplace" | "channel" | "media" | "secrecy" | "log" | "clock" | "town" | "print"
>;

/** What leaves: notices to residents, cards to desks. At least once; marked as soon as it is out. */
export function createDelivery(ports: DeliveryPorts): Pick<App, "deliver"> {
  const { store, workplace, channel, media, secrecy, log, clock, town, print } = ports;
  const townLanguage = town.languages[0] ?? "nl";
  const forget = createForgetting(ports);
  const parking = createParking(ports);
  const { takeAway, leaveAll } = createLeaving(ports);

  async function once(ref: NoticeRef): Promise<void> {
    const notice = await store.notice(ref.group, ref.id);
    if (!notice || notice.parked) return;
    try {
      await send(notice);
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      await parking.undeliverable(notice, error);
    }
  }

  async function send(notice: Notice): Promise<void> {
    const { what } = notice;
    switch (what.kind) {
      case "resident":
        return sendToResident(notice, what);
      case "several":
        return openParcel(store, notice, what.notices);
      case "card":
        await showCard(what.contribution);
        break;
      case "desk":
        await moveDesk(store, notice, what.desk);
        break;
      case "document":
        await handOut(what.contribution);
        break;
      case "copy":
        await sendCopy(what.contribution, what.resident);
        break;
      case "unpublish":
        await unpublish(what.contribution);
        break;
      case "broadcast":
        await showBroadcast(what.broadcast);
        break;
      case "call":
        await call(what.contribution, what.channel);
        break;
      case "forget": {
        const again = await forget(what);
        if (again !== undefined) return mark(store, [{ put: { ...notice, wakeAt: again } }]);
        break;
      }
      case "nudge":
        await nudge(what);
        break;
      case "member":
        await tell(what.member, what.message);
        break;
    }
    await mark(store, [{ remove: notice }]);
  }

  /** Who has left the workspace does not keep the others from hearing it. */
  async function nudge(what: Extract<Notice["what"], { kind: "nudge" }>): Promise<void> {
    const posted = await store.posted(what.contribution);
    const ways = [
      ...(posted ? [() => workplace.thread(posted, what.message, townLanguage)] : []),
      ...what.to.map((member) => () => tell(member, what.message)),
    ];
    const failures: Undeliverable[] = [];
    for (const way of ways) {
      try {
        await way();
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        failures.push(error);
      }
    }
    const [first] = failures;
    if (first && failures.length === ways.length) throw first;
    if (first) log.error("partly_told", first, { missed: failures.length, alarm: true });
  }

  async function tell(member: string, message: Parameters<typeof workplace.tell>[1]): Promise<void> {
    await workplace.tell(member, message, await workplace.language(member));
  }

  async function sendToResident(
    notice: Notice,
    what: Extract<Notice["what"], { kind: "resident" }>,
  ): Promise<void> {
    const lane = await store.laneOf(what.resident);
    if (!lane || (lane.stopped && !what.isReply)) {
      // Erased, or asked for no more messages: what there is to know stands in /mijn.
      log.info("not_sent", { reason: lane ? "stopped" : "erased" });
      return remember(store, what.resident, (one) => settled(one, what), { sent: notice });
    }
    if (what.question && !(await stillAsks(what.question))) {
      // It waited for the morning, and meanwhile the question was answered or no longer mattered.
      await mark(store, [{ remove: notice }]);
      return;
    }
    const silently = outsideQuietHours(clock.now(), town.quietHours) !== undefined;
    const message = await sendWhole(notice, what, lane, silently);
    const ref = what.screen.about;
    const known = what.settles ?? what.question;
    const change = (one: Lane): Lane => ({
      ...paused(one, what),
      reachable: true,
      about: ref ? [...one.about, { message, ref }].slice(-20) : one.about,
      // Other news in between makes it less sure what her next words are about.
      asked:
        what.question && !one.dialogue && !one.held ? { ref: what.question, at: clock.now() } : undefined,
      questions: [
        ...one.questions.filter((question) => question !== known),
        ...(what.question ? [what.question] : []),
      ].slice(-MOST_QUESTIONS),
    });
    await remember(store, what.resident, change, { sent: notice });
  }

  /** What has arrived of it before something went wrong is not said again. */
  async function sendWhole(
    notice: Notice,
    what: Extract<Notice["what"], { kind: "resident" }>,
    { address, language }: Lane,
    silently: boolean,
  ): Promise<number> {
    const { from = 0, screen } = what;
    let before = from;
    const arrived = (messages: number) => {
      before = messages;
    };
    try {
      return await channel.send(secrecy.open(address), screen, language, { silently, from, arrived });
    } catch (error) {
      if (before > from && !(error instanceof Undeliverable)) {
        // The queue tries it again; until then the clock does not hand it over a second time.
        const wakeAt = after(clock.now(), LOOK_AGAIN);
        await mark(store, [{ put: { ...notice, wakeAt, what: { ...what, from: before } } }]);
      }
      throw error;
    }
  }

  async function stillAsks(id: string): Promise<boolean> {
    const contribution = await store.contribution(id);
    const instrument = shown.find((one) => one.name === contribution?.instrument);
    return contribution !== undefined && instrument?.waitsForMaker(contribution) === true;
  }

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
    const desk =
      office.desks.find((one) => one.id === subject.desk) ??
      office.desks.find((one) => one.id === office.defaultDesk);
    if (!desk) throw new Undeliverable(`no desk ${subject.desk}; bind a channel with /samenspel`);
    const card = withKeys(subject.card, id);

    const before = await store.posted(id);
    const isNew = !before || !standsAt(before, desk);
    // Where it goes there is all of it again; what stays behind could not be found by an erasure later.
    const { behind, trouble } = await leaveAll(placesToLeave(before, !isNew), card, desk);
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
    await mark(store, [{ put: posted }, ...inParcels(notices, id).map((put) => ({ put }))]);
    return posted;
  }

  /** When the process dies in between it comes twice: better than not at all. */
  async function call(id: string, room: string): Promise<void> {
    const process = await store.process(id);
    const side = shown.find((one) => one.name === process?.instrument)?.process;
    const card = process && side?.call?.(process, { now: clock.now() });
    if (card) await workplace.postCard(room, withKeys(card, id), {}, townLanguage);
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

  async function documentOf(id: string) {
    const process = await store.process(id);
    const side = shown.find((one) => one.name === process?.instrument)?.process;
    return process && side?.document(process, { town, now: clock.now() });
  }

  /**
   * In the town's own language, and in others when the document is for everybody. When the process dies in between it
   * comes twice, with the same version in its name.
   */
  async function handOut(id: string): Promise<void> {
    const document = await documentOf(id);
    const posted = await store.posted(id);
    if (!document || !print) return;
    if (!posted) throw new Undeliverable("the card of this process is not there yet");
    for (const file of await print(document, townLanguage))
      await workplace.upload(posted, file, townLanguage);
  }

  /** She asked for it, so it comes at any hour. The first of the files is the one to read. */
  async function sendCopy(id: string, resident: string): Promise<void> {
    const lane = await store.laneOf(resident);
    const document = await documentOf(id);
    const [file] = document && lane && print ? await print(document, lane.language) : [];
    if (lane && file) await channel.sendFile(secrecy.open(lane.address), file, lane.language);
  }

  async function showBroadcast(id: string): Promise<void> {
    for (let attempt = 0; attempt < CARD_ATTEMPTS; attempt++) {
      const broadcast = await store.broadcast(id);
      if (!broadcast) return;
      const card = newsCard(broadcast, await store.progress(id), { town });
      if (broadcast.card) return workplace.updateCard(broadcast.card, card, {}, townLanguage);
      const at = await workplace.postCard(broadcast.channel, card, {}, townLanguage);
      try {
        const next = { ...broadcast, card: at, version: broadcast.version + 1 };
        return await store.commit([{ put: next, expect: broadcast.version }]);
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
        // Somebody pressed a button at that moment: one card is enough.
        await workplace.removeMessage(at.channel, at.ts);
      }
    }
    throw new Conflict("the card of a broadcast could not be noted");
  }

  async function unpublish(id: string): Promise<void> {
    const posted = await store.posted(id);
    if (posted) {
      await takeAway(posted);
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

  return { deliver: createTrying({ store, clock, log, failed: parking.failed }, once) };
}
