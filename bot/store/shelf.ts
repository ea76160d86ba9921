import type { Contribution } from "../core/contribution.ts";
import type { Lane } from "../core/resident.ts";
import type { Instant } from "../core/time.ts";
import type { Row, Store } from "../ports.ts";
import {
  type Image,
  readAs,
  readFigures,
  readKey,
  readLink,
  readPointer,
  readRow,
  type Step,
  stepsOf,
  type Tally,
  tallyOf,
} from "./items.ts";
import {
  contributionKey,
  contributionPartition,
  deskQueue,
  ENTRY,
  figuresKey,
  type Key,
  laneKey,
  MINE,
  noticeKey,
  officeKey,
  pointerKey,
  postedKey,
  residentPartition,
  staffKey,
  WAKE,
  wakesAt,
  wokenBy,
} from "./keys.ts";

/** DynamoDB takes so many items in one transaction. */
const MAX_ITEMS = 100;

/** What a store asks of the place where items lie. DynamoDB is one, a Map in memory another. */
export interface Shelf {
  get(key: Key): Promise<Image | undefined>;
  /** In any order; what is not there is left out. */
  getMany(keys: readonly Key[]): Promise<readonly Image[]>;
  /** Pages of one partition, by sort key. */
  list(
    pk: string,
    prefix: string,
    order?: { newestFirst: boolean; limit: number },
  ): AsyncIterable<readonly Image[]>;
  /** Keys of what waits in the index, in pages, earliest first, up to and including `until`. */
  waiting(dueFor: string, limit: number, until?: Instant): AsyncIterable<readonly Key[]>;
  /** All steps or none. @throws Conflict when an expectation does not hold */
  write(steps: readonly Step[]): Promise<void>;
  /** Adds once; does nothing when it was added before. */
  tally(tally: Tally): Promise<void>;
}

/**
 * Everything a store does that is the same wherever the items lie.
 * @param unreadable hears of a row that the clock has to pass over
 */
export function storeOver(
  shelf: Shelf,
  now: () => Instant,
  unreadable: (error: unknown) => void = (error) => {
    throw error;
  },
): Store {
  /** One row that is not as the model says must not keep the clock from all others. */
  const legible = (image: Image): Row | undefined => {
    try {
      return readRow(image, now());
    } catch (error) {
      unreadable(error);
      return undefined;
    }
  };

  const lane = async (key: string): Promise<Lane | undefined> =>
    readAs("lane", await shelf.get(laneKey(key)), now());

  const contributions = async (ids: readonly string[]): Promise<ReadonlyMap<string, Contribution>> => {
    const images = await shelf.getMany([...new Set(ids)].map(contributionKey));
    return new Map(
      images.flatMap((image) => readAs("contribution", image, now()) ?? []).map((one) => [one.id, one]),
    );
  };

  /** What lies at these keys, in their order. */
  const inOrder = async (keys: readonly Key[]): Promise<readonly Image[]> => {
    const names = keys.map(nameOf);
    const images = await shelf.getMany(keys.filter((key, at) => names.indexOf(nameOf(key)) === at));
    const found = new Map(images.map((image) => [nameOf(readKey(image)), image]));
    return names.map((name) => found.get(name)).filter((image) => image !== undefined);
  };

  const linksOf = (resident: string): Promise<readonly Image[]> =>
    all(shelf.list(residentPartition(resident), MINE));

  return {
    lane,
    async laneOf(resident) {
      const pointer = await shelf.get(pointerKey(resident));
      const found = pointer && (await lane(readPointer(pointer)));
      // The same chat can come back as somebody new after its lane expired: the old id leads nowhere then.
      return found?.resident === resident ? found : undefined;
    },
    async contribution(id) {
      return readAs("contribution", await shelf.get(contributionKey(id)), now());
    },
    async history(id) {
      const images = await all(shelf.list(contributionPartition(id), ENTRY));
      return images.flatMap((image) => readAs("entry", image, now()) ?? []);
    },
    async mine(resident, limit = 50) {
      const ids: string[] = [];
      for await (const page of shelf.list(residentPartition(resident), MINE, { newestFirst: true, limit })) {
        ids.push(...page.map(readLink));
        if (ids.length >= limit) break;
      }
      const found = await contributions(ids.slice(0, limit));
      return ids.flatMap((id) => found.get(id) ?? []).slice(0, limit);
    },
    async desk(desk, limit = 200) {
      const found: Contribution[] = [];
      for await (const keys of shelf.waiting(deskQueue(desk), limit)) {
        const rows = (await inOrder(keys)).map((image) => readAs("contribution", image, now()));
        // The index runs a moment behind: what was closed or moved since is not there any more.
        found.push(
          ...rows.filter((one) => one?.open === true && one.desk === desk).flatMap((one) => one ?? []),
        );
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async staff(id) {
      return readAs("staff", await shelf.get(staffKey(id)), now());
    },
    async office() {
      return readAs("office", await shelf.get(officeKey), now());
    },
    async notice(group, id) {
      return readAs("notice", await shelf.get(noticeKey(group, id)), now());
    },
    async posted(contribution) {
      return readAs("posted", await shelf.get(postedKey(contribution)), now());
    },
    async figures(desk, months) {
      return readFigures(await shelf.getMany([...new Set(months)].map((month) => figuresKey(desk, month))));
    },
    async count(entries) {
      // Two entries of one transaction may come out of the stream in either order, and the checkpoint only goes forward.
      for (const entry of entries.toSorted((a, b) => a.n - b.n)) {
        const tally = tallyOf(entry);
        if (tally !== undefined) await shelf.tally(tally);
      }
    },
    async due(moment, limit) {
      const found: Awaited<ReturnType<Store["due"]>>[number][] = [];
      for await (const keys of shelf.waiting(WAKE, limit, moment)) {
        for (const image of await inOrder(keys.map(wokenBy))) {
          const one = legible(image);
          if (one?.row !== "lane" && one?.row !== "contribution" && one?.row !== "notice") continue;
          // The index runs a moment behind, and is coarse for lanes: what is not due yet comes later.
          const wakes = wakesAt(one);
          if (wakes !== undefined && wakes <= moment) found.push(one);
        }
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async commit(writes) {
      const steps = writes.flatMap(stepsOf);
      for (const write of writes) {
        if (!("forget" in write)) continue;
        const check: Step = { do: "check", key: laneKey(write.forget.key), expect: write.expect };
        const links = (await linksOf(write.forget.resident)).map(
          (image): Step => ({ do: "remove", key: readKey(image) }),
        );
        // More links than fit: some go first, still only when the lane is as expected. A crash leaves the lane, so it is done again.
        while (steps.length + links.length > MAX_ITEMS && links.length > 0)
          await shelf.write([check, ...links.splice(0, MAX_ITEMS - 1)]);
        steps.push(...links);
      }
      if (steps.length === 0) return;
      if (steps.length > MAX_ITEMS)
        throw new Error(`a commit of ${steps.length} items; the table takes ${MAX_ITEMS} at most`);
      const keys = new Set(steps.map(({ key }) => nameOf(key)));
      if (keys.size < steps.length) throw new Error("two writes of one commit touch the same item");
      await shelf.write(steps);
    },
  };
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

async function all(pages: AsyncIterable<readonly Image[]>): Promise<readonly Image[]> {
  const images: Image[] = [];
  for await (const page of pages) images.push(...page);
  return images;
}
