import { outsideQuietHours } from "../core/calendar/quiet-hours.ts";
import { after, type Instant } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Screen } from "../core/model/screen.ts";
import { askedBy } from "../core/residents/last-asked.ts";
import { shown } from "../instruments/registry.ts";
import { LOOK_AGAIN } from "../outbox/retry.ts";
import { commitSurely, updateLane } from "../outbox/sure-commits.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import { type createSounds, goesAlong, inOne, type ToResident } from "./going-along.ts";
import { arrivals, type createUndeliverable, paused } from "./undeliverable.ts";

/** Our limit: open questions a lane points at. Older ones stay open and are listed in /mijn. */
const MOST_QUESTIONS = 50;
/** Our limit: messages a lane remembers, so that a reply to one of them finds its subject. */
const MOST_ABOUT = 20;

/** Sends personal messages, and in one commit marks them as sent and updates her lane accordingly. */
export function createResidentDelivery(
  ports: Pick<Ports, "store" | "channel" | "secrecy" | "log" | "clock" | "town">,
  {
    withhold,
    sounds,
  }: Pick<ReturnType<typeof createUndeliverable>, "withhold"> & {
    readonly sounds: ReturnType<typeof createSounds>;
  },
) {
  const { store, channel, secrecy, log, clock, town } = ports;

  /**
   * @param more what waits for her next, in order: as much of it goes along as is kinder in one message
   * @returns how many of those went along
   */
  async function sendToResident(one: ToResident, more: readonly ToResident[] = []): Promise<number> {
    const { notice, what } = one;
    const lane = await store.laneOf(what.resident);
    if (!lane || (lane.stopped && !what.isReply)) {
      log.info("not_sent", { reason: lane ? "stopped" : "erased" });
      await (lane ? withhold(notice, what, lane) : commitSurely(store, [{ remove: notice }]));
      return 0;
    }
    if (what.question && !(await stillAsks(what.question))) {
      // It waited until morning, and meanwhile the question was answered or stopped mattering.
      await commitSurely(store, [{ remove: notice }, ...cameOf([one])]);
      return 0;
    }
    const sent = await fitting([one, ...more.slice(0, alongWith(one, more))], lane);
    const message = await sendWhole(one, sent.length > 1 ? inOne(sent) : what.screen, lane);
    const out = [...sent.map(({ notice }) => ({ remove: notice })), ...cameOf(sent)];
    const changed = (one: Lane) =>
      sent.reduce((lane, { what }) => afterSent(lane, what, message, clock.now()), one);
    await updateLane(store, what.resident, changed, {
      sent: notice,
      writes: () => out,
      orElse: out,
      known: lane,
    });
    return sent.length - 1;
  }

  /** As many of them as fit into one message: of that, nothing can have arrived when it fails. */
  async function fitting(several: readonly ToResident[], lane: Lane): Promise<readonly ToResident[]> {
    const fits = several.length === 1 || (await channel.fits(inOne(several), lane.language));
    return fits ? several : fitting(several.slice(0, -1), lane);
  }

  /** A notice that gets through after all may be one a desk was waiting for. */
  function cameOf(sent: readonly ToResident[]): Write[] {
    return sent.flatMap(({ notice }) => (notice.missed ? arrivals(notice, "arrived", clock.now()) : []));
  }

  /** Sends a message in full. Parts that arrived before something went wrong are not sent again. */
  async function sendWhole(
    { notice, what }: ToResident,
    screen: Screen,
    { address, language, resident }: Lane,
  ): Promise<number> {
    const { from = 0, isReply = false } = what;
    const isNight = outsideQuietHours(clock.now(), town.quietHours) !== undefined;
    const silently = isNight || (!isReply && sounds.justHeard(resident));
    let before = from;
    const arrived = (messages: number) => {
      before = messages;
    };
    try {
      const message = await channel.send(secrecy.open(address), screen, language, {
        silently,
        from,
        arrived,
      });
      if (!silently) sounds.heard(resident);
      return message;
    } catch (error) {
      if (before > from && !(error instanceof Undeliverable)) {
        // The queue will retry it; until then the clock must not hand it over again.
        const wakeAt = after(clock.now(), LOOK_AGAIN);
        await commitSurely(store, [{ put: { ...notice, wakeAt, what: { ...what, from: before } } }]);
      }
      throw error;
    }
  }

  async function stillAsks(id: string): Promise<boolean> {
    const contribution = await store.contribution(id);
    const instrument = shown.find((one) => one.name === contribution?.instrument);
    return contribution !== undefined && instrument?.waitsForMaker(contribution) === true;
  }

  return sendToResident;
}

/** How many of those that wait next may stand below this one. */
function alongWith(first: ToResident, more: readonly ToResident[]): number {
  const end = more.findIndex((next, at) => !goesAlong(more[at - 1] ?? first, next));
  return end < 0 ? more.length : end;
}

/** Her lane after this notice has arrived as `message`. */
function afterSent(lane: Lane, what: ToResident["what"], message: number, now: Instant): Lane {
  const ref = what.screen.about;
  const known = what.settles ?? what.question;
  return {
    ...paused(lane, what),
    reachable: true,
    about: ref
      ? [...lane.about.filter((one) => one.message !== message), { message, ref }].slice(-MOST_ABOUT)
      : lane.about,
    // Other news in between makes it less certain what her next words are about.
    asked: askedOf(what, lane, now),
    questions: [
      ...lane.questions.filter((question) => question !== known),
      ...(what.question ? [what.question] : []),
    ].slice(-MOST_QUESTIONS),
  };
}

/**
 * What her next words answer. In the middle of something they belong to that, unless they match a button of this
 * message.
 */
function askedOf(what: ToResident["what"], lane: Lane, now: Instant): Lane["asked"] {
  const choices = askedBy(what.screen);
  const isBusy = lane.dialogue !== undefined || lane.held !== undefined;
  const ref = isBusy ? undefined : (what.question ?? what.screen.about);
  if (!choices && (isBusy || !what.question)) return undefined;
  return { at: now, ...(ref !== undefined && { ref }), ...(choices && { choices }) };
}
