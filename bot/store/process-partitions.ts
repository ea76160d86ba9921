import type { Process } from "../core/model/process.ts";

/** Where processes stand in the index, by who looks for them. */

/** Those that residents can take part in now, by when they began. */
export const OPEN_PROCESSES = "PROCESSES";

/** Those that are over, by when they ended. */
export const ENDED_PROCESSES = "PROCESSES_ENDED";

const UNLISTED = { hidden: "PROCESSES_HIDDEN", cardless: "PROCESSES_CARDLESS" } as const;

/** Those that go on and that residents find nowhere: hidden ones, and those without a card; by when they began. */
export const unlistedProcesses = (waits: NonNullable<Process["waits"]>): string => UNLISTED[waits];

/** What a process has in the index; nothing when it is found by its id alone. */
export function processInIndex({ open, ended, waits, created }: Process) {
  if (open) return { dueFor: OPEN_PROCESSES, dueAt: created };
  if (ended !== undefined) return { dueFor: ENDED_PROCESSES, dueAt: ended };
  return waits === undefined ? {} : { dueFor: unlistedProcesses(waits), dueAt: created };
}
