import { clockSide } from "../../core/processes/clock-side.ts";
import { responseResident } from "./resident-side.ts";
import { response } from "./response.ts";

export const responseClock = clockSide(response, responseResident);
