/** The one table of these that ships; it stands with the others so that it is played like them. */
export { poll } from "../../../../bot/instruments/poll/lifecycle.ts";
