import type { ResidentSide } from "../core/instrument.ts";
import { issueResident } from "./issue/resident-side.ts";
import { manifestoResident } from "./manifesto/resident-side.ts";
import { surveyResident } from "./survey/resident-side.ts";

/** The same list as `registry.ts`, with only what residents do: the function that speaks to them loads no forms. */
export const ofResidents: readonly ResidentSide[] = [issueResident, manifestoResident, surveyResident];
