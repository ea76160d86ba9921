import { sameCount } from "../../../core/counting/ballot.ts";
import type { Need } from "../../../core/needs.ts";
import type { Standing } from "../../../core/processes/kind.ts";
import { groupsIn } from "../../../core/processes/result.ts";
import { votesCounted } from "../../../core/processes/votes.ts";
import type { Item, Manifesto, Result } from "../state.ts";
import { ballotsOf, goingOn, inTheRace } from "./rounds.ts";

/** A round is over: recounted from the ballots, with the groups beside them. */

type S = Standing<Manifesto>;

/** What has to be read before it can be counted. */
export function countNeeds({ process, state, context: { seen } }: S): readonly Need[] {
  const votedOn = ballotsOf(process, state);
  return seen.recount[votedOn] && seen.tally[votedOn] && seen.makeup[process.id]
    ? []
    : [
        { see: "recount", process: votedOn },
        { see: "tally", process: votedOn },
        { see: "makeup", process: process.id },
      ];
}

/** The result of the round, and whether another one follows; undefined before the ballots were read. */
export function countedNow({ process, state, context }: S): { result: Result; goesOn: boolean } | undefined {
  const votedOn = ballotsOf(process, state);
  const recount = context.seen.recount[votedOn];
  const tally = context.seen.tally[votedOn];
  const makeup = context.seen.makeup[process.id];
  if (!recount || !tally || !makeup) return undefined;
  const { agreement } = state;
  const groups = groupsIn(state, votesCounted(state));
  const counted = { points: { ...recount.points }, grouped: groups.people, groupPoints: groups.points };
  // An item without votes does not get in, however much room there is.
  const chosen = inOrderOf(counted, state).filter((one) => pointsFor(one, counted, state) > 0);
  const adopt = agreement?.adopt ?? 0;
  const goesOn = agreement?.rounds === 2 && !state.round && chosen.length > adopt;
  return {
    goesOn,
    result: {
      ...counted,
      on: context.now,
      voters: recount.voters,
      same: sameCount(recount, tally),
      adopted: chosen.slice(0, goesOn ? goingOn({ adopt }) : adopt).map((one) => one.n),
      makeup: { ...makeup, ages: { ...makeup.ages }, neighbourhoods: { ...makeup.neighbourhoods } },
    },
  };
}

type Counted = Pick<Result, "points" | "groupPoints">;

/** Groups count where everybody gives votes; ranks cannot be added to how many chose something. */
function pointsFor({ n }: Item, { points, groupPoints }: Counted, { agreement }: Manifesto): number {
  const own = points[String(n)] ?? 0;
  return agreement?.counting === "ranking" ? own : own + (groupPoints[String(n)] ?? 0);
}

/** The most points first; with equal points, whatever was brought in first. This was announced before the vote. */
export function inOrderOf(counted: Counted, state: Manifesto): Item[] {
  const of = (item: Item) => pointsFor(item, counted, state);
  return inTheRace(state).toSorted((a, b) => of(b) - of(a) || a.since.localeCompare(b.since) || a.n - b.n);
}
