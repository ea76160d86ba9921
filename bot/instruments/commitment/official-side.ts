import { officialSide } from "../../core/processes/official-side.ts";
import { commitment } from "./commitment.ts";

export const commitmentOfficial = officialSide(commitment);
