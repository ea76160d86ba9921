import { shownSide } from "../../core/processes/shown-side.ts";
import { commitment } from "./commitment.ts";

export const commitmentShown = shownSide(commitment);
