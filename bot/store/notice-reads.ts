import { fromEpoch } from "../core/calendar/time.ts";
import type { Notice } from "../core/model/notice.ts";
import type { Store } from "../ports/store.ts";
import { deadKey, noticeKey, PARKED } from "./keys.ts";
import type { RowReader } from "./row-reader.ts";

/** Reads notices in transit, undelivered notices, and updates that could not be handled. */
export function noticeReads(
  reader: RowReader,
): Pick<Store, "notice" | "parked" | "parkedFor" | "noticesFor" | "failedOf"> {
  const { table, rowsIn, row, listed, inOrder } = reader;

  return {
    notice: (group, id) => row("notice", noticeKey(group, id)),
    async parked(limit) {
      const found: Notice[] = [];
      for await (const keys of table.waiting(PARKED, limit)) {
        const rows = rowsIn("notice", await inOrder(keys));
        found.push(...rows.filter((one) => one.parked !== undefined));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async parkedFor(group) {
      const notices = await listed("notice", noticeKey(group, "").pk);
      return notices.filter((one) => one.parked !== undefined);
    },
    noticesFor: (group) => listed("notice", noticeKey(group, "").pk),
    failedOf: (lane) => listed("dead", deadKey(lane, fromEpoch(0), "").pk),
  };
}
