import { after, DAY, elapsed, type Instant } from "../../../../bot/core/calendar/time.ts";
import type { Village } from "./people.ts";

/** Time passes: the clock rings when it has something to do, and not in between. */

/** Lets time pass until the clock has had its next turn. @returns false when it has nothing to do any more */
async function nextRing({ town, ledger }: Village, latest?: Instant): Promise<boolean> {
  const next = ledger.next();
  if (next === undefined || (latest !== undefined && next > latest)) return false;
  await town.passes(Math.max(1000, elapsed(town.now, next)));
  return true;
}

/** Lets time pass until something is so. @returns whether it came to be, within so many days */
export async function waitsUntil(
  village: Village,
  isSo: () => boolean,
  days = 800,
  rings = 400,
): Promise<boolean> {
  const latest = after(village.town.now, days * DAY);
  for (let ring = 0; ring < rings && !isSo(); ring++) if (!(await nextRing(village, latest))) break;
  return isSo();
}
