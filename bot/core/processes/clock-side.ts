import type { ClockSide, ResidentSide } from "../instrument.ts";
import { clockTurn } from "./clock-turn.ts";
import { itemClock } from "./item-clock.ts";
import type { AnyKind } from "./kind.ts";

/** What the clock does with it. @param residents what residents do with it: the clock comes back to their questions */
export function clockSide(kind: AnyKind, residents: ResidentSide): ClockSide {
  const { process } = residents;
  return {
    ...residents,
    clock: (_input, contribution, context) => itemClock(kind, contribution, context),
    ...(process && {
      process: { ...process, clock: (_input, one, context) => clockTurn(kind, one, context) },
    }),
  } as ClockSide;
}
