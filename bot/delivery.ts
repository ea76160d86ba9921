import type { Ports } from "./app.ts";
import type { Card } from "./core/card.ts";
import type { Contribution } from "./core/contribution.ts";
import { say } from "./core/message.ts";
import type { Notice, Posted } from "./core/notice.ts";
import { startOffice } from "./core/office.ts";
import type { Lane } from "./core/resident.ts";
import type { Media } from "./core/screen.ts";
import { addDays, townClock } from "./core/time.ts";
import { instruments } from "./instruments/registry.ts";
import { imageType, UnreadableImage, withoutMetadata } from "./media.ts";
import { type App, Conflict, Undeliverable } from "./ports.ts";

/** The twelve months up to and including this one, "2026-05". */
export function mostOfTheYear(now: string): string[] {
  const months: string[] = [];
  let day = `${townClock(now).day.slice(0, 7)}-15`;
  for (let count = 0; count < 12; count++) {
    months.push(day.slice(0, 7));
    day = `${addDays(`${day.slice(0, 7)}-01`, -1).slice(0, 7)}-15`;
  }
  return months;
}

/** Where a photo was taken is nobody's business; what cannot be cleaned is not kept. */
function cleaned(bytes: Uint8Array): Uint8Array {
  try {
    return withoutMetadata(bytes);
  } catch (error) {
    if (error instanceof UnreadableImage)
      throw new Undeliverable("not a photo that can be cleaned", { cause: error });
    throw error;
  }
}

export interface Delivery {
  readonly deliver: App["deliver"];
  /** Changes a lane whatever happens to it meanwhile; does nothing when it is gone. */
  remember(resident: string, change: (lane: Lane) => Lane): Promise<void>;
}

