import { officialSide } from "../../bot/core/processes/official-side.ts";
import { sample } from "./sample.ts";

export const sampleOfficial = officialSide(sample);
