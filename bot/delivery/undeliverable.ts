import { after, HOUR, type Instant, MINUTE, roundedDown } from "../core/calendar/time.ts";
import { shownNumber } from "../core/model/contribution.ts";
import type { Lane } from "../core/model/lane.ts";
import { say } from "../core/model/message.ts";
import { type Arrival, type Notice, STOPPED } from "../core/model/notice.ts";
import { isProcessId } from "../core/model/process.ts";
import { startOffice } from "../core/officials/office.ts";
import { shown } from "../instruments/registry.ts";
import { commitSurely, updateLane } from "../outbox/sure-commits.ts";
import type { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import type { NoticeRef } from "../ports/store.ts";
import { failures, subjectOf } from "./failures.ts";

/**
 * Handles notices that cannot be delivered: they are set aside with the reason, and those who need to know are told.
 */

/** Milliseconds until an unreachable desk is tried again: somebody may have let the app in by then. */
const NEXT_TRY = HOUR;
/**
 * Milliseconds within which failures in one thread are reported once: what a turn tells many people fails at about the
 * same moment.
 */
const TOLD_TOGETHER = 10 * MINUTE;

type ToResident = Extract<Notice["what"], { kind: "resident" }>;

/** Starts or ends a pause, even for someone no message can reach. */
export function paused(lane: Lane, { pauses }: ToResident): Lane {
  if (!pauses) return lane;
  const { until, ref, desk } = pauses;
  if (until !== undefined) return { ...lane, paused: { until, ref, desk } };
  // Another desk may have paused her too: only its own pause ends.
  return lane.paused?.ref === ref ? { ...lane, paused: undefined } : lane;
}

/** Drops a question that no longer matters, whether or not the news of it arrived. */
function settled(lane: Lane, what: ToResident): Lane {
  return { ...paused(lane, what), questions: lane.questions.filter((one) => one !== what.settles) };
}

export type UndeliverablePorts = Pick<Ports, "store" | "log" | "clock" | "town">;

export function createUndeliverable({ store, log, clock, town }: UndeliverablePorts) {
  /**
   * Withholds a notice from someone who wants no messages. It goes out in the turn in which she wants them again, or
   * immediately if that just happened.
   */
  async function withhold(notice: Notice, what: ToResident, known: Lane): Promise<void> {
    const now = clock.now();
    const waits = [setAside(notice, STOPPED, now), ...arrivals(notice, "stopped", now)];
    await updateLane(store, what.resident, (lane) => (lane.stopped ? settled(lane, what) : lane), {
      sent: notice,
      writes: (lane) => (lane.stopped ? waits : [{ put: { ...notice, wakeAt: now } }]),
      orElse: waits,
      known,
    });
  }

  /** Handles a notice that cannot be delivered now. A person may not want it; a desk must get it eventually. */
  async function undeliverable(notice: Notice, error: Undeliverable): Promise<void> {
    const { what } = notice;
    const now = clock.now();
    const reader = what.kind === "resident" || what.kind === "copy" ? what.resident : undefined;
    log.error("parked", error, { kind: what.kind, alarm: reader === undefined });
    if (failures[what.kind].keepsTrying) {
      await commitSurely(store, [{ put: { ...notice, wakeAt: after(now, NEXT_TRY) } }]);
      return;
    }
    await commitSurely(store, [setAside(notice, error.message, now), ...arrivals(notice, "blocked", now)]);
    if (reader !== undefined)
      await updateLane(store, reader, (lane) => ({
        ...(what.kind === "resident" ? settled(lane, what) : lane),
        reachable: false,
      }));
  }

  /**
   * Sets aside a notice that failed too often, whatever it is about. The recipient herself is reachable, so nothing
   * else of hers is withheld.
   * @param reason shown to an administrator; never anybody's words
   * @returns false when the row itself cannot be read. It stays where it is; the clock finds it and alerts a person
   */
  async function failed(ref: NoticeRef, reason: string, error: unknown): Promise<boolean> {
    let notice: Notice | undefined;
    try {
      notice = await store.notice(ref.group, ref.id);
    } catch (unreadable) {
      log.error("parked", unreadable, { reason, alarm: true });
      return false;
    }
    if (!notice || notice.parked) return true;
    const { what } = notice;
    const now = clock.now();
    // Those to be told are looked up first; if that fails the notice is set aside all the same.
    const tells = await telling(notice, now).catch((trouble: unknown) => {
      log.error("not_told", trouble, { kind: what.kind, alarm: true });
      return [];
    });
    await commitSurely(store, [setAside(notice, reason, now), ...tells, ...arrivals(notice, "failed", now)]);
    log.error("parked", error, { kind: what.kind, reason, alarm: true });
    if (what.kind === "resident") await updateLane(store, what.resident, (lane) => settled(lane, what));
    return true;
  }

  /** Reports, in the thread of its card, that a message did not arrive; for a new card, to its desk's people. */
  async function telling(notice: Notice, now: Instant): Promise<Write[]> {
    const subject = subjectOf(notice);
    if (!subject) return [];
    const { key } = subject;
    const id = await wholeOf(subject.id);
    const wakeAt = after(roundedDown(now, TOLD_TOGETHER), TOLD_TOGETHER);
    const base = { row: "notice" as const, id: `${wakeAt}#${key}`, created: now, wakeAt };
    if (await store.posted(id)) {
      const message = say(`officials:notArrived.${key}`);
      const what = { kind: "nudge" as const, contribution: id, to: [], message };
      return [{ put: { ...base, group: `card:${id}`, what } }];
    }
    const members = await peopleOf(id);
    return members.map((member) => ({
      put: {
        ...base,
        id: `${base.id}#${id}`,
        group: `member:${member}`,
        what: {
          kind: "member",
          member,
          message: say("officials:notArrived.newCard", { number: shownNumber(id) }),
        },
      },
    }));
  }

  /**
   * The contribution a merged one ended up in, under whose number it is handled; that one may have been merged in turn.
   */
  async function wholeOf(id: string, deep = 0): Promise<string> {
    const contribution = isProcessId(id) || deep === MOST_MERGED ? undefined : await store.contribution(id);
    const instrument = shown.find((one) => one.name === contribution?.instrument);
    const whole = contribution && instrument?.mergedInto?.(contribution);
    return whole === undefined ? id : wholeOf(whole, deep + 1);
  }

  /**
   * The people on duty at a contribution's desk, or else its lead. Nobody for a process: whoever opened it can see that
   * its card is missing.
   */
  async function peopleOf(id: string): Promise<readonly string[]> {
    const contribution = isProcessId(id) ? undefined : await store.contribution(id);
    if (!contribution) return [];
    const office = (await store.office()) ?? startOffice(town);
    const desk = office.desks.find((one) => one.id === contribution.desk);
    if (desk && desk.onDuty.length > 0) return [...new Set(desk.onDuty)].slice(0, MOST_TOLD);
    return desk?.lead === undefined ? [] : [desk.lead];
  }

  return { undeliverable, failed, withhold };
}

/** Our limit on chains of merges, as many as join one issue. Nobody merges in a circle, but a bug must not hang this. */
const MOST_MERGED = 200;
/** Our limit: colleagues told that a new card could not be shown, few enough for one commit. */
const MOST_TOLD = 20;

const setAside = (notice: Notice, reason: string, at: Instant): Write => ({
  put: { ...notice, wakeAt: undefined, missed: true, parked: { reason, at } },
});

/** Has the clock record on each contribution concerned whether the notice reached her. */
export function arrivals({ id, created, what }: Notice, is: Arrival["is"], now: Instant): Write[] {
  const { counts = [] } = what.kind === "resident" ? what : {};
  return counts.map((contribution) => ({
    put: {
      row: "notice",
      id: `${now}#${id}#${is}`,
      group: `card:${contribution}`,
      created: now,
      wakeAt: now,
      what: { kind: "arrival", contribution, is, of: created },
    },
  }));
}
