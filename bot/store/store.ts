import type { Instant } from "../core/calendar/time.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Store } from "../ports/store.ts";
import { ballotReads } from "./ballot-reads.ts";
import { broadcastReads } from "./broadcast-reads.ts";
import { createCommit } from "./commit.ts";
import { contributionReads } from "./contribution-reads.ts";
import type { ItemTable } from "./item-table.ts";
import { laneReads } from "./lane-reads.ts";
import { noticeReads } from "./notice-reads.ts";
import { officeReads } from "./office-reads.ts";
import { processReads } from "./process-reads.ts";
import { responseReads } from "./response-reads.ts";
import { createRowReader } from "./row-reader.ts";
import { runningCounts } from "./running-counts.ts";
import { settling } from "./settling.ts";
import { readsTogether } from "./together.ts";
import { waitingRows } from "./waiting-rows.ts";

/**
 * Builds a store on a table: everything that does not depend on where the items are kept.
 * @param seals encrypts and decrypts sealed rows
 * @param most the most items one commit may touch: what the table takes, or fewer where a test wants to find out early
 */
export function createStore(table: ItemTable, now: () => Instant, seals: Seals, most?: number): Store {
  const reader = createRowReader(table, now, seals);
  const { follow, complete } = settling(reader);
  return {
    follow,
    complete,
    ...laneReads(reader),
    ...contributionReads(reader),
    ...processReads(reader),
    ...ballotReads(reader),
    ...responseReads(reader),
    ...runningCounts(reader),
    ...officeReads(reader),
    ...noticeReads(reader),
    ...broadcastReads(reader),
    ...waitingRows(reader),
    ...readsTogether(reader),
    commit: createCommit({ table, seals, now, complete }, most),
  };
}
