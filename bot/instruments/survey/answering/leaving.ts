import { townClock } from "../../../core/calendar/time.ts";
import { needs } from "../../../core/decision.ts";
import type { Left } from "../../../core/instrument.ts";
import type { Lane } from "../../../core/model/lane.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Need } from "../../../core/needs.ts";
import { withoutWorkers } from "../../../core/processes/forgetting.ts";
import type { Context } from "../../../core/turn.ts";
import { readSurvey } from "../state.ts";
import { erasedSpoken } from "./spoken.ts";

/**
 * Erases a resident: her answers are emptied in place and her recordings deleted. While the survey is open the results
 * are adjusted; what was counted at the close stays as it was.
 */
export function leaves(
  process: Process,
  lane: Lane,
  context: Context,
): Left | { readonly needs: readonly Need[] } | undefined {
  const seen = context.seen.response[process.id];
  if (!seen) return needs({ see: "response", process: process.id });
  const { facilitated } = readSurvey(process);
  const isWorker = facilitated?.workers.some(({ resident }) => resident === lane.resident) ?? false;
  const without = isWorker &&
    facilitated && {
      process: {
        ...process,
        state: {
          ...readSurvey(process),
          facilitated: withoutWorkers(facilitated, (one) => one === lane.resident),
        },
      },
    };
  if (!seen.response)
    return without
      ? {
          ...without,
          entries: [],
          effects: [{ do: "notify", notice: { kind: "card", contribution: process.id } }],
        }
      : undefined;
  const { age: _age, neighbourhood: _area, aside = {}, notes: _notes, cursor: _at, ...rest } = seen.response;
  const refs = [...Object.values(rest.answers), ...Object.values(aside)].flatMap((answer) =>
    answer.is === "text" ? (answer.refs ?? []) : [],
  );
  const unseen = refs.filter((ref) => context.seen.contribution[ref] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "contribution" as const, id })));
  const spoken = refs.flatMap((ref) => {
    const found = context.seen.contribution[ref];
    return found ? [erasedSpoken(found, "resident", context)] : [];
  });
  return {
    ...without,
    responses: [{ ...rest, answers: {}, done: false, at: townClock(context.now).day }],
    contributions: spoken.map((one) => one.contribution),
    entries: spoken.map((one) => one.entry),
    effects: spoken.flatMap((one) => one.effects),
  };
}
