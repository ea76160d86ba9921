import type { ClockSide } from "../../core/instrument.ts";
import { clockSide } from "../../core/processes/clock-side.ts";
import { manifestoKind } from "./manifesto.ts";
import { manifestoResident } from "./resident-side.ts";

/** What the clock does with a manifesto and its topics. */
export const manifestoClock = clockSide(manifestoKind, manifestoResident) satisfies ClockSide;
