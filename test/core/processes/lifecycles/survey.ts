export { survey } from "../../../../bot/instruments/survey/lifecycle.ts";
