import { clockSide } from "../../core/processes/clock-side.ts";
import { commitment } from "./commitment.ts";
import { commitmentResident } from "./resident-side.ts";

export const commitmentClock = clockSide(commitment, commitmentResident);
