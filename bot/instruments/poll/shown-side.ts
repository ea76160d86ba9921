import { shownSide } from "../../core/processes/shown-side.ts";
import { poll } from "./poll.ts";

export const pollShown = shownSide(poll);
