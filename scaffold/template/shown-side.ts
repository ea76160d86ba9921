import { shownSide } from "../../bot/core/processes/shown-side.ts";
import { sample } from "./sample.ts";

export const sampleShown = shownSide(sample);
