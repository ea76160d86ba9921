import type { Dialogue, Lane } from "./resident.ts";
import { after, DAY, HOUR } from "./time.ts";
import type { Context } from "./turn.ts";

/** A reminder after a day, set aside after a week; what is set aside stays until the town's draft days are over. */
export const REMIND_AFTER = 24 * HOUR;
export const PARK_AFTER = 7 * DAY;

/** The dialogue goes on: the clock of silence starts again. */
export function touch(lane: Lane, dialogue: Dialogue, context: Context): Lane {
  return {
    ...lane,
    dialogue: { ...dialogue, touched: context.now, reminded: false },
    wakeAt: after(context.now, REMIND_AFTER),
  };
}

/** The dialogue has come to its end. */
export function leave(lane: Lane): Lane {
  return { ...lane, dialogue: undefined, wakeAt: undefined };
}
