import { after, DAY, type Day, type Instant } from "../../../core/calendar/time.ts";
import type { Municipality } from "../../../core/model/municipality.ts";
import { dayAfter, dayIn, endOf } from "../../../core/processes/terms.ts";
import { nextReminder, type Reminder } from "../../../core/processes/watch.ts";
import type { Commitment, Item, Manifesto } from "../state.ts";

/** When people hear of a promise that is still to be kept, and of a dispute that is still to be answered. */

type Town = Pick<Municipality, "promise">;

/** Somebody other than its owner answers a dispute within this. */
const SETTLED_WITHIN = "10 working days";

/** What is owed: what was promised, or the answer to somebody who disputes what was reported. */
export interface Owed {
  readonly what: "promise" | "settle";
  readonly day: Day;
  readonly at: Instant;
  readonly is: Reminder;
}

/** Whether nobody has to do anything about it any more. */
export function isSettled({ at }: Commitment): boolean {
  return at === "kept" || at === "broken";
}

/** The next message about a promise; undefined once it is settled. */
function nextOwed(commitment: Commitment, town: Town): Owed | undefined {
  if (isSettled(commitment)) return undefined;
  const { due, since, late, watched = late ? since : undefined, asked } = commitment;
  // Of earlier rows it is not known; it was before its day.
  const made = commitment.made ?? (since < endOf(due) ? since : after(endOf(due), -DAY));
  const promise = { what: "promise", day: due, ...nextOf(due, made, watched, town) } as const;
  if (commitment.at !== "disputed") return promise;
  const day = dayAfter(dayIn(since), SETTLED_WITHIN, town);
  const settle = { what: "settle", day, ...nextOf(day, since, asked, town) } as const;
  // Whoever waits hears that the day has passed, whatever was reported; what comes after is about the dispute.
  return late || settle.at <= promise.at ? settle : promise;
}

function nextOf(day: Day, since: Instant, last: Instant | undefined, town: Town) {
  return nextReminder({ day, at: endOf(day), since }, last, town);
}

/** The promise that people hear of first. */
export function firstOwed(
  { themes: items = [] }: Manifesto,
  town: Town,
): { item: Item; owed: Owed } | undefined {
  return items
    .flatMap((item) => {
      const owed = item.commitment && nextOwed(item.commitment, town);
      return owed ? [{ item, owed }] : [];
    })
    .toSorted((a, b) => a.owed.at.localeCompare(b.owed.at))[0];
}

/** When the clock has to look at the promises. */
export function promisesWake(manifesto: Manifesto, town: Town): Instant | undefined {
  const isFollowed = manifesto.at === "responded" || manifesto.at === "monitoring";
  return isFollowed ? firstOwed(manifesto, town)?.owed.at : undefined;
}
