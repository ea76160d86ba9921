import { commitment } from "../../../../bot/instruments/commitment/commitment.ts";
import { response } from "../../../../bot/instruments/response/response.ts";
import { sidesOf } from "../sides-of.ts";
import { forum } from "./forum.ts";

/** Takes the place of `bot/instruments/registry.ts`: a town that knows the forum, and what stands under it. */
export const { ofResidents, ofOfficials, ofClock, shown } = sidesOf([forum, commitment, response]);
