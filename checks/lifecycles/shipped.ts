import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";
import { poll } from "../../bot/instruments/poll/lifecycle.ts";

/** The tables of all kinds in bot/instruments/registry.ts, in the order of the registry. */
export const shipped: readonly Lifecycle[] = [poll];
