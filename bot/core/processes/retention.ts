import { retainedUntil } from "../calendar/retention.ts";
import type { Instant } from "../calendar/time.ts";
import type { Process } from "../model/process.ts";
import type { Context } from "../turn.ts";
import type { AnyKind } from "./kind.ts";
import type { Stage } from "./stage.ts";
import { dayAfter, dayIn, morningOf } from "./terms.ts";

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
