import { isDay } from "../calendar/time.ts";
import { sameCount } from "../counting/ballot.ts";
import type { Localized } from "../model/message.ts";
import { changedDays } from "./added.ts";
import { takenOnce } from "./each-once.ts";
import { withAuthors } from "./four-eyes.ts";
import type { AnyKind, Standing, Values } from "./kind.ts";
import { kindOf } from "./shown-values.ts";
import type { Counted, Kept, Stage } from "./stage.ts";
import type { Taking } from "./taking.ts";
import { dayIn } from "./terms.ts";
import { votedOn, votesCounted } from "./votes.ts";

/** What a row leaves behind in the state, before it moves: what was filled in, days, counts, an answer. */

export function left(
  kind: AnyKind,
  { row, filled, item, who, by }: Taking,
  kept: Kept,
  standing: Standing,
): Stage {
  const { name, step } = row;
  const { state: before, context } = standing;
  const { now } = context;
  const state: Stage = { ...before, ...kind.change?.[name]?.(standing, filled, item) };
  // What belongs to an item is kept with the item.
  const own = item === undefined && step.adds === undefined;
  const filledIn = changedDays(step.asks, kept);
  const days = own ? filledIn : step.adds === undefined ? {} : firstOf(before.days, filledIn);
  const owner = own ? ownerIn(step.asks, filled) : undefined;
  const [postponed] = step.postpones === undefined ? [] : Object.values(days);
  const after: Stage = {
    ...state,
    taken: { ...state.taken, [name]: now },
    filled: own ? { ...state.filled, [name]: kept } : state.filled,
    days: { ...state.days, ...days, ...workedOut(step.sets, state, now) },
    // The clock is nobody: what it asks does not break a silence.
    active: who.actor === "clock" ? before.active : now,
    ...(owner !== undefined && { owner }),
    ...takenOnce(state, row, by),
    ...(step.answers && { answered: now }),
    ...(postponed && step.postpones && { postponed: { ...state.postponed, [step.postpones]: postponed } }),
    ...(step.counts === "ballots" && {
      counted: { ...state.counted, [name]: countOf(standing) },
      votes: votesCounted(before) + 1,
    }),
    ...(step.to === "forced" && {
      forced: { by: kept.by ?? "", reason: (filled.reason ?? {}) as Localized },
    }),
  };
  const isMember = own && by !== undefined && who.actor !== "resident";
  const looked = isMember ? withAuthors(kind, row, by, before, after) : after;
  return step.forgets === undefined ? looked : withoutFields(looked, step.forgets);
}

/** Of the days of items that were added, the process waits for the first that comes. */
function firstOf(before: Stage["days"], added: Stage["days"]): Stage["days"] {
  return Object.fromEntries(
    Object.entries(added).filter(([field, { day, on }]) => {
      const known = before[field]?.day;
      return known === undefined || known > day || known < dayIn(on);
    }),
  );
}

/** Days that the code of a row worked out, under the names that the row says it sets. */
function workedOut(sets: readonly string[] | undefined, state: Stage, on: Stage["active"]): Stage["days"] {
  const values = state as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    (sets ?? []).flatMap((field) => {
      const value = values[field];
      return typeof value === "string" && isDay(value) ? [[field, { day: value, on }]] : [];
    }),
  );
}

function ownerIn(asks: Taking["row"]["step"]["asks"], filled: Values): string | undefined {
  const found = Object.entries(asks ?? {}).find(([field, ask]) => {
    const is = kindOf(ask);
    // "The municipality" of a process without an organiser is nobody yet.
    return (
      (is === "owner" || is === "colleague") && typeof filled[field] === "string" && filled[field] !== ""
    );
  });
  return found && String(filled[found[0]]);
}

/** Counted anew from the ballots, compared with the running count, and frozen. */
function countOf(standing: Standing): Counted {
  const { now, seen } = standing.context;
  const subject = votedOn(standing);
  const [recount, tally] = [seen.recount[subject], seen.tally[subject]];
  if (!recount || !tally) throw new Error("a count is frozen before the ballots were read");
  return { on: now, voters: recount.voters, points: { ...recount.points }, same: sameCount(recount, tally) };
}

/** Fields that are emptied for good, in the kind's own state and in what was filled in. */
function withoutFields(stage: Stage, fields: readonly string[]): Stage {
  const stays = ([field]: readonly [string, unknown]) => !fields.includes(field);
  const filled = Object.fromEntries(
    Object.entries(stage.filled).map(([row, { values, ...kept }]) => [
      row,
      { ...kept, ...(values && { values: Object.fromEntries(Object.entries(values).filter(stays)) }) },
    ]),
  );
  return { ...(Object.fromEntries(Object.entries(stage).filter(stays)) as Stage), filled };
}
