import { type Broadcast, CHUNK, type Counts } from "../core/broadcasts/broadcast.ts";
import { partsOf as audienceParts, wants } from "../core/broadcasts/reach.ts";
import type { ResidentId } from "../core/model/ids.ts";
import type { Lane } from "../core/model/lane.ts";
import type { Ports } from "../ports/ports.ts";
import type { TellPage } from "../ports/store.ts";
import type { createHistory } from "./history.ts";

/** DynamoDB's limit on items read in one call. */
const LANES_AT_ONCE = 100;

/** Counts of residents who consented to it but do not get it. */
export type Others = Omit<Counts, "count" | "chunks">;

/** Chooses the recipients of a broadcast, reported page by page as the index is read. */
export function createRecipients(
  { store, clock, town }: Pick<Ports, "store" | "clock" | "town">,
  { heard, invitedBefore }: ReturnType<typeof createHistory>,
) {
  /**
   * Chooses everybody in these neighbourhoods who consented and is below this week's limit; for an invitation those it
   * is aimed at, and for a reminder those who were invited or have started.
   * @returns how many consented but do not get it
   */
  async function choose(broadcast: Broadcast, add: TellPage): Promise<Others> {
    const { invites, neighbourhoods } = broadcast;
    const heardOf = await heard(broadcast.id);
    // Somebody can move while the index is read, or also take part: she must not be in two chunks. Once is enough:
    // someone invited before is reminded, not invited again.
    const invited = invites?.asks ? await invitedBefore(broadcast) : [];
    const met = new Set(invites?.reminds ? [] : invited);
    const notYetMet = (page: readonly ResidentId[]): ResidentId[] =>
      page.filter((resident) => !met.has(resident) && met.add(resident));
    const wantsIt = (lane: Lane, of = broadcast) =>
      wants(lane, of, heardOf.get(lane.resident) ?? 0, town.weeklyCap, clock.now());
    let [capped, unreachable, ageless] = [0, 0, 0];
    const anyAge = invites && { ...broadcast, invites: { ...invites, ages: [] } };
    const meet: TellPage = async (page) => {
      const some = notYetMet(page);
      if (!anyAge) return add(some);
      await withLanes(store, some, async (lanes) => {
        await add(lanes.filter((lane) => wantsIt(lane)).map(({ resident }) => resident));
        ageless += lanes.filter(
          (lane) => lane.age === undefined && !wantsIt(lane) && wantsIt(lane, anyAge),
        ).length;
      });
    };
    const meetNobody: TellPage = async (page) => {
      const some = notYetMet(page);
      if (!invites) unreachable += some.length;
      else
        await withLanes(store, some, (lanes) => {
          unreachable += lanes.filter((lane) => wantsIt({ ...lane, reachable: true })).length;
        });
    };
    const purpose = invites ? "ask_opinion" : "neighbourhood_news";
    const meetUnlessEnough: TellPage = async (page) => {
      const some = page.filter((resident) => (heardOf.get(resident) ?? 0) < town.weeklyCap);
      capped += page.length - some.length;
      await meet(some);
    };
    if (invites?.reminds) {
      for (let start = 0; start < invited.length; start += CHUNK)
        await meetUnlessEnough(invited.slice(start, start + CHUNK));
      await store.participants(invites.process, meet);
      return { capped, unreachable, ageless };
    }
    for (const neighbourhood of audienceParts(neighbourhoods, town.neighbourhoods)) {
      await store.audience({ purpose, neighbourhood }, meetUnlessEnough);
      await store.audience({ purpose, neighbourhood, out: true }, meetNobody);
    }
    return { capped, unreachable, ageless };
  }

  /** Passes on only those who, according to their lanes, offered to help with this process. */
  function onlyHelpers(process: string, add: TellPage): TellPage {
    return (page) =>
      withLanes(store, page, (lanes) =>
        add(lanes.filter(({ helps }) => helps?.includes(process)).map(({ resident }) => resident)),
      );
  }

  return { choose, onlyHelpers };
}

/**
 * Reads the lanes, which hold ages, languages and who has finished, a hundred at a time so that no more are in memory.
 */
async function withLanes(
  store: Pick<Ports["store"], "lanesOf">,
  residents: readonly ResidentId[],
  visit: (lanes: readonly Lane[]) => Promise<void> | void,
): Promise<void> {
  for (let start = 0; start < residents.length; start += LANES_AT_ONCE) {
    const some = residents.slice(start, start + LANES_AT_ONCE);
    const lanes = await store.lanesOf(some);
    await visit(some.flatMap((resident) => lanes.get(resident) ?? []));
  }
}
