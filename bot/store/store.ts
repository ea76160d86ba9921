import type { Broadcast } from "../core/broadcasts/broadcast.ts";
import type { Instant } from "../core/calendar/time.ts";
import { counted, noVotes } from "../core/counting/ballot.ts";
import { nobody, withOne } from "../core/counting/breakdown.ts";
import { createGathering, createReading } from "../core/counting/recount.ts";
import { noSteps, shownOf, stepped, takesOn } from "../core/counting/released.ts";
import type { Contribution } from "../core/model/contribution.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Notice } from "../core/model/notice.ts";
import type { Process } from "../core/model/process.ts";
import { Conflict } from "../ports/errors.ts";
import type { Row, Write } from "../ports/rows.ts";
import type { Seals } from "../ports/secrecy.ts";
import type { Found, Store, Tried, Waiting, Woken } from "../ports/store.ts";
import { bounds, keepToBounds } from "./bounds.ts";
import {
  type Image,
  readAs as readItem,
  readKey,
  readLink,
  readPointer,
  readRow,
  toImage,
} from "./item-codec.ts";
import {
  audiencePartition,
  BROADCAST,
  ballotKey,
  ballotsPartition,
  broadcastKey,
  CHUNKS,
  chunkKey,
  contributionAt,
  contributionKey,
  deadKey,
  deskQueue,
  ENTRY,
  figuresKey,
  type Key,
  laneKey,
  listOf,
  MINE,
  markKey,
  noticeKey,
  OPEN_PROCESSES,
  officeKey,
  PARKED,
  PROGRESS,
  participantsPartition,
  pointerKey,
  postedKey,
  processKey,
  progressKey,
  releasedKey,
  releasedPartition,
  residentPartition,
  responseKey,
  responsesPartition,
  resultKey,
  resultsPartition,
  shardsOf,
  staffKey,
  statePartition,
  tallyKey,
  WAKE,
  wakesAt,
  wakesKind,
  wokenBy,
} from "./keys.ts";
import { type Step, stepsOf } from "./steps.ts";
import {
  ballotTallyOf,
  readCount,
  readFigures,
  readResults,
  readSteps,
  responseTallyOf,
  type Tally,
  tallyOf,
} from "./tallies.ts";

/** So many keys are asked for at once; a page ends at a megabyte anyway. */
const KEYS_AT_ONCE = 10_000;

/** A page of open processes; a town has a handful. */
const PROCESSES_AT_ONCE = 50;

/** What a store asks of the place where items lie. DynamoDB is one, a Map in memory another. */
export interface Shelf {
  get(key: Key): Promise<Image | undefined>;
  /** In any order; what is not there is left out. */
  getMany(keys: readonly Key[]): Promise<readonly Image[]>;
  /** Pages of one partition, by sort key. */
  list(
    pk: string,
    prefix: string,
    order?: {
      readonly newestFirst?: boolean;
      readonly limit?: number;
      /** Only what comes behind this sort key. */
      readonly after?: string;
    },
  ): AsyncIterable<readonly Image[]>;
  /** What waits in the index, in pages, earliest first, up to and including `until`. */
  waiting(
    dueFor: string,
    limit: number,
    until?: Instant,
  ): AsyncIterable<readonly (Key & { dueAt: Instant })[]>;
  /** Moves an item that waits since `since` to another moment; the rest of it stays. @returns how often that was counted */
  putOff(
    key: Key,
    to: { since: Instant; until: Instant; tries: "one more" | "as they are" | "none" },
  ): Promise<number | undefined>;
  /** Counts a try of a notice that waits for the clock, or that it ended, and moves it to another moment. @returns undefined when it does not wait any more */
  tries(key: Key, to: { until: Instant; begins?: Instant }): Promise<Tried | undefined>;
  /** All steps or none. @throws Conflict when an expectation does not hold */
  write(steps: readonly Step[]): Promise<void>;
  /** Adds once; does nothing when it was added before. */
  tally(tally: Tally): Promise<void>;
}

