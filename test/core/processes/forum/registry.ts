import { clockSide } from "../../../../bot/core/processes/clock-side.ts";
import { officialSide } from "../../../../bot/core/processes/official-side.ts";
import { residentSide } from "../../../../bot/core/processes/resident-side.ts";
import { shownSide } from "../../../../bot/core/processes/shown-side.ts";
import { commitment } from "../../../../bot/instruments/commitment/commitment.ts";
import { forum } from "./forum.ts";

/** Takes the place of `bot/instruments/registry.ts`: a town that knows the forum. */
export const ofResidents = [residentSide(forum), residentSide(commitment)];
export const ofOfficials = [officialSide(forum), officialSide(commitment)];
export const ofClock = [
  clockSide(forum, residentSide(forum)),
  clockSide(commitment, residentSide(commitment)),
];
export const shown = [shownSide(forum), shownSide(commitment)];
