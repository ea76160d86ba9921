import type { Contribution } from "../../../../bot/core/model/contribution.ts";
import type { Process } from "../../../../bot/core/model/process.ts";
import type { Village } from "./people.ts";

/** A process at a moment of a play, with everything that belongs to it: what happens next can be tried out from there. */
export interface Moment {
  readonly process: string;
  readonly at: string;
  readonly processes: ReadonlyMap<string, Process>;
  readonly contributions: ReadonlyMap<string, Contribution>;
  readonly now: Village["town"]["now"];
}

export function momentOf({ ledger, town, stage }: Village, process: string): Moment {
  return {
    process,
    at: stage(process).at,
    processes: new Map(ledger.processes),
    contributions: new Map(ledger.contributions),
    now: town.now,
  };
}
