import type { ClockSide } from "../../core/instrument.ts";
import { arrival } from "./arrival.ts";
import { clock } from "./clock.ts";
import { issueResident } from "./resident-side.ts";

/** What the clock does with an issue. */
export const issueClock = { ...issueResident, clock, arrival } satisfies ClockSide;
