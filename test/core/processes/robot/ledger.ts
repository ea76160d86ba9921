import type { Broadcast } from "../../../../bot/core/broadcasts/broadcast.ts";
import type { Instant } from "../../../../bot/core/calendar/time.ts";
import type { Contribution, Entry } from "../../../../bot/core/model/contribution.ts";
import type { Notice } from "../../../../bot/core/model/notice.ts";
import type { Process } from "../../../../bot/core/model/process.ts";
import type { Ports } from "../../../../bot/ports/ports.ts";
import type { Row } from "../../../../bot/ports/rows.ts";

/** Every row of a test town as it is now, noted as it is written: reading the table again takes too long. */
export interface Ledger {
  readonly processes: ReadonlyMap<string, Process>;
  readonly contributions: ReadonlyMap<string, Contribution>;
  readonly broadcasts: ReadonlyMap<string, Broadcast>;
  readonly entries: readonly Entry[];
  /** Every message to one person, in the order in which they were written; at night they are delivered later. */
  readonly notices: readonly Notice[];
  /** The first moment at which the clock has something to do. */
  next(): Instant | undefined;
  readonly ports: (ports: Ports) => Ports;
  /** The table, with everything that is written through it noted. */
  readonly store: Ports["store"];
}

export function createLedger(): Ledger {
  const processes = new Map<string, Process>();
  const contributions = new Map<string, Contribution>();
  const broadcasts = new Map<string, Broadcast>();
  const entries: Entry[] = [];
  const notices: Notice[] = [];
  const known = new Set<string>();

  function note(row: Row): void {
    // As in the table: what one turn holds on to does not change when the next one does.
    const copy = structuredClone(row);
    if (copy.row === "process") processes.set(copy.id, copy);
    if (copy.row === "contribution") contributions.set(copy.id, copy);
    if (copy.row === "broadcast") broadcasts.set(copy.id, copy);
    if (copy.row === "entry") entries.push(copy);
    if (copy.row === "notice" && copy.what.kind !== "several" && !known.has(copy.id)) {
      known.add(copy.id);
      notices.push(copy);
    }
  }

  let noted: Ports["store"] | undefined;

  return {
    get store() {
      if (!noted) throw new Error("there is no town yet");
      return noted;
    },
    processes,
    contributions,
    broadcasts,
    entries,
    notices,
    next: () =>
      [...processes.values(), ...contributions.values(), ...broadcasts.values()]
        .flatMap(({ wakeAt }) => wakeAt ?? [])
        .toSorted()[0],
    ports: (ports) => {
      const { limits } = ports.town;
      noted = {
        ...ports.store,
        commit: async (writes) => {
          await ports.store.commit(writes);
          for (const one of writes) if ("put" in one) note(one.put);
        },
      };
      // A robot does in an hour what people do in a year.
      const patient = { ...limits, actsInTenMinutes: 9999, actsInADay: 9999, contributionsInADay: 999 };
      return { ...ports, town: { ...ports.town, limits: patient }, store: noted };
    },
  };
}
