import type { Instant } from "../calendar/time.ts";
import type { Entry } from "../model/contribution.ts";
import type { Process } from "../model/process.ts";

/** A new process, and the first line of its history. */
export function begunProcess(
  begun: Pick<Process, "id" | "instrument" | "card" | "state" | "open" | "desk" | "organiser">,
  { event, at }: { readonly event: string; readonly at: string },
  now: Instant,
): { process: Process; entry: Entry } {
  return {
    process: {
      row: "process",
      version: 0,
      handled: [],
      created: now,
      changed: now,
      entries: 1,
      ...begun,
    },
    entry: {
      row: "entry",
      contribution: begun.id,
      n: 1,
      at: now,
      actor: "organiser",
      official: begun.organiser,
      event,
      to: at,
    },
  };
}
