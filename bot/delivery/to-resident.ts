import { outsideQuietHours } from "../core/calendar/quiet-hours.ts";
import { after, type Instant } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Notice } from "../core/model/notice.ts";
import { askedBy } from "../core/residents/last-asked.ts";
import { shown } from "../instruments/registry.ts";
import { LOOK_AGAIN } from "../outbox/retry.ts";
import { commitSurely, updateLane } from "../outbox/sure-commits.ts";
import { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import { arrivals, type createUndeliverable, paused } from "./undeliverable.ts";

/** Our limit: open questions a lane points at. Older ones stay open and are listed in /mijn. */
const MOST_QUESTIONS = 50;
/** Our limit: messages a lane remembers, so that a reply to one of them finds its subject. */
const MOST_ABOUT = 20;

type ToResident = Extract<Notice["what"], { kind: "resident" }>;

/** Sends personal messages, and in one commit marks them as sent and updates her lane accordingly. */
export function createResidentDelivery(
  ports: Pick<Ports, "store" | "channel" | "secrecy" | "log" | "clock" | "town">,
  { withhold }: Pick<ReturnType<typeof createUndeliverable>, "withhold">,
) {
  const { store, channel, secrecy, log, clock, town } = ports;

  async function sendToResident(notice: Notice, what: ToResident): Promise<void> {
    const lane = await store.laneOf(what.resident);
    if (!lane || (lane.stopped && !what.isReply)) {
      log.info("not_sent", { reason: lane ? "stopped" : "erased" });
      return lane ? withhold(notice, what, lane) : commitSurely(store, [{ remove: notice }]);
    }
    // A notice that gets through after all may be one a desk was waiting for.
    const came = notice.missed ? arrivals(notice, "arrived", clock.now()) : [];
    if (what.question && !(await stillAsks(what.question))) {
      // It waited until morning, and meanwhile the question was answered or stopped mattering.
      await commitSurely(store, [{ remove: notice }, ...came]);
      return;
    }
    const message = await sendWhole(notice, what, lane);
    const out = [{ remove: notice }, ...came];
    await updateLane(store, what.resident, (one) => afterSent(one, what, message, clock.now()), {
      sent: notice,
      writes: () => out,
      orElse: out,
      known: lane,
    });
  }

  /** Sends a message in full. Parts that arrived before something went wrong are not sent again. */
  async function sendWhole(notice: Notice, what: ToResident, { address, language }: Lane): Promise<number> {
    const { from = 0, screen } = what;
    const silently = outsideQuietHours(clock.now(), town.quietHours) !== undefined;
    let before = from;
    const arrived = (messages: number) => {
      before = messages;
    };
    try {
      return await channel.send(secrecy.open(address), screen, language, { silently, from, arrived });
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

/** Her lane after this notice has arrived as `message`. */
function afterSent(lane: Lane, what: ToResident, message: number, now: Instant): Lane {
  const ref = what.screen.about;
  const known = what.settles ?? what.question;
  return {
    ...paused(lane, what),
    reachable: true,
    about: ref ? [...lane.about, { message, ref }].slice(-MOST_ABOUT) : lane.about,
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
function askedOf(what: ToResident, lane: Lane, now: Instant): Lane["asked"] {
  const choices = askedBy(what.screen);
  const isBusy = lane.dialogue !== undefined || lane.held !== undefined;
  const ref = isBusy ? undefined : (what.question ?? what.screen.about);
  if (!choices && (isBusy || !what.question)) return undefined;
  return { at: now, ...(ref !== undefined && { ref }), ...(choices && { choices }) };
}
