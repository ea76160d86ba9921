import { after, type Instant, MINUTE } from "../calendar/time.ts";
import { clockRows, heardLate, lateAnswer, owedRows, whenOf } from "./dues.ts";
import { evaluationWakes } from "./evaluation.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { keptUntil } from "./retention.ts";
import { rowsIn, stateIs } from "./rows.ts";
import { nextMorning } from "./terms.ts";
import { asksAgainAt } from "./terms-of-consent.ts";
import { nextReminder } from "./watch.ts";

/** When the clock should look at a process: worked out from its state, so that no alarm can be stale. */

/** Milliseconds between two looks whether everybody has heard (our limit). */
export const LOOK_AGAIN = 5 * MINUTE;

/** Milliseconds after a change at which the clock looks whether something can happen now. */
const SOON = MINUTE;

/**
 * @param looked the clock has just looked: what did not hold now is looked at again in the morning
 */
export function nextWake(kind: AnyKind, standing: Standing, looked = false): Instant | undefined {
  const { process, state, context } = standing;
  const { now } = context;
  if (state.closing) return after(now, LOOK_AGAIN);
  if (state.pledged) return now;
  const own = kind.wakes?.(standing);
  // What stands beside the rows and is due goes before them.
  if (own !== undefined && own <= now && !looked) return now;
  if (stateIs(kind.table, state.at) === "over" && clockRows(kind, standing).length === 0)
    return (
      process.edited?.tellAt ??
      evaluationWakes(process) ??
      (state.forgotten ? undefined : keptUntil(kind, process, state, context))
    );
  const later = looked ? nextMorning(now) : after(now, SOON);
  const clock = clockRows(kind, standing).map(({ when }) => when?.at ?? later);
  const lists = rowsIn(kind.table, state.at).some(
    ([, step]) => step.forEach !== undefined && (step.due || step.to),
  );
  const began = state.began[state.at];
  const owed = owedRows(kind, standing).flatMap((row) => {
    if (row.step.forEach !== undefined) return [];
    const when = whenOf(kind, row, standing);
    return when ? [nextReminder(when, state.watched[row.name], context.town, began).at] : [];
  });
  const late = lateAnswer(kind, standing);
  const answer = late ? [nextReminder(late.when, heardLate(late, state), context.town).at] : [];
  const asked = (state.asked ?? []).map((one) => asksAgainAt(one));
  const beside = [own, evaluationWakes(process), process.edited?.tellAt].filter((at) => at !== undefined);
  const all = [...beside, ...clock, ...(lists ? [later] : []), ...owed, ...answer, ...asked];
  // What was due and could not be done is looked at again.
  return all.map((at) => (at > now ? at : later)).toSorted()[0];
}
