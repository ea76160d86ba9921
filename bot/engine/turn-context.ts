import type { ResidentSide } from "../core/instrument.ts";
import type { Lane } from "../core/model/lane.ts";
import { codeFromHash, PAPER_CODES } from "../core/model/paper-code.ts";
import { nothingSeen } from "../core/needs.ts";
import { startOffice } from "../core/officials/office.ts";
import type { Context, Turn } from "../core/turn.ts";
import { noPhrases } from "../core/understanding/phrases.ts";
import type { Ports } from "../ports/ports.ts";
import type { Write } from "../ports/rows.ts";
import { type Origin, writesOf } from "./commit.ts";

/** Shared by the handling of residents, officials and the clock: the context of a decision, and its commit. */

/** Our limit: how often a decision is retried after a write conflict. */
export const ATTEMPTS = 6;
/**
 * Our limit on writes per commit. DynamoDB takes at most 100 items in one transaction, and pointers and wake items need
 * some of them.
 */
const WRITES_AT_ONCE = 40;

/**
 * How many writes a process row counts for: a manifesto is a single row of up to 400 KB (DynamoDB's limit), of the 4 MB
 * a transaction may hold.
 */
const PROCESS_COUNTS = 5;

/** How many of these writes fit into the first commit. */
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
  | "vocabularies"
  | "similarPairs"
  | "phrases"
  | "shows"
>;

/** @param sides of the instruments: each knows who hears what comes of something that was raised with it */
export function createLoop(
  {
    store,
    secrecy,
    clock,
    town,
    typedChoice,
    says,
    vocabularies,
    phrases = noPhrases,
    shows = ({ key }) => key,
    similarPairs = () => [],
  }: LoopPorts,
  sides: readonly Pick<ResidentSide, "name" | "hearers">[] = [],
) {
  const hearers: Context["hearers"] = (contribution) => {
    const side = sides.find(({ name }) => name === contribution.instrument);
    if (side?.hearers) return side.hearers(contribution);
    return contribution.by === undefined ? [] : [{ resident: contribution.by, ref: contribution.id }];
  };

  function contextFor(input: string, attempt: number): Context {
    return {
      now: clock.now(),
      seed: secrecy.derive("seed", `${input}#${attempt}`),
      town,
      office: startOffice(town),
      seen: nothingSeen,
      typedChoice,
      says,
      vocabularies,
      phrases,
      shows,
      similarPairs,
      hearers,
      codesOf: (name) => secrecy.deriveAll(PAPER_CODES, name).map(codeFromHash),
    };
  }

  /**
   * Commits a turn, all or nothing. Only an erasure can exceed one transaction, and that can safely be repeated.
   * @param more writes that belong to the same commit without being an outcome of the turn
   * @returns the lane as stored, when the turn wrote one
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
