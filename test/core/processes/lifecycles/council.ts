/** What the council answers, and what is promised. */

export { commitment } from "../../../../bot/instruments/commitment/lifecycle.ts";
export { response } from "../../../../bot/instruments/response/lifecycle.ts";
