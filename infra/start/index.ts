/**
 * What Lambda loads first of a function that somebody waits for: it begins to connect to the servers that the function
 * will call, and loads the function meanwhile. `infra/entry.ts` makes `index.js` of it.
 */
import { connectEarly } from "../../bot/runtime/early-sockets.ts";
import { addressesOf } from "./addresses.ts";
import { load } from "./load.ts";

/** Filled in when it is bundled. */
declare const DOOR: "telegram" | "slack";

connectEarly(addressesOf(DOOR, process.env));

export const { handler } = load(import.meta.dirname);
