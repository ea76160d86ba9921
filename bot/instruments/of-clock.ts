import type { ClockSide } from "../core/instrument.ts";
import { issueClock } from "./issue/clock-side.ts";
import { manifestoClock } from "./manifesto/clock-side.ts";
import { surveyClock } from "./survey/clock-side.ts";

/** The same list as `registry.ts`, with only what the clock does: the function that it wakes loads no forms. */
export const ofClock: readonly ClockSide[] = [issueClock, manifestoClock, surveyClock];
