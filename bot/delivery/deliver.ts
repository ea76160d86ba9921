import { outsideQuietHours } from "../core/calendar/quiet-hours.ts";
import { after } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Notice } from "../core/model/notice.ts";
import { newsCard } from "../core/officials/news-card.ts";
import { askedBy } from "../core/residents/last-asked.ts";
import { shown } from "../instruments/registry.ts";
import { openBatch } from "../outbox/batches.ts";
import { mark, remember } from "../outbox/marks.ts";
import { LOOK_AGAIN } from "../outbox/retry.ts";
import type { App } from "../ports/app.ts";
import { Conflict, Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { NoticeRef } from "../ports/store.ts";
import { createAttempts } from "./attempts.ts";
import { createCards } from "./cards.ts";
import { moveDesk } from "./desk-moves.ts";
import { createErasure } from "./erasure.ts";
import { arrivals, createUndeliverable, paused } from "./undeliverable.ts";

/** Where a new card stands is noted so often against whoever presses a button of it meanwhile. */
const CARD_ATTEMPTS = 6;

/** Open questions that a lane points at; what is older stays open, and stands in /mijn. */
const MOST_QUESTIONS = 50;

export type DeliveryPorts = Pick<
  Ports,
  "store" | "workplace" | "channel" | "media" | "secrecy" | "log" | "clock" | "town" | "print"
>;

/** What leaves: notices to residents, cards to desks. At least once; marked as soon as it is out. */
export function createDelivery(ports: DeliveryPorts): Pick<App, "deliver"> {
  const { store, workplace, channel, secrecy, log, clock, town, print } = ports;
  const townLanguage = town.languages[0] ?? "nl";
  const forget = createErasure(ports);
  const parking = createUndeliverable(ports);
  const { showCard, unpublish, withKeys } = createCards(ports);

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
        return openBatch(store, notice, what.notices);
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
      case "arrival":
        // The clock's: it is here when it was handed over by hand.
        return;
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
      log.info("not_sent", { reason: lane ? "stopped" : "erased" });
      return lane ? parking.withhold(notice, what) : mark(store, [{ remove: notice }]);
    }
    // What comes after all may have been waited for.
    const came = notice.missed ? arrivals(notice, "arrived", clock.now()) : [];
    if (what.question && !(await stillAsks(what.question))) {
      // It waited for the morning, and meanwhile the question was answered or no longer mattered.
      await mark(store, [{ remove: notice }, ...came]);
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
      asked: askedOf(what, one),
      questions: [
        ...one.questions.filter((question) => question !== known),
        ...(what.question ? [what.question] : []),
      ].slice(-MOST_QUESTIONS),
    });
    const out = [{ remove: notice }, ...came];
    await remember(store, what.resident, change, { sent: notice, writes: () => out, orElse: out });
  }

  /** In the middle of something her words belong to that; only what stands on a button of this message does not. */
  function askedOf(what: Extract<Notice["what"], { kind: "resident" }>, one: Lane): Lane["asked"] {
    const choices = askedBy(what.screen);
    const isBusy = one.dialogue !== undefined || one.held !== undefined;
    const ref = isBusy ? undefined : (what.question ?? what.screen.about);
    if (!choices && (isBusy || !what.question)) return undefined;
    return { at: clock.now(), ...(ref !== undefined && { ref }), ...(choices && { choices }) };
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

  /** When the process dies in between it comes twice: better than not at all. */
  async function call(id: string, room: string): Promise<void> {
    const process = await store.process(id);
    const side = shown.find((one) => one.name === process?.instrument)?.process;
    const card = process && side?.call?.(process, { now: clock.now() });
    if (card) await workplace.postCard(room, withKeys(card, id), {}, townLanguage);
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
        // Only the table's answer got lost: it is noted, and what is noted must stand there.
        if ((await store.broadcast(id))?.card?.ts === at.ts) return;
        // Somebody pressed a button at that moment: one card is enough.
        await workplace.removeMessage(at.channel, at.ts);
      }
    }
    throw new Conflict("the card of a broadcast could not be noted");
  }

  return { deliver: createAttempts({ store, clock, log, failed: parking.failed }, once) };
}
