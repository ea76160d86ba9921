import type { Lane } from "../core/model/lane.ts";
import { nothingSeen } from "../core/needs.ts";
import { startOffice } from "../core/officials/office.ts";
import type { Context, Turn } from "../core/turn.ts";
import { noPhrases } from "../core/understanding/phrases.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import { type Origin, writesOf } from "./commit.ts";

/** What receiving, the desk and the clock have in common: the context of a decision, and its commit. */

/** How often a decision is made again after somebody else was first. */
export const ATTEMPTS = 6;
/** DynamoDB takes at most 100 items in one transaction; pointers and wake items need some of them. */
const WRITES_AT_ONCE = 40;

/** All of a manifesto lies in one row, up to 400 KB of the 4 MB that a transaction holds: it counts for so many. */
const PROCESS_COUNTS = 5;

/** How many of these writes go into the first commit. */
function fitting(writes: readonly Write[]): number {
  let weight = 0;
  const more = writes.findIndex((one) => {
    weight += "put" in one && one.put.row === "process" ? PROCESS_COUNTS : 1;
    return weight > WRITES_AT_ONCE;
  });
  return more < 0 ? writes.length : more;
}

export type LoopPorts = Pick<
  Ports,
  | "store"
  | "secrecy"
  | "clock"
  | "town"
  | "typedChoice"
  | "says"
  | "vocabulary"
  | "similarPairs"
  | "phrases"
  | "shows"
>;

export function createLoop({
  store,
  secrecy,
  clock,
  town,
  typedChoice,
  says,
  vocabulary,
  phrases = noPhrases,
  shows = ({ key }) => key,
  similarPairs = () => [],
}: LoopPorts) {
  function contextFor(input: string, attempt: number): Context {
    return {
      now: clock.now(),
      seed: secrecy.derive("seed", `${input}#${attempt}`),
      town,
      office: startOffice(town),
      seen: nothingSeen,
      typedChoice,
      says,
      vocabulary,
      phrases,
      shows,
      similarPairs,
    };
  }

  /**
   * All of a turn, or none of it; only erasing can touch more than fits in one transaction, and can be done again.
   * @param more what belongs to the same commit and is no outcome of the turn
   * @returns the lane as it lies in the table now, when the turn wrote one
   * @throws Conflict when somebody else was first
   */
  async function commit(
    turn: Turn,
    context: Context,
    origin: Origin,
    more: readonly Write[] = [],
  ): Promise<Lane | undefined> {
    const writes = [...writesOf(turn, context, origin), ...more];
    const lane = writes.flatMap((one) => ("put" in one && one.put.row === "lane" ? [one.put] : []))[0];
    if (turn.lane === null) {
      for (let first = fitting(writes); first < writes.length; first = fitting(writes))
        await store.commit(writes.splice(0, first));
    }
    if (writes.length > 0) await store.commit(writes);
    return lane;
  }

  return { contextFor, commit };
}
