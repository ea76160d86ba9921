import type { ResidentId } from "../core/model/ids.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Store } from "../ports/store.ts";
import { readLanguage, readPointer } from "./item-codec.ts";
import { audiencePartition, laneKey, markKey, pointerKey } from "./keys.ts";
import type { RowReader } from "./row-reader.ts";

/** Reads residents' lanes, and who consented to what. */
export function laneReads(
  reader: RowReader,
): Pick<Store, "lane" | "laneOf" | "languageOf" | "mark" | "audience" | "lanesOf"> {
  const { table, now, seals, rowsIn, row, pages } = reader;

  const lane = (key: string) => row("lane", laneKey(key));

  const pointedTo = async (resident: ResidentId): Promise<string | undefined> => {
    const pointer = await table.get(pointerKey(resident));
    return pointer && readPointer(pointer);
  };

  const laneOf: Store["laneOf"] = async (resident) => {
    const key = await pointedTo(resident);
    let found = key === undefined ? undefined : await lane(key);
    if (key !== undefined && found === undefined) {
      // Its key may have changed between the two reads.
      const since = await pointedTo(resident);
      if (since !== undefined && since !== key) found = await lane(since);
    }
    // The same chat can come back as a new resident after its lane expired; the old id then leads nowhere.
    return found?.resident === resident ? found : undefined;
  };

  /** Lanes by resident id, found through their pointers. */
  const lanesBy = async (residents: readonly ResidentId[]): Promise<ReadonlyMap<string, Lane>> => {
    const pointers = await table.getMany([...new Set(residents)].map(pointerKey));
    const images = await table.getMany(pointers.map((image) => laneKey(readPointer(image))));
    const wanted = new Set(residents);
    const lanes = rowsIn("lane", images);
    return new Map(lanes.filter((one) => wanted.has(one.resident)).map((one) => [one.resident, one]));
  };

  return {
    lane,
    laneOf,
    async languageOf(resident) {
      const pointer = await table.get(pointerKey(resident));
      const language = pointer && readLanguage(pointer, seals, now());
      if (pointer && language === undefined) return (await laneOf(resident))?.language;
      return language ?? undefined;
    },
    mark: (key) => row("mark", markKey(key)),
    async audience(part, tell) {
      for await (const page of pages("listener", audiencePartition(part)))
        await tell(page.map(({ resident }) => resident));
    },
    async lanesOf(residents) {
      const found = await lanesBy(residents);
      // Missing residents are gone, or their key changed between the two reads.
      const missing = residents.filter((one) => !found.has(one));
      return missing.length === 0 ? found : new Map([...found, ...(await lanesBy(missing))]);
    },
  };
}