/**
 * Everything a store does that is the same wherever the items lie.
 * @param seals opens rows that lie sealed, and closes them
 * @param most how many items one commit may touch: what the table takes, or fewer where a test wants to know early
 */
export function createStore(shelf: Shelf, now: () => Instant, seals: Seals, most?: number): Store {
  const readAs = <Kind extends Row["row"]>(kind: Kind, image: Image | undefined, at: Instant) =>
    readItem(kind, image, seals, at);

  /** An item is found, read or not: one row that is not as the model says must not keep the clock from all others. */
  const found = (waiting: Waiting, image: Image | undefined, moment: Instant): Found => {
    if (image === undefined) return { is: "gone" };
    try {
      const row = readRow(image, seals, now());
      if (row === undefined) return { is: "expired" };
      if (row.row !== waiting.kind || !isWoken(row))
        return { is: "unreadable", error: new TypeError(row.row) };
      const wakes = wakesAt(row);
      if (wakes === undefined) return { is: "gone" };
      return wakes > moment
        ? { is: "early", until: wakes }
        : { is: "due", row, since: wakes > waiting.since ? wakes : waiting.since };
    } catch (error) {
      return { is: "unreadable", error };
    }
  };

  /** One part of a broadcast that cannot be read is set aside by who sends it; it must not keep back the others. */
  const legible = <Kind extends Row["row"]>(kind: Kind, image: Image) => {
    try {
      return readAs(kind, image, now()) ?? [];
    } catch {
      return [];
    }
  };

  const lane = async (key: string): Promise<Lane | undefined> =>
    readAs("lane", await shelf.get(laneKey(key)), now());

  const pointedTo = async (resident: string): Promise<string | undefined> => {
    const pointer = await shelf.get(pointerKey(resident));
    return pointer && readPointer(pointer);
  };

  /** Lanes by resident, read as their pointers say. */
  const lanesBy = async (residents: readonly string[]): Promise<ReadonlyMap<string, Lane>> => {
    const pointers = await shelf.getMany([...new Set(residents)].map(pointerKey));
    const images = await shelf.getMany(pointers.map((image) => laneKey(readPointer(image))));
    const wanted = new Set(residents);
    const lanes = images.flatMap((image) => readAs("lane", image, now()) ?? []);
    return new Map(lanes.filter((one) => wanted.has(one.resident)).map((one) => [one.resident, one]));
  };

  const contributions = async (ids: readonly string[]): Promise<ReadonlyMap<string, Contribution>> => {
    const images = await shelf.getMany([...new Set(ids)].map(contributionKey));
    return new Map(
      images.flatMap((image) => readAs("contribution", image, now()) ?? []).map((one) => [one.id, one]),
    );
  };

  /** Two items in one call, by name. */
  const both = async (first: Key, second: Key): Promise<ReadonlyMap<string, Image>> =>
    new Map((await shelf.getMany([first, second])).map((image) => [nameOf(readKey(image)), image]));

  /** A lane, and the row of a kind that lies there, in one call. */
  const withLane = async <Kind extends Row["row"]>(lane: string, kind: Kind, key: Key) => {
    const images = await both(laneKey(lane), key);
    return {
      lane: readAs("lane", images.get(nameOf(laneKey(lane))), now()),
      row: readAs(kind, images.get(nameOf(key)), now()),
    };
  };

  /** What lies at these keys, in their order. */
  const inOrder = async (keys: readonly Key[]): Promise<readonly Image[]> => {
    const names = keys.map(nameOf);
    const images = await shelf.getMany(keys.filter((key, at) => names.indexOf(nameOf(key)) === at));
    const found = new Map(images.map((image) => [nameOf(readKey(image)), image]));
    return names.map((name) => found.get(name)).filter((image) => image !== undefined);
  };

  /** The index runs a moment behind: what was closed, moved or taken away since is not there any more. */
  const inIndex = async (
    name: string,
    limit: number,
    still: (one: Contribution) => boolean,
  ): Promise<readonly Contribution[]> => {
    const found: Contribution[] = [];
    for await (const keys of shelf.waiting(name, limit)) {
      const rows = (await inOrder(keys)).flatMap((image) => readAs("contribution", image, now()) ?? []);
      found.push(...rows.filter(still));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  };

  const linksOf = (resident: string): Promise<readonly Image[]> =>
    all(shelf.list(residentPartition(resident), MINE));

  /**
   * Shows more of a question when enough people have answered it since. Somebody else who does so at the same moment has
   * seen the same: then there is nothing left to do.
   */
  const release = async (process: string, question: string): Promise<void> => {
    const [of, to] = [resultKey(process, question), releasedKey(process, question)];
    const images = await both(of, to);
    const running = images.get(nameOf(of));
    const before = readSteps(images.get(nameOf(to)));
    const next = running && stepped(before ?? noSteps, question, readResults([running])[question] ?? {});
    if (!next) return;
    const image = toImage({ ...to, ...next, version: (before?.version ?? 0) + 1 });
    try {
      await shelf.write([{ do: "put", key: to, image, expect: before?.version ?? "new" }]);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  };

  return {
    lane,
    async laneOf(resident) {
      const key = await pointedTo(resident);
      let found = key === undefined ? undefined : await lane(key);
      if (key !== undefined && found === undefined) {
        // It may have been given another key between the two reads.
        const now = await pointedTo(resident);
        if (now !== undefined && now !== key) found = await lane(now);
      }
      // The same chat can come back as somebody new after its lane expired: the old id leads nowhere then.
      return found?.resident === resident ? found : undefined;
    },
    async mark(key) {
      return readAs("mark", await shelf.get(markKey(key)), now());
    },
    async contribution(id) {
      return readAs("contribution", await shelf.get(contributionKey(id)), now());
    },
    async history(id) {
      const images = await all(shelf.list(statePartition(id), ENTRY));
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
    desk: (desk, limit = 200) => inIndex(deskQueue(desk), limit, (one) => one.open && one.desk === desk),
    async openAt(desk, tell) {
      for await (const keys of shelf.waiting(deskQueue(desk), KEYS_AT_ONCE))
        await tell(keys.map(contributionAt));
    },
    listed: (process, limit = 500) =>
      inIndex(listOf(process), limit, (one) => !one.open && one.listedIn === process),
    async process(id) {
      return readAs("process", await shelf.get(processKey(id)), now());
    },
    async processes() {
      const found: Process[] = [];
      for await (const keys of shelf.waiting(OPEN_PROCESSES, PROCESSES_AT_ONCE)) {
        const rows = (await inOrder(keys)).flatMap((image) => readAs("process", image, now()) ?? []);
        // The index runs a moment behind.
        found.push(...rows.filter((one) => one.open));
      }
      return found;
    },
    async participants(process, tell) {
      for await (const page of shelf.list(participantsPartition(process), ""))
        await tell(page.flatMap((image) => readAs("participant", image, now())?.resident ?? []));
    },
    async makeup(process) {
      let sum = nobody;
      for await (const page of shelf.list(participantsPartition(process), ""))
        for (const image of page) {
          const one = readAs("participant", image, now());
          if (one) sum = withOne(sum, one);
        }
      return sum;
    },
    async ballot(process, voter) {
      return readAs("ballot", await shelf.get(ballotKey(process, voter)), now());
    },
    laneAndBallot: (key, process, voter) => withLane(key, "ballot", ballotKey(process, voter)),
    async tally(process) {
      return readCount(await shelf.getMany(shardsOf(process).map((shard) => tallyKey(process, shard))));
    },
    async recount(process) {
      let sum = noVotes;
      // One after the other: pages of a megabyte at once only make each other wait.
      for (const shard of shardsOf(process))
        for await (const page of shelf.list(ballotsPartition(process, shard), ""))
          for (const image of page) {
            const ballot = readAs("ballot", image, now());
            if (ballot) sum = counted(sum, ballot);
          }
      return sum;
    },
    async response(process, voter) {
      return readAs("response", await shelf.get(responseKey(process, voter)), now());
    },
    laneAndResponse: (key, process, voter) => withLane(key, "response", responseKey(process, voter)),
    async answers(process) {
      const gathering = createGathering();
      for (const shard of shardsOf(process))
        for await (const page of shelf.list(responsesPartition(process, shard), ""))
          for (const image of page) {
            const response = readAs("response", image, now());
            if (response) gathering.add(response);
          }
      return gathering.done();
    },
    async said(process, after) {
      const reading = createReading();
      for (const shard of shardsOf(process)) {
        // Tokens begin with the name of their shard.
        if (after !== undefined && shard < after.slice(0, 1)) continue;
        const behind = after?.startsWith(shard) ? { after } : {};
        for await (const page of shelf.list(responsesPartition(process, shard), "", behind))
          for (const image of page) {
            const response = readAs("response", image, now());
            if (response) reading.add(response);
            if (response && reading.isFull()) return { ...reading.done(), next: response.voter };
          }
      }
      return reading.done();
    },
    async results(process) {
      return readResults(await all(shelf.list(resultsPartition(process), "")));
    },
    async released(process) {
      const images = await all(shelf.list(releasedPartition(process), ""));
      return shownOf(
        Object.fromEntries(
          images.flatMap((image) => {
            const steps = readSteps(image);
            return steps ? [[steps.question, steps]] : [];
          }),
        ),
      );
    },
    async countResponses(changes) {
      for (const { before, after } of changes) {
        const tally = responseTallyOf(before, after);
        if (tally === undefined) continue;
        await shelf.tally(tally);
        // After each of them: what many answered at once is shown up to the last whole step.
        for (const { to, numbers } of tally.adds)
          if (takesOn(to.sk, numbers)) await release(after.process, to.sk);
      }
    },
    async countBallots(changes) {
      for (const { before, after } of changes) {
        const tally = ballotTallyOf(before, after);
        if (tally !== undefined) await shelf.tally(tally);
      }
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
    async parked(limit) {
      const found: Notice[] = [];
      for await (const keys of shelf.waiting(PARKED, limit)) {
        const rows = (await inOrder(keys)).flatMap((image) => readAs("notice", image, now()) ?? []);
        found.push(...rows.filter((one) => one.parked !== undefined));
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    async parkedFor(group) {
      const images = await all(shelf.list(noticeKey(group, "").pk, ""));
      return images
        .flatMap((image) => readAs("notice", image, now()) ?? [])
        .filter((one) => one.parked !== undefined);
    },
    async noticesFor(group) {
      const images = await all(shelf.list(noticeKey(group, "").pk, ""));
      return images.flatMap((image) => readAs("notice", image, now()) ?? []);
    },
    async failedOf(lane) {
      const images = await all(shelf.list(deadKey(lane, "", "").pk, ""));
      return images.flatMap((image) => readAs("dead", image, now()) ?? []);
    },
    async broadcast(id) {
      return readAs("broadcast", await shelf.get(broadcastKey(id)), now());
    },
    async broadcasts(since) {
      const found: Broadcast[] = [];
      const order = { newestFirst: true, limit: 20 };
      for await (const page of shelf.list(broadcastKey("").pk, BROADCAST, order)) {
        const some = page.flatMap((image) => readAs("broadcast", image, now()) ?? []);
        found.push(...some.filter((one) => one.created >= since));
        if (some.some((one) => one.created < since)) break;
      }
      return found;
    },
    async chunk(broadcast, n) {
      return readAs("chunk", await shelf.get(chunkKey(broadcast, n)), now());
    },
    async chunks(broadcast) {
      const images = await all(shelf.list(chunkKey(broadcast, 0).pk, CHUNKS));
      return images.flatMap((image) => legible("chunk", image));
    },
    async progress(broadcast) {
      const images = await all(shelf.list(progressKey(broadcast, 0).pk, PROGRESS));
      return images.flatMap((image) => legible("progress", image));
    },
    async audience(part, tell) {
      for await (const page of shelf.list(audiencePartition(part), ""))
        await tell(page.flatMap((image) => readAs("listener", image, now())?.resident ?? []));
    },
    async lanesOf(residents) {
      const found = await lanesBy(residents);
      // Who is missing is gone, or was given another key between the two reads.
      const missing = residents.filter((one) => !found.has(one));
      return missing.length === 0 ? found : new Map([...found, ...(await lanesBy(missing))]);
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
    async due(moment, tell) {
      for await (const page of shelf.waiting(WAKE, KEYS_AT_ONCE, moment)) {
        const waiting = page.flatMap(({ dueAt, ...place }): Waiting[] => {
          const kind = wakesKind(place);
          return kind === undefined ? [] : [{ kind, place, since: dueAt }];
        });
        if (!tell(waiting)) return;
      }
    },
    async woken(waiting, moment) {
      const images = await shelf.getMany(waiting.map(({ place }) => wokenBy(place)));
      const at = new Map(images.map((image) => [nameOf(readKey(image)), image]));
      return waiting.map((one) => found(one, at.get(nameOf(wokenBy(one.place))), moment));
    },
    putOff: ({ place, since }, until, tries) => shelf.putOff(place, { since, until, tries }),
    countBegun: ({ group, id }, until) => shelf.tries(noticeKey(group, id), { until, begins: now() }),
    async countEnded({ group, id }, until) {
      await shelf.tries(noticeKey(group, id), { until });
    },
    async commit(writes) {
      const check = laneCheck(writes);
      const steps: Step[] = [];
      // Where she takes part and what links her to what she made: as much as she did in years.
      const ahead: Step[] = [];
      for (const write of writes) {
        const some = stepsOf(write, seals);
        if ("forget" in write)
          ahead.push(
            ...(await linksOf(write.forget.resident)).map(
              (image): Step => ({ do: "remove", key: readKey(image) }),
            ),
          );
        for (const step of some) (isOfLists(step) ? ahead : steps).push(step);
      }
      // More than fit: some go first, still only when the lane is as expected. A crash leaves the lane as it was, so it is
      // done again.
      const fit = most ?? bounds.items;
      while (check && steps.length + ahead.length > fit && ahead.length > 0)
        await shelf.write([check, ...ahead.splice(0, fit - 1)]);
      steps.push(...ahead);
      if (steps.length === 0) return;
      keepToBounds(steps, most);
      const keys = new Set(steps.map(({ key }) => nameOf(key)));
      if (keys.size < steps.length) throw new Error("two writes of one commit touch the same item");
      await shelf.write(steps);
    },
  };
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;
function isWoken(row: Row): row is Woken {
  return (["lane", "contribution", "process", "notice", "broadcast"] as const).some((one) => one === row.row);
}

async function all(pages: AsyncIterable<readonly Image[]>): Promise<readonly Image[]> {
  const images: Image[] = [];
  for await (const page of pages) images.push(...page);
  return images;
}

/** That the lane which a commit changes or takes away is as expected; undefined when it does neither. */
function laneCheck(writes: readonly Write[]): Step | undefined {
  for (const write of writes) {
    if ("forget" in write) return { do: "check", key: laneKey(write.forget.key), expect: write.expect };
    if ("put" in write && write.put.row === "lane" && typeof write.expect === "number")
      return { do: "check", key: laneKey(write.put.key), expect: write.expect };
  }
  return undefined;
}

/** Whether a step is about one of the lists of those who take part. */
const isOfLists = ({ key }: Step): boolean => key.pk.startsWith(participantsPartition(""));
