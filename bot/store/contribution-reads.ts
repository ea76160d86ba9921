import type { Contribution } from "../core/model/contribution.ts";
import { isProcessId } from "../core/model/process.ts";
import type { Store } from "../ports/store.ts";
import { type Image, readKey, readLink } from "./item-codec.ts";
import {
  contributionAt,
  contributionKey,
  deskQueue,
  ENTRY,
  entryKey,
  listOf,
  MINE,
  postedKey,
  residentPartition,
  statePartition,
} from "./keys.ts";
import { isPending, readPending } from "./pending.ts";
import { all, KEYS_AT_ONCE, type RowReader } from "./row-reader.ts";

/** Reads residents' contributions, their histories and the lists they appear in. */
export function contributionReads(
  reader: RowReader,
): Pick<Store, "contribution" | "history" | "entry" | "mine" | "desk" | "openAt" | "listed" | "posted"> {
  const { table, seals, rowsIn, row, inOrder, listed: listedRows } = reader;

  const contributions = async (ids: readonly string[]): Promise<ReadonlyMap<string, Contribution>> => {
    const images = await table.getMany([...new Set(ids)].map(contributionKey));
    return new Map(rowsIn("contribution", images).map((one) => [one.id, one]));
  };

  /**
   * Filters index entries against the rows. The index lags slightly: contributions closed, moved or deleted since are
   * left out.
   */
  const inIndex = async (
    name: string,
    limit: number,
    still: (one: Contribution) => boolean,
  ): Promise<readonly Contribution[]> => {
    const found: Contribution[] = [];
    for await (const keys of table.waiting(name, limit)) {
      const rows = rowsIn("contribution", await inOrder(keys));
      found.push(...rows.filter(still));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  };

  return {
    contribution: (id) => row("contribution", contributionKey(id)),
    async history(id) {
      if (isProcessId(id)) return listedRows("entry", statePartition(id), ENTRY);
      // One partition holds them all: entries, and the contribution with those that are not rows of their own yet.
      const images = await all(table.list(statePartition(id), ""));
      const isEntry = (image: Image) => readKey(image).sk.startsWith(ENTRY);
      const entries = rowsIn("entry", images.filter(isEntry));
      const known = new Set(entries.map(({ n }) => n));
      const pending = images
        .filter((image) => isPending(image))
        .flatMap((image) => readPending(image, seals))
        .flatMap(({ put }) => (put.row === "entry" && !known.has(put.n) ? [put] : []));
      return [...entries, ...pending];
    },
    entry: (id, n) => row("entry", entryKey(id, n)),
    async mine(resident, limit = 50) {
      const ids: string[] = [];
      for await (const page of table.list(residentPartition(resident), MINE, { newestFirst: true, limit })) {
        ids.push(...page.map(readLink));
        if (ids.length >= limit) break;
      }
      const found = await contributions(ids.slice(0, limit));
      return ids.flatMap((id) => found.get(id) ?? []).slice(0, limit);
    },
    desk: (desk, limit = 200) => inIndex(deskQueue(desk), limit, (one) => one.open && one.desk === desk),
    async openAt(desk, tell) {
      for await (const keys of table.waiting(deskQueue(desk), KEYS_AT_ONCE))
        await tell(keys.map(contributionAt));
    },
    listed: (process, limit = 500) =>
      inIndex(listOf(process), limit, (one) => !one.open && one.listedIn === process),
    posted: (contribution) => row("posted", postedKey(contribution)),
  };
}
