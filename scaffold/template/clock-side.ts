import { clockSide } from "../../bot/core/processes/clock-side.ts";
import { sampleResident } from "./resident-side.ts";
import { sample } from "./sample.ts";

export const sampleClock = clockSide(sample, sampleResident);
