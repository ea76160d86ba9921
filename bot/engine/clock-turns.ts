import type { Instant } from "../core/calendar/time.ts";
import type { Store, Waiting, Woken } from "../ports/store.ts";

/** Decides what gets a turn when the clock rings, and when something that failed gets its next one. */

/** Our limit: rows of one kind kept in memory per ring. More could not be handled before the next ring. */
const MOST_OF_A_KIND = 2000;
/** Our limit: keys read per ring, about a hundred bytes each. The rest follow once these are done. */
const MOST_READ = 100_000;

/**
 * Lists the work of one ring, without duplicates. Kinds take turns: a thousand conversations that fell silent in the
 * same minute must not hold up an answer promised for today. Within a kind the earliest comes first, and notices to
 * residents keep the order in which they were caused.
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

/** A row whose turn has begun. It is known to exist: its turn was counted before any work started. */
export interface Begun<Row extends Woken = Woken> {
  readonly waiting: Waiting;
  readonly row: Row;
  readonly tries: number;
}
