import type { FoundRow, RowName, Store } from "../ports/store.ts";
import type { Image } from "./item-codec.ts";
import {
  broadcastKey,
  contributionKey,
  entryKey,
  type Key,
  nameOf,
  noticeKey,
  officeKey,
  pointerKey,
  postedKey,
  processKey,
  staffKey,
} from "./keys.ts";
import { laneFinder } from "./lane-reads.ts";
import { byName, type RowReader } from "./row-reader.ts";

/** Reads rows of several kinds in one call; a lane, to which a pointer leads, in one more. */
export function readsTogether(reader: RowReader): Pick<Store, "together"> {
  const { table, rowIn } = reader;
  const { laneAt } = laneFinder(reader);
  return {
    async together(names) {
      const keys = names.map(keyOf);
      const images = await itemsAt(keys);
      const found: FoundRow[] = [];
      for (const [at, name] of names.entries()) {
        const image = images.get(nameOf(keyOf(name)));
        try {
          const row = name.row === "lane" ? await laneAt(name.resident, image) : rowIn(name.row, image);
          found[at] = { row };
        } catch (error) {
          found[at] = { error };
        }
      }
      return found;
    },
  };

  async function itemsAt(keys: readonly Key[]): Promise<ReadonlyMap<string, Image>> {
    const apart = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    const [first, ...more] = apart;
    if (first && more.length === 0) {
      const image = await table.get(first);
      return byName(image ? [image] : []);
    }
    return byName(await table.getMany(apart));
  }
}

/** The item that is read first. */
function keyOf(name: RowName): Key {
  switch (name.row) {
    case "contribution":
      return contributionKey(name.id);
    case "process":
      return processKey(name.id);
    case "staff":
      return staffKey(name.id);
    case "broadcast":
      return broadcastKey(name.id);
    case "office":
      return officeKey;
    case "posted":
      return postedKey(name.contribution);
    case "entry":
      return entryKey(name.contribution, name.n);
    case "notice":
      return noticeKey(name.group, name.id);
    case "lane":
      return pointerKey(name.resident);
  }
}
