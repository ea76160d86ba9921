import type { ClockSide, OfficialSide, ResidentSide, ShownSide } from "../../../../bot/core/instrument.ts";
import { clockSide } from "../../../../bot/core/processes/clock-side.ts";
import { officialSide } from "../../../../bot/core/processes/official-side.ts";
import { residentSide } from "../../../../bot/core/processes/resident-side.ts";
import { shownSide } from "../../../../bot/core/processes/shown-side.ts";
import { kinds } from "./fixture-kinds.ts";

/** Takes the place of `bot/instruments/registry.ts`: a town that knows every table, and nothing else. */

const each = [...kinds.values()];
export const ofResidents: readonly ResidentSide[] = each.map(residentSide);
export const ofOfficials: readonly OfficialSide[] = each.map(officialSide);
export const ofClock: readonly ClockSide[] = each.map((kind) => clockSide(kind, residentSide(kind)));
export const shown: readonly ShownSide[] = each.map(shownSide);
