import { clockSide } from "../../../../bot/core/processes/clock-side.ts";
import { officialSide } from "../../../../bot/core/processes/official-side.ts";
import { residentSide } from "../../../../bot/core/processes/resident-side.ts";
import { shownSide } from "../../../../bot/core/processes/shown-side.ts";
import { commitment } from "../../../../bot/instruments/commitment/commitment.ts";
import { response } from "../../../../bot/instruments/response/response.ts";
import { forum } from "./forum.ts";

/** Takes the place of `bot/instruments/registry.ts`: a town that knows the forum, and what stands under it. */

const kinds = [forum, commitment, response];
export const ofResidents = kinds.map(residentSide);
export const ofOfficials = kinds.map(officialSide);
export const ofClock = kinds.map((kind) => clockSide(kind, residentSide(kind)));
export const shown = kinds.map(shownSide);
