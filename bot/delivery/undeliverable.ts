import { after, HOUR, type Instant, MINUTE, roundedDown } from "../core/calendar/time.ts";
import { shownNumber } from "../core/model/contribution.ts";
import type { Lane } from "../core/model/lane.ts";
import { say } from "../core/model/message.ts";
import { type Arrival, type Notice, STOPPED } from "../core/model/notice.ts";
import { isProcessId } from "../core/model/process.ts";
import { startOffice } from "../core/officials/office.ts";
import { shown } from "../instruments/registry.ts";
import { mark, remember } from "../outbox/marks.ts";
import type { Undeliverable } from "../ports/errors.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import type { NoticeRef } from "../ports/store.ts";

/** What becomes of a notice that cannot be delivered: it is set aside with the reason, and who has to know hears it. */

/** A desk that cannot be reached is tried again after this long: somebody may have let the app in. */
const NEXT_TRY = HOUR;
/** What a turn told to many fails at about the same moment. A thread hears once of what failed within so long. */
const TOLD_TOGETHER = 10 * MINUTE;

type ToResident = Extract<Notice["what"], { kind: "resident" }>;

/** A pause begins or ends, also for whom no message reaches. */
export function paused(lane: Lane, { pauses }: ToResident): Lane {
  if (!pauses) return lane;
  const { until, ref, desk } = pauses;
  if (until !== undefined) return { ...lane, paused: { until, ref, desk } };
  // Another desk may have paused her too: only its own pause ends.
  return lane.paused?.ref === ref ? { ...lane, paused: undefined } : lane;
}

/** A question that no longer matters is not asked for, whether the news of it arrived or not. */
function settled(lane: Lane, what: ToResident): Lane {
  return { ...paused(lane, what), questions: lane.questions.filter((one) => one !== what.settles) };
}

export type ParkingPorts = Pick<Ports, "store" | "log" | "clock" | "town">;

export function createUndeliverable({ store, log, clock, town }: ParkingPorts) {
  /**
   * She wants no messages: it waits until she wants them again, and goes out in the turn in which she says so. When she
   * did so just now, it goes out now.
   */
  async function withhold(notice: Notice, what: ToResident): Promise<void> {
    const now = clock.now();
    const waits = [setAside(notice, STOPPED, now), ...arrivals(notice, "stopped", now)];
    await remember(store, what.resident, (lane) => (lane.stopped ? settled(lane, what) : lane), {
      sent: notice,
      writes: (lane) => (lane.stopped ? waits : [{ put: { ...notice, wakeAt: now } }]),
      orElse: waits,
    });
  }

  /** It cannot be delivered now. A person may not want it; a desk has to get it in the end. */
  async function undeliverable(notice: Notice, error: Undeliverable): Promise<void> {
    const { what } = notice;
    const now = clock.now();
    const reader = what.kind === "resident" || what.kind === "copy" ? what.resident : undefined;
    log.error("parked", error, { kind: what.kind, alarm: reader === undefined });
    if (
      what.kind === "card" ||
      what.kind === "document" ||
      what.kind === "unpublish" ||
      what.kind === "call" ||
      what.kind === "broadcast"
    ) {
      await mark(store, [{ put: { ...notice, wakeAt: after(now, NEXT_TRY) } }]);
      return;
    }
    await mark(store, [setAside(notice, error.message, now), ...arrivals(notice, "blocked", now)]);
    if (reader !== undefined)
      await remember(store, reader, (lane) => ({
        ...(what.kind === "resident" ? settled(lane, what) : lane),
        reachable: false,
      }));
  }

  /**
   * It failed too often, whatever it is about. She who waits for it can be reached: nothing else of hers is kept back.
   * @param reason what an administrator reads; never words of anybody
   * @returns false when the row itself cannot be read. It stays where it is; the clock looks at it, and asks for a person
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
    // Who has to be told is looked up before; when that fails it is set aside all the same.
    const tells = await telling(notice, now).catch((trouble: unknown) => {
      log.error("not_told", trouble, { kind: what.kind, alarm: true });
      return [];
    });
    await mark(store, [setAside(notice, reason, now), ...tells, ...arrivals(notice, "failed", now)]);
    log.error("parked", error, { kind: what.kind, reason, alarm: true });
    if (what.kind === "resident") await remember(store, what.resident, (lane) => settled(lane, what));
    return true;
  }

  /** Whose message it was reads in the thread of its card that it did not arrive; of a new card its desk's people. */
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

  /** What was merged is looked after under the number of the whole, which can have been merged as well. */
  async function wholeOf(id: string, deep = 0): Promise<string> {
    const contribution = isProcessId(id) || deep === MOST_MERGED ? undefined : await store.contribution(id);
    const instrument = shown.find((one) => one.name === contribution?.instrument);
    const whole = contribution && instrument?.mergedInto?.(contribution);
    return whole === undefined ? id : wholeOf(whole, deep + 1);
  }

  /** Who has duty at the desk of a contribution, or else leads it. Whoever opened a process sees that its card is not there. */
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

/** A whole that was merged into another, and so on: nobody merges in a circle, and a mistake there must not end here. */
const MOST_MERGED = 5;
/** So many colleagues hear that a new card could not be shown: one commit holds them. */
const MOST_TOLD = 20;

const setAside = (notice: Notice, reason: string, at: Instant): Write => ({
  put: { ...notice, wakeAt: undefined, missed: true, parked: { reason, at } },
});

/** The clock is to note with each contribution that it is about whether it reached her. */
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

/**
 * What it was about, and what its thread is to say. Nothing of what nobody else has to know (a reply to what somebody
 * did herself), and none about a remark that could not be made.
 */
function subjectOf({
  group,
  what,
}: Notice): { readonly id: string; readonly key: "resident" | "member" | "card" } | undefined {
  const about = (id: string | undefined, key: "resident" | "member" | "card") =>
    id === undefined ? undefined : { id, key };
  switch (what.kind) {
    case "resident":
      return what.isReply
        ? undefined
        : about(what.screen.about ?? what.pauses?.ref ?? what.question ?? what.settles, "resident");
    case "several":
      return about(/^several:(P?\d+)$/.exec(group)?.[1], "resident");
    case "member":
      return about(what.contribution, "member");
    case "card":
    case "document":
    case "call":
    case "unpublish":
      return about(what.contribution, "card");
    case "copy":
    case "nudge":
    case "broadcast":
    case "desk":
    case "forget":
    case "arrival":
      return undefined;
  }
}
