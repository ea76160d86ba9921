import type { ClockSide } from "../../core/instrument.ts";
import { processWaits, topicWaits } from "./clock.ts";
import { manifestoResident } from "./resident-side.ts";

/** What the clock does with a manifesto and its topics. */
export const manifestoClock = {
  ...manifestoResident,
  clock: topicWaits,
  process: { ...manifestoResident.process, clock: processWaits },
} satisfies ClockSide;
