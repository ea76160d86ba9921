import type { Instant } from "../core/calendar/time.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Row } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import { type Image, readAs, readKey, readRow } from "./item-codec.ts";
import type { ItemTable } from "./item-table.ts";
import { type Key, laneKey, nameOf } from "./keys.ts";

/** Keys requested from the index at once: our limit. DynamoDB ends a page at a megabyte anyway. */
export const KEYS_AT_ONCE = 10_000;

type RowOf<Kind extends Row["row"]> = Extract<Row, { row: Kind }>;

/** Reads current rows from the table; expired ones are absent. */
export interface RowReader {
  readonly table: ItemTable;
  readonly now: () => Instant;
  readonly seals: Seals;
  /** The row in an item, if it is of this kind. @throws Error when it does not match the model */
  rowIn<Kind extends Row["row"]>(kind: Kind, image: Image | undefined): RowOf<Kind> | undefined;
  /** The same for many items; absent rows are left out. */
  rowsIn<Kind extends Row["row"]>(kind: Kind, images: readonly Image[]): readonly RowOf<Kind>[];
  /** The row in an item, of any kind. */
  anyRowIn(image: Image): Row | undefined;
  row<Kind extends Row["row"]>(kind: Kind, key: Key): Promise<RowOf<Kind> | undefined>;
  /** All rows of a kind in one partition, by sort key. */
  listed<Kind extends Row["row"]>(kind: Kind, pk: string, prefix?: string): Promise<readonly RowOf<Kind>[]>;
  /** The same page by page, for very large partitions. */
  pages<Kind extends Row["row"]>(kind: Kind, pk: string): AsyncIterable<readonly RowOf<Kind>[]>;
  /** Two items in one call, by name. */
  both(first: Key, second: Key): Promise<ReadonlyMap<string, Image>>;
  /** A lane together with the row of a kind at another key, in one call. */
  withLane<Kind extends Row["row"]>(
    lane: string,
    kind: Kind,
    key: Key,
  ): Promise<{ lane: Lane | undefined; row: RowOf<Kind> | undefined }>;
  /** The items at these keys, in the order given. */
  inOrder(keys: readonly Key[]): Promise<readonly Image[]>;
}

/** @param seals decrypts sealed rows */
export function createRowReader(table: ItemTable, now: () => Instant, seals: Seals): RowReader {
  const rowIn = <Kind extends Row["row"]>(kind: Kind, image: Image | undefined) =>
    readAs(kind, image, seals, now());
  const rowsIn = <Kind extends Row["row"]>(kind: Kind, images: readonly Image[]) =>
    images.flatMap((image) => rowIn(kind, image) ?? []);
  const both = async (first: Key, second: Key) => byName(await table.getMany([first, second]));
  return {
    table,
    now,
    seals,
    rowIn,
    rowsIn,
    both,
    anyRowIn: (image) => readRow(image, seals, now()),
    async row(kind, key) {
      return rowIn(kind, await table.get(key));
    },
    async listed(kind, pk, prefix = "") {
      return rowsIn(kind, await all(table.list(pk, prefix)));
    },
    async *pages(kind, pk) {
      for await (const page of table.list(pk, "")) yield rowsIn(kind, page);
    },
    async withLane(lane, kind, key) {
      const images = await both(laneKey(lane), key);
      return {
        lane: rowIn("lane", images.get(nameOf(laneKey(lane)))),
        row: rowIn(kind, images.get(nameOf(key))),
      };
    },
    async inOrder(keys) {
      const names = keys.map(nameOf);
      const found = byName(await table.getMany(keys.filter((key, at) => names.indexOf(nameOf(key)) === at)));
      return names.map((name) => found.get(name)).filter((image) => image !== undefined);
    },
  };
}

/** Indexes items by the names of their keys. */
export function byName(images: readonly Image[]): ReadonlyMap<string, Image> {
  return new Map(images.map((image) => [nameOf(readKey(image)), image]));
}

/** Collects all pages, one after the other. */
export async function all(pages: AsyncIterable<readonly Image[]>): Promise<readonly Image[]> {
  const images: Image[] = [];
  for await (const page of pages) images.push(...page);
  return images;
}
