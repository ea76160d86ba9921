import { DAY, elapsed, type Instant } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import { say } from "../core/model/message.ts";
import type { Notice } from "../core/model/notice.ts";
import type { Turn } from "../core/turn.ts";
import type { Write } from "../ports/rows.ts";
import type { Store } from "../ports/store.ts";

/** What was set aside for somebody whom nothing reached, and what becomes of it when she is back. */

/** What was kept back for somebody who blocked the bot is news for so long, and at most so much of it. */
const STILL_NEWS = 14 * DAY;
const LATE_NOTICES = 10;

/** So much that is no news any more goes at once, when she has been told where it stands. */
const OLDER_AT_ONCE = 20;

/**
 * She let the bot in again, or wants messages again: what could not be delivered meanwhile comes after all, in the same
 * commit that makes her reachable. The clock hands it over, within a minute.
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

/** What is no news any more stands in /mijn: one message says so, and what it was about has reached her with that. */
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
