/** Ships; it stands with the others so that it is played like them. */
export { manifesto } from "../../../../bot/instruments/manifesto/lifecycle.ts";
