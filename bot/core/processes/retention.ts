import { retainedUntil } from "../calendar/retention.ts";
import { after, DAY, type Instant } from "../calendar/time.ts";
import type { Process } from "../model/process.ts";
import type { Context } from "../turn.ts";
import type { AnyKind } from "./kind.ts";
import type { Stage } from "./stage.ts";
import { dayAfter, dayIn, morningOf } from "./terms.ts";

/** While a process goes on, those who brought something in still hear what comes of it (our limit). */
const LOOK_AGAIN = 30 * DAY;

/** When the clock looks again whether something that was brought in is still needed. */
export function itemWakes(now: Instant): Instant {
  return after(now, LOOK_AGAIN);
}

/** Until when what people filled in and brought in is kept, after the end: as the kind says, or else as the town does. */
export function keptUntil(
  kind: Pick<AnyKind, "keptFor">,
  process: Process,
  { at, began }: Stage,
  { town }: Pick<Context, "town">,
): Instant {
  const ended = began[at] ?? process.changed;
  return kind.keptFor === undefined
    ? retainedUntil(ended, town)
    : morningOf(dayAfter(dayIn(ended), kind.keptFor, town));
}
