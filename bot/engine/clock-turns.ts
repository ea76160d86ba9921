import type { Instant } from "../core/calendar/time.ts";
import type { Store, Waiting, Woken } from "../ports/store.ts";

/** Whose turn it is when the clock rings, and when the turn of what failed comes again. */

/** So many of each kind are remembered for one ring; more could not be done before the next one. */
const MOST_OF_A_KIND = 2000;
/** So many keys are read in one ring, a hundred bytes each: what lies behind them comes when these are done. */
const MOST_READ = 100_000;

/**
 * What is to be done in one ring, each once. Kinds take turns: a thousand conversations that went silent in the same
 * minute must not keep back an answer that was promised for today. Within a kind the earliest comes first, and what
 * residents are told in the order in which it was caused.
 */
export async function inTurns(store: Pick<Store, "due">, now: Instant): Promise<Waiting[]> {
  const kinds = new Map<Waiting["kind"], Waiting[]>();
  let read = 0;
  await store.due(now, (page) => {
    for (const one of page) {
      const list = kinds.get(one.kind) ?? [];
      if (list.length < MOST_OF_A_KIND) list.push(one);
      kinds.set(one.kind, list);
    }
    read += page.length;
    return read < MOST_READ;
  });
  kinds.get("notice")?.sort((a, b) => a.place.sk.localeCompare(b.place.sk));
  const lists = [...kinds.values()];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}

/** Something whose turn it is. It is known to be here: its turn was counted before anything was done. */
export interface Begun<Row extends Woken = Woken> {
  readonly waiting: Waiting;
  readonly row: Row;
  readonly tries: number;
}
