import type { Woken } from "../ports/store.ts";
import { ALARM, contributionKey, type Key, MEND, WAKE } from "./keys.ts";
import { tableShape } from "./table-shape.ts";

/** Where what waits for the clock is found: by the key of an item, and by a partition of an index. */

/** The kind of row that waits at this key; undefined for rows that are never woken. */
export function wakesKind({ pk }: Key): Woken["row"] | undefined {
  const [kind = ""] = pk.split("#");
  return wakeable.get(kind);
}

const wakeable: ReadonlyMap<string, Woken["row"]> = new Map([
  ["LANE", "lane"],
  ["CONTRIBUTION", "contribution"],
  ["PROCESS", "process"],
  ["NOTICE", "notice"],
  ["BROADCASTS", "broadcast"],
]);

/** The index that an item waits for the clock in. */
export const clockIndexOf = ({ pk, sk }: Key): typeof tableShape.wake | typeof tableShape.index =>
  sk === contributionKey("").sk && wakesKind({ pk, sk }) === "contribution"
    ? tableShape.wake
    : tableShape.index;

/** The index that a partition is in. */
export const indexWith = (partition: string): typeof tableShape.wake | typeof tableShape.index =>
  partition === ALARM || partition === MEND ? tableShape.wake : tableShape.index;

/** The key the clock has to read: the contribution or process an alarm belongs to, or the item itself. */
export function wokenBy(key: Key): Key {
  return key.sk === WAKE ? { ...key, sk: contributionKey("").sk } : key;
}
