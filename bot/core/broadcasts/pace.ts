import { outsideQuietHours } from "../calendar/quiet-hours.ts";
import { after, HOUR, type Instant } from "../calendar/time.ts";
import type { Municipality } from "../model/municipality.ts";

/** How fast a broadcast goes, when it ends, and what it costs to have it go faster. */

/**
 * Messages per second. Telegram lets a bot send about 30 a second to all its chats together
 * (core.telegram.org/bots/faq). 28 leaves two of them to personal answers, which go out through another queue and never
 * wait for news.
 */
export const PER_SECOND = 28;

/**
 * People who get a message for one Telegram Star, when it goes faster than Telegram's usual pace: 0.1 Star for each
 * (core.telegram.org/bots/api#sendmessage, `allow_paid_broadcast`). Those within the usual pace cost nothing.
 */
const PEOPLE_PER_STAR = 10;

/** Our limit: news that takes less than a minute at the usual pace is not worth paying for. */
const WORTH_PAYING = 60 * PER_SECOND;

type Paying = Pick<Municipality, "paidNews">;

/** What of a broadcast its pace and its price follow from. */
interface Going {
  readonly status: { readonly at: string; readonly count?: number; readonly paid?: true | undefined };
}

/** Messages per second at which it is sent: faster only where somebody pays for that. */
export function paceOf({ status }: Going, { paidNews }: Paying): number {
  const paid = paidNews !== undefined && status.at === "sending" && status.paid;
  return paid ? paidNews.perSecond : PER_SECOND;
}

/**
 * The most that sending faster can cost, in Stars. It follows from whole tens of people, so that it tells no more about
 * how many there are than the card does.
 */
export function starsFor(count: number): number {
  return Math.floor(count / PEOPLE_PER_STAR) + 1;
}

/** Whether an organiser may have it sent faster: the town allows it, it takes long, and it costs no more than allowed. */
export function canBePaid({ status }: Going, { paidNews }: Paying): boolean {
  const { at, count = 0 } = status;
  if (!paidNews || at !== "ready") return false;
  return count > WORTH_PAYING && starsFor(count) <= paidNews.mostStars;
}

/** How long the sending itself takes, in milliseconds. */
export function sendingTime(count: number, perSecond = PER_SECOND): number {
  return (count / perSecond) * 1000;
}

/** When the last recipient should have it: quiet hours interrupt the sending. */
export function expectedEnd(
  count: number,
  now: Instant,
  town: Pick<Municipality, "quietHours">,
  perSecond = PER_SECOND,
): Instant {
  let left = sendingTime(count, perSecond);
  let at = outsideQuietHours(now, town.quietHours) ?? now;
  // Going hour by hour is precise enough to check whether something got lost.
  while (left > HOUR) {
    at = after(at, HOUR);
    left -= HOUR;
    at = outsideQuietHours(at, town.quietHours) ?? at;
  }
  const end = after(at, left);
  const morning = outsideQuietHours(end, town.quietHours);
  return morning === undefined ? end : after(morning, left);
}
