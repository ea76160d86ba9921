import { officialSide } from "../../core/processes/official-side.ts";
import { poll } from "./poll.ts";

export const pollOfficial = officialSide(poll);
