import { elapsed, type Instant } from "../core/calendar/time.ts";
import type { Process } from "../core/model/process.ts";
import type { Office } from "../core/model/staff.ts";
import { startOffice } from "../core/officials/office.ts";
import type { Ports } from "../ports/ports.ts";

/**
 * Processes, cached for as long as the arrangement is. A voter waits for one read less, and thousands of voters do not
 * all read the same item.
 */
export function createRecent(store: Ports["store"], clock: Ports["clock"]) {
  const known = new Map<string, { process: Process | undefined; read: Instant }>();
  return async (id: string): Promise<Process | undefined> => {
    const now = clock.now();
    const found = known.get(id);
    if (found && elapsed(found.read, now) <= OFFICE_AGE) return found.process;
    const process = await store.process(id);
    known.set(id, { process, read: now });
    return process;
  };
}

export type Arrangement = ReturnType<typeof createArrangement>;

/** The arrangement of desks among officials, cached for half a minute so that no resident waits for it. */
export function createArrangement({ store, clock, town }: Pick<Ports, "store" | "clock" | "town">) {
  let known: { row: Office; read: Instant } | undefined;
  return {
    async now(): Promise<Office> {
      const now = clock.now();
      if (!known || elapsed(known.read, now) > OFFICE_AGE)
        known = { row: (await store.office()) ?? startOffice(town), read: now };
      return known.row;
    },
    forget(): void {
      known = undefined;
    },
  };
}

/** Our limit on the age of the cached arrangement when a resident raises something, in milliseconds. */
const OFFICE_AGE = 30 * 1000;
