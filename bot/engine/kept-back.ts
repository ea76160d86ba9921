import { DAY, elapsed, type Instant } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import { say } from "../core/model/message.ts";
import type { Notice } from "../core/model/notice.ts";
import type { Turn } from "../core/turn.ts";
import type { Write } from "../ports/rows.ts";
import type { Store } from "../ports/store.ts";

/** Notices set aside for an unreachable resident, and what happens to them when she is back. */

/** How long a notice kept back for someone who blocked the bot still counts as news, in milliseconds: our limit. */
const STILL_NEWS = 14 * DAY;
/** Our limit: notices delivered late to someone who is back. */
const LATE_NOTICES = 10;

/** Our limit: outdated notices removed at once, after she has been told where to find them. */
const OLDER_AT_ONCE = 20;

/**
 * Releases the notices kept back while she had blocked the bot or wanted no messages, in the same commit that makes her
 * reachable again. The clock hands them to the queue within a minute.
 */
export async function noticesKeptBack(
  store: Pick<Store, "parkedFor">,
  before: Lane,
  { lane }: Turn,
  now: Instant,
): Promise<readonly Write[]> {
  if (before.version === 0 || !lane?.reachable) return [];
  if (before.reachable && !(before.stopped && !lane.stopped)) return [];
  const parked = (await store.parkedFor(`resident:${before.resident}`)).filter(
    ({ what }) => !lane.stopped || what.kind === "copy" || (what.kind === "resident" && what.isReply),
  );
  const news = parked.filter((one) => elapsed(one.created, now) < STILL_NEWS).slice(-LATE_NOTICES);
  const older = parked.filter((one) => !news.includes(one)).slice(-OLDER_AT_ONCE);
  return [
    ...news.map((one) => ({ put: { ...one, parked: undefined, wakeAt: now } })),
    ...pointed(older, now),
  ];
}

/**
 * Replaces outdated notices with one message that points to /mijn; with that, their content counts as delivered to her.
 */
function pointed(older: readonly Notice[], now: Instant): readonly Write[] {
  const last = older.at(-1);
  const about = older.flatMap(({ what }) => (what.kind === "resident" ? [what] : []));
  const resident = about[0]?.resident;
  if (!last || resident === undefined) return older.map((one) => ({ remove: one }));
  const counts = [...new Set(about.flatMap((one) => one.counts ?? []))];
  const what = { kind: "resident" as const, resident, screen: { lines: [say("common:missed")] }, counts };
  return [
    ...older.slice(0, -1).map((one) => ({ remove: one })),
    { put: { ...last, parked: undefined, wakeAt: now, what } },
  ];
}
