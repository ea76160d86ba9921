import { clockSide } from "../../core/processes/clock-side.ts";
import { poll } from "./poll.ts";
import { pollResident } from "./resident-side.ts";

export const pollClock = clockSide(poll, pollResident);
