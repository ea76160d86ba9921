import type { ClockSide } from "../../core/instrument.ts";
import { clock } from "./clock.ts";
import { arrival } from "./following/arrival.ts";
import { issueResident } from "./resident-side.ts";

/** What the clock does with an issue. */
export const issueClock = { ...issueResident, clock, arrival } satisfies ClockSide;
