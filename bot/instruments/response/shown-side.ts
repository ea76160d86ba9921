import { shownSide } from "../../core/processes/shown-side.ts";
import { response } from "./response.ts";

export const responseShown = shownSide(response);
