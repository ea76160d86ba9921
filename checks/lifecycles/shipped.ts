import type { Lifecycle } from "../../bot/core/processes/lifecycle.ts";

/** The tables of all kinds in bot/instruments/registry.ts, in the order of the registry. */
export const shipped: readonly Lifecycle[] = [];
