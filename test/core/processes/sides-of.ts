import type { ClockSide, OfficialSide, ResidentSide, ShownSide } from "../../../bot/core/instrument.ts";
import { clockSide } from "../../../bot/core/processes/clock-side.ts";
import type { AnyKind } from "../../../bot/core/processes/kind.ts";
import { officialSide } from "../../../bot/core/processes/official-side.ts";
import { residentSide } from "../../../bot/core/processes/resident-side.ts";
import { shownSide } from "../../../bot/core/processes/shown-side.ts";

/** What takes the place of `bot/instruments/registry.ts`: a town that knows these kinds, and nothing else. */
export function sidesOf(kinds: readonly AnyKind[]): {
  readonly ofResidents: readonly ResidentSide[];
  readonly ofOfficials: readonly OfficialSide[];
  readonly ofClock: readonly ClockSide[];
  readonly shown: readonly ShownSide[];
} {
  return {
    ofResidents: kinds.map((one) => residentSide(one)),
    ofOfficials: kinds.map((one) => officialSide(one)),
    ofClock: kinds.map((one) => clockSide(one, residentSide(one))),
    shown: kinds.map((one) => shownSide(one)),
  };
}
