import { after, DAY, type Instant, MINUTE, roundedDown } from "../calendar/time.ts";
import type { Lane } from "../model/lane.ts";

/**
 * When the table looks at a lane, and how long what leads to it is kept. Both are chosen so that they seldom change:
 * each change is a second write, while a resident waits.
 */

/** Milliseconds that a pointer outlives the lane of somebody who never came in, so that a tap need not move it. */
const SPARE = 60 * DAY;

/** A lane as it is written now, with the terms that belong to it. @param before as it was stored */
export function withTerms(before: Lane, lane: Lane, now: Instant): Lane {
  return { ...lane, indexed: inIndex(before, lane, now), pointed: pointedUntil(before, lane) };
}

/**
 * The moment under which the clock finds a lane: never later than `wakeAt`, and mostly left where it is. What she does
 * moves `wakeAt`, or ends it; the clock looks once at the earlier moment, and moves or clears it then.
 */
function inIndex({ indexed }: Lane, { key, wakeAt }: Lane, now: Instant): Instant | undefined {
  const stands = indexed !== undefined && indexed > now ? indexed : undefined;
  if (wakeAt === undefined || (stands !== undefined && stands <= wakeAt)) return stands;
  const daily = dailyMoment(key, wakeAt);
  return daily > now ? daily : wakeAt;
}

/** The last moment until `latest` at this lane's own minute of the day: not all lanes of a day at its beginning. */
function dailyMoment(key: string, latest: Instant): Instant {
  let minute = 0;
  for (const sign of key) minute = (minute * 31 + (sign.codePointAt(0) ?? 0)) % (DAY / MINUTE);
  return after(roundedDown(after(latest, -minute * MINUTE), DAY), minute * MINUTE);
}

/** Until when the pointer to a lane is kept: at least as long as the lane. */
function pointedUntil({ pointed }: Lane, { stage, expires }: Lane): Instant | undefined {
  if (expires === undefined) return undefined;
  if (stage === "member") return expires;
  return pointed !== undefined && pointed >= expires ? pointed : after(expires, SPARE);
}
