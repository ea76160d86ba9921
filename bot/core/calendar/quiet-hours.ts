import { addDays, type Instant, townClock, townMoment } from "./time.ts";

/** Times on the town's clock, "HH:MM". If `until` is before `from`, they span midnight. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/**
 * A municipality wakes nobody. Undefined when a notice may go out at `now`; otherwise the moment the quiet hours end.
 * The clock on the wall decides, so the night of a clock change is an hour shorter or longer. `from` is quiet, `until`
 * no longer is; two equal times mean no quiet hours.
 */
export function outsideQuietHours(now: Instant, quiet: QuietHours): Instant | undefined {
  const { day, minutes } = townClock(now);
  const from = minutesOf(quiet.from);
  const until = minutesOf(quiet.until);
  const acrossMidnight = from > until;
  const evening = minutes >= from;
  const morning = minutes < until;
  const isQuiet = acrossMidnight ? evening || morning : evening && morning;
  if (!isQuiet) return undefined;
  return townMoment(acrossMidnight && evening ? addDays(day, 1) : day, until);
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
