import { sidesOf } from "../sides-of.ts";
import { kinds } from "./fixture-kinds.ts";

/** Takes the place of `bot/instruments/registry.ts`: a town that knows every table, and nothing else. */
export const { ofResidents, ofOfficials, ofClock, shown } = sidesOf([...kinds.values()]);
