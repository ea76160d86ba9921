import type { Instant } from "../core/calendar/time.ts";
import type { Row } from "../ports/rows.ts";
import type { Found, Store, Waiting, Woken } from "../ports/store.ts";
import type { Image } from "./item-codec.ts";
import { nameOf, noticeKey, WAKE, wakesAt, wakesKind, wokenBy } from "./keys.ts";
import { byName, KEYS_AT_ONCE, type RowReader } from "./row-reader.ts";

/** Reads what waits for the clock, and reschedules it. */
export function waitingRows(
  reader: RowReader,
): Pick<Store, "due" | "woken" | "putOff" | "countBegun" | "countEnded"> {
  const { table, now, anyRowIn } = reader;

  /**
   * Describes an item that was found, readable or not: one row that does not match the model must not stop the clock
   * from reaching the others.
   */
  const found = (waiting: Waiting, image: Image | undefined, moment: Instant): Found => {
    if (image === undefined) return { is: "gone" };
    try {
      const row = anyRowIn(image);
      if (row === undefined) return { is: "expired" };
      if (row.row !== waiting.kind || !isWoken(row))
        return { is: "unreadable", error: new TypeError(row.row) };
      const wakes = wakesAt(row);
      if (wakes === undefined) return { is: "gone" };
      return wakes > moment
        ? { is: "early", until: wakes }
        : { is: "due", row, since: wakes > waiting.since ? wakes : waiting.since };
    } catch (error) {
      return { is: "unreadable", error };
    }
  };

  return {
    async due(moment, tell) {
      for await (const page of table.waiting(WAKE, KEYS_AT_ONCE, moment)) {
        const waiting = page.flatMap(({ dueAt, ...place }): Waiting[] => {
          const kind = wakesKind(place);
          return kind === undefined ? [] : [{ kind, place, since: dueAt }];
        });
        if (!tell(waiting)) return;
      }
    },
    async woken(waiting, moment) {
      const at = byName(await table.getMany(waiting.map(({ place }) => wokenBy(place))));
      return waiting.map((one) => found(one, at.get(nameOf(wokenBy(one.place))), moment));
    },
    putOff: ({ place, since }, until, tries) => table.putOff(place, { since, until, tries }),
    countBegun: ({ group, id }, until) => table.tries(noticeKey(group, id), { until, begins: now() }),
    async countEnded({ group, id }, until) {
      await table.tries(noticeKey(group, id), { until });
    },
  };
}

function isWoken(row: Row): row is Woken {
  return (["lane", "contribution", "process", "notice", "broadcast"] as const).some((one) => one === row.row);
}
