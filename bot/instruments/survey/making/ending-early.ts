import { afterEvent, type BroadcastEvent } from "../../../core/broadcasts/broadcast.ts";
import { townClock } from "../../../core/calendar/time.ts";
import { needs } from "../../../core/decision.ts";
import { mayBeShown } from "../../../core/disclosure/disclosure.ts";
import { say } from "../../../core/model/message.ts";
import type { Need } from "../../../core/needs.ts";
import type { RowForm, Standing } from "../../../core/processes/kind.ts";
import type { Context, Effect, Turn } from "../../../core/turn.ts";
import { closedFor } from "../answering/taking-part.ts";
import { heardBy } from "../days.ts";
import { response } from "../figures/figures.ts";
import type { Survey } from "../state.ts";

/**
 * Stops a survey while people are answering: their answers are counted, and they hear the results as after any close, with
 * the reason.
 */

/** The day it was stopped becomes its last day: the days for results and retention follow from that. */
export function lastDays({ context: { now } }: Standing<Survey>): Pick<Survey, "closesOn" | "resultsBy"> {
  const today = townClock(now).day;
  return { closesOn: today, resultsBy: heardBy(today) };
}

/** The form says how many have started: they will read the reason with the results. */
export const stopForm: RowForm<Survey> = {
  plain: true,
  says: ({ process, context: { seen } }) => {
    const { begun } = response(seen.released[process.id] ?? {});
    return [
      say("officials:survey.stopIntro"),
      ...(mayBeShown(begun) ? [say("officials:survey.begunAtLeast", { count: begun })] : []),
      say("officials:survey.stopHeard"),
    ];
  },
  preview: (s, values) => {
    const stop = { on: s.context.now, values };
    const next: Survey = { ...s.state, ...lastDays(s), at: "stopping", filled: { ...s.state.filled, stop } };
    return closedFor(s.process, next, s.context) ?? { lines: [] };
  },
};

/** Nobody is invited to, or reminded of, what has stopped: what is on its way is cancelled. */
export function withoutInvitations(
  { invitation, reminder }: Pick<Survey, "invitation" | "reminder">,
  by: string,
  context: Context,
): Pick<Turn, "broadcasts" | "effects"> | { readonly needs: readonly Need[] } {
  const sent = [invitation, reminder].flatMap((id) => id ?? []);
  const unseen = sent.filter((id) => context.seen.broadcast[id] === undefined);
  if (unseen.length > 0) return needs(...unseen.map((id) => ({ see: "broadcast" as const, id })));
  const ended = sent.flatMap((id) => endedBroadcast(id, by, context));
  return {
    broadcasts: ended,
    effects: ended.map(({ id }): Effect => ({ do: "notify", notice: { kind: "broadcast", broadcast: id } })),
  };
}

function endedBroadcast(id: string, by: string, { seen, now, town }: Context) {
  const found = seen.broadcast[id];
  const event: BroadcastEvent =
    found?.status.at === "sending" ? { type: "stop", by, over: true } : { type: "discard", by };
  return (found && afterEvent(found, event, now, town)) ?? [];
}
