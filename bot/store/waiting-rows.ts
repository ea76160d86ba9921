import type { Instant } from "../core/calendar/time.ts";
import type { Contribution } from "../core/model/contribution.ts";
import { Conflict } from "../ports/errors.ts";
import type { Row } from "../ports/rows.ts";
import type { Found, Store, Waiting, Woken } from "../ports/store.ts";
import { wakesKind, wokenBy } from "./clock-index.ts";
import type { Image } from "./item-codec.ts";
import { ALARM, MEND, nameOf, noticeKey, WAKE, wakesAt } from "./keys.ts";
import { isPending } from "./pending.ts";
import { byName, KEYS_AT_ONCE, type RowReader } from "./row-reader.ts";
import { tableShape } from "./table-shape.ts";

/** Reads what waits for the clock, and reschedules it. */
export function waitingRows(
  reader: RowReader,
): Pick<Store, "due" | "woken" | "putOff" | "dropAlarm" | "countBegun" | "countEnded"> {
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
      if (row.row === "contribution") {
        if (isAlarmOfBefore(waiting, row, image)) return { is: "alarm of before" };
        if (isPending(image)) return { is: "pending", id: row.id };
      }
      const wakes = wakesAt(row);
      // A lane stays in the index when its dialogue ends, so that this costs nothing while she waits.
      if (wakes === undefined) return { is: row.row === "lane" ? "idle" : "gone" };
      return wakes > moment
        ? { is: "early", until: wakes }
        : { is: "due", row, since: wakes > waiting.since ? wakes : waiting.since };
    } catch (error) {
      return { is: "unreadable", error };
    }
  };

  return {
    async due(moment, tell) {
      for (const partition of [MEND, ALARM, WAKE])
        for await (const page of table.waiting(partition, KEYS_AT_ONCE, moment)) {
          const waiting = page.flatMap(({ dueAt, ...place }): Waiting[] => {
            const kind = wakesKind(place);
            return kind === undefined ? [] : [{ kind, place, since: dueAt }];
          });
          if (waiting.length > 0 && !tell(waiting)) return;
        }
    },
    async woken(waiting, moment) {
      const at = byName(await table.getMany(waiting.map(({ place }) => wokenBy(place))));
      return waiting.map((one) => found(one, at.get(nameOf(wokenBy(one.place))), moment));
    },
    putOff: ({ place, since }, until, tries) => table.putOff(place, { since, until, tries }),
    async dropAlarm({ place, since }) {
      try {
        await table.write([{ do: "remove", key: place, since }]);
      } catch (error) {
        // During a deployment an earlier version can have set it anew.
        if (!(error instanceof Conflict)) throw error;
      }
    },
    countBegun: ({ group, id }, until) => table.tries(noticeKey(group, id), { until, begins: now() }),
    async countEnded({ group, id }, until) {
      await table.tries(noticeKey(group, id), { until });
    },
  };
}

/** Whether it waits by an item beside its row, although the row's own item is in the index or never is again. */
function isAlarmOfBefore({ place }: Waiting, row: Contribution, image: Image): boolean {
  return place.sk === WAKE && (row.wakeAt === undefined || image[tableShape.wake.sortKey] !== undefined);
}

function isWoken(row: Row): row is Woken {
  return (["lane", "contribution", "process", "notice", "broadcast"] as const).some((one) => one === row.row);
}