/** What leaves: notices to residents, cards to desks. At least once; marked as soon as it is out. */
export function createDelivery(ports: Ports): Delivery {
  const { store, workplace, channel, media, secrecy, log, clock, town } = ports;
  const townLanguage = town.languages[0] ?? "nl";

  async function deliver(ref: { group: string; id: string }): Promise<void> {
    const notice = await store.notice(ref.group, ref.id);
    if (!notice || notice.parked) return;
    try {
      await send(notice);
    } catch (error) {
      if (!(error instanceof Undeliverable)) throw error;
      log.error("parked", error, { kind: notice.what.kind, alarm: notice.what.kind !== "resident" });
      const parked = { reason: error.message, at: clock.now() };
      await store.commit([{ put: { ...notice, wakeAt: undefined, parked } }]);
      if (notice.what.kind === "resident")
        await remember(notice.what.resident, (lane) => ({ ...lane, reachable: false }));
    }
  }

  async function send(notice: Notice): Promise<void> {
    const { what } = notice;
    switch (what.kind) {
      case "resident":
        return sendToResident(notice, what);
      case "card":
        await showCard(what.contribution);
        break;
      case "unpublish":
        await unpublish(what.contribution);
        break;
      case "nudge": {
        const posted = await store.posted(what.contribution);
        if (posted) await workplace.thread(posted, what.message, townLanguage);
        for (const member of what.to) await tell(member, what.message);
        break;
      }
      case "member":
        await tell(what.member, what.message);
        break;
    }
    await store.commit([{ remove: notice }]);
  }

  async function tell(member: string, message: Parameters<typeof workplace.tell>[1]): Promise<void> {
    await workplace.tell(member, message, await workplace.language(member));
  }

  async function sendToResident(
    notice: Notice,
    what: Extract<Notice["what"], { kind: "resident" }>,
  ): Promise<void> {
    const lane = await store.laneOf(what.resident);
    if (!lane || lane.stopped) {
      // Erased, or asked for no more messages: what there is to know stands in /mijn.
      log.info("not_sent", { reason: lane ? "stopped" : "erased" });
      await store.commit([{ remove: notice }]);
      return;
    }
    const message = await channel.send(secrecy.open(lane.address), what.screen, lane.language);
    const ref = what.screen.about;
    const settled = what.settles ?? what.question;
    const change = (one: Lane): Lane => ({
      ...one,
      reachable: true,
      about: ref ? [...one.about, { message, ref }].slice(-20) : one.about,
      questions: [
        ...one.questions.filter((question) => question !== settled),
        ...(what.question ? [what.question] : []),
      ],
    });
    await remember(what.resident, change, notice);
  }

  /** The mark that a notice is out and what the lane learns from it are one commit. */
  async function remember(resident: string, change: (lane: Lane) => Lane, sent?: Notice): Promise<void> {
    const removal = sent ? [{ remove: sent }] : [];
    for (let attempt = 0; attempt < 10; attempt++) {
      const lane = await store.laneOf(resident);
      if (!lane) {
        await store.commit(removal);
        return;
      }
      try {
        await store.commit([
          { put: { ...change(lane), version: lane.version + 1 }, expect: lane.version },
          ...removal,
        ]);
        return;
      } catch (error) {
        if (!(error instanceof Conflict)) throw error;
      }
    }
    // The message is out; not knowing that would send it again, so the mark goes first and alone.
    await store.commit(removal);
  }

  async function showCard(id: string): Promise<void> {
    const contribution = await store.contribution(id);
    const instrument = instruments.find((one) => one.name === contribution?.instrument);
    if (!contribution || !instrument) return;
    const office = (await store.office()) ?? startOffice(town);
    const desk =
      office.desks.find((one) => one.id === contribution.desk) ??
      office.desks.find((one) => one.id === office.defaultDesk);
    if (!desk) throw new Undeliverable(`no desk ${contribution.desk}; bind a channel with /samenspel`);
    const context = { town, office, now: clock.now() };
    const card = withKeys(instrument.card(contribution, context), contribution);

    let posted = await store.posted(id);
    if (posted && posted.desk !== desk.id) {
      const moved: Card = {
        ...card,
        status: say("officials:card.moved", { desk: { localized: desk.name } }),
        actions: [],
      };
      await workplace.updateCard(posted, moved, posted.files, townLanguage);
      posted = undefined;
    }
    const isNew = !posted;
    if (!posted) {
      const at = await workplace.postCard(desk.channel, card, {}, townLanguage);
      posted = { row: "posted", contribution: id, desk: desk.id, ...at, entries: 0, files: {}, threads: [] };
      await store.commit([{ put: posted }]);
    }
    const files = Object.keys(posted.files).length;
    posted = await addMedia(card.media, posted);
    posted = await addHistory(contribution, posted, context);
    if (!isNew || Object.keys(posted.files).length > files)
      await workplace.updateCard(posted, card, posted.files, townLanguage);
  }

  /** Photos and recordings go to the bucket once, stripped, and into the card's thread. */
  async function addMedia(list: readonly Media[], before: Posted): Promise<Posted> {
    let posted = before;
    for (const [index, one] of list.entries()) {
      if (!one.stored || posted.files[one.stored]) continue;
      try {
        const { bytes, type } = await keep(one, one.stored);
        const name = `${one.kind}-${index + 1}.${type.split("/")[1]?.split(";")[0] ?? "bin"}`;
        const alt = say(`officials:media.${one.kind}`, { n: index + 1 });
        const file = await workplace.upload(posted, { name, bytes, type, alt }, townLanguage);
        posted = { ...posted, files: { ...posted.files, [one.stored]: file } };
        await store.commit([{ put: posted }]);
      } catch (error) {
        if (!(error instanceof Undeliverable)) throw error;
        log.error("media_missing", error);
        await workplace.thread(posted, say("officials:media.missing", { n: index + 1 }), townLanguage);
        posted = { ...posted, files: { ...posted.files, [one.stored]: "missing" } };
        await store.commit([{ put: posted }]);
      }
    }
    return posted;
  }

  async function keep(one: Media, key: string): Promise<{ bytes: Uint8Array; type: string }> {
    const known = await media.get(key);
    if (known) return known;
    const fetched = await channel.fetch(one);
    const bytes = one.kind === "photo" ? cleaned(fetched.bytes) : fetched.bytes;
    const type = imageType(bytes) ?? one.type ?? fetched.type;
    await media.put(key, bytes, type);
    return { bytes, type };
  }

  async function addHistory(
    contribution: Contribution,
    before: Posted,
    context: Parameters<(typeof instruments)[number]["threadLine"]>[2],
  ): Promise<Posted> {
    let posted = before;
    if (contribution.entries <= posted.entries) return posted;
    const instrument = instruments.find((one) => one.name === contribution.instrument);
    for (const entry of await store.history(contribution.id)) {
      if (entry.n <= posted.entries) continue;
      const line = instrument?.threadLine(entry, contribution, context);
      const sent = line ? await workplace.thread(posted, line, townLanguage) : [];
      // Whatever holds a resident's words is noted, so that it can be taken away again.
      const holdsWords = entry.actor === "resident" && sent.length > 0;
      const threads = holdsWords ? [...posted.threads, ...sent] : posted.threads;
      posted = { ...posted, entries: entry.n, threads };
      await store.commit([{ put: posted }]);
    }
    return posted;
  }

  async function unpublish(id: string): Promise<void> {
    const posted = await store.posted(id);
    if (posted) {
      for (const ts of posted.threads) await workplace.removeMessage(posted.channel, ts);
      for (const [key, file] of Object.entries(posted.files)) {
        if (file !== "missing") await workplace.removeFile(file);
        await media.remove(key);
      }
      await store.commit([{ put: { ...posted, threads: [], files: {} } }]);
    }
    await showCard(id);
  }

  /** A photo's key in the bucket follows from what it is, so storing it twice stores it once. */
  function withKeys(card: Card, contribution: Contribution): Card {
    const keyed = card.media.map((one) => ({
      ...one,
      stored:
        one.stored ?? `media/${contribution.id}/${secrecy.derive("media", one.source ?? "").slice(0, 20)}`,
    }));
    return { ...card, media: keyed };
  }

  return { deliver, remember };
}
