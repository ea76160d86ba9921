import { officialSide } from "../../core/processes/official-side.ts";
import { response } from "./response.ts";

export const responseOfficial = officialSide(response);
