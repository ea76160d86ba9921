import type { ResidentId } from "../core/model/ids.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Language } from "../core/model/message.ts";
import type { Store } from "../ports/store.ts";
import { type Image, readLanguage, readPointer } from "./item-codec.ts";
import { audiencePartition, laneKey, markKey, pointerKey } from "./keys.ts";
import type { RowReader } from "./row-reader.ts";

/** Finds lanes by resident id, through the pointer that leads to each. */
export function laneFinder({ table, now, seals, row }: RowReader) {
  const pointerOf = (resident: ResidentId) => table.get(pointerKey(resident));

  /** @param pointer as it was just read */
  async function laneAt(resident: ResidentId, pointer: Image | undefined): Promise<Lane | undefined> {
    if (pointer === undefined) return undefined;
    const key = readPointer(pointer);
    let found = await row("lane", laneKey(key));
    if (found === undefined) {
      // Its key may have changed between the two reads.
      const since = await pointerOf(resident);
      if (since && readPointer(since) !== key) found = await row("lane", laneKey(readPointer(since)));
    }
    // The same chat can come back as a new resident after its lane expired; the old id then leads nowhere.
    return found?.resident === resident ? found : undefined;
  }

  return {
    laneAt,
    laneOf: async (resident: ResidentId) => laneAt(resident, await pointerOf(resident)),
    async languageOf(resident: ResidentId): Promise<Language | undefined> {
      const pointer = await pointerOf(resident);
      const language = pointer && readLanguage(pointer, seals, now());
      if (pointer && language === undefined) return (await laneAt(resident, pointer))?.language;
      return language ?? undefined;
    },
  };
}

/** Reads residents' lanes, and who consented to what. */
export function laneReads(
  reader: RowReader,
): Pick<Store, "lane" | "laneOf" | "languageOf" | "mark" | "audience" | "lanesOf"> {
  const { table, rowsIn, row, pages } = reader;
  const { laneOf, languageOf } = laneFinder(reader);

  /** Lanes by resident id, found through their pointers. */
  const lanesBy = async (residents: readonly ResidentId[]): Promise<ReadonlyMap<string, Lane>> => {
    const pointers = await table.getMany([...new Set(residents)].map(pointerKey));
    const images = await table.getMany(pointers.map((image) => laneKey(readPointer(image))));
    const wanted = new Set(residents);
    const lanes = rowsIn("lane", images);
    return new Map(lanes.filter((one) => wanted.has(one.resident)).map((one) => [one.resident, one]));
  };

  return {
    lane: (key) => row("lane", laneKey(key)),
    laneOf,
    languageOf,
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
