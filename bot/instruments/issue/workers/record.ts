import { type Entry, entryOf } from "../../../core/model/contribution.ts";
import type { Context } from "../../../core/turn.ts";
import { type WorkerEvent, workerTransitions } from "./lifecycle.ts";
import { linkUntil, type OfWorker, readWorker, type Worker } from "./state.ts";

/** Her admission as it becomes, with a line in its history. Her name stands in it only while she is let in. */
export function changed(
  contribution: OfWorker,
  event: WorkerEvent,
  official: string | undefined,
  context: Pick<Context, "now">,
  more: Partial<Worker> = {},
): { readonly contribution: OfWorker; readonly entry: Entry } {
  const before = readWorker(contribution);
  const { to, by } = workerTransitions[event];
  const state: Worker = { ...before, ...more, at: to, ...(to === "out" && { name: "", organisation: "" }) };
  return written(contribution, state, { event, actor: by[0], official, from: before.at }, context);
}

/** The same for one that begins. */
export function written(
  contribution: OfWorker,
  state: Worker,
  what: Pick<Entry, "event" | "actor" | "official" | "from">,
  { now }: Pick<Context, "now">,
): { readonly contribution: OfWorker; readonly entry: Entry } {
  return {
    contribution: {
      ...contribution,
      state,
      entries: contribution.entries + 1,
      wakeAt: state.at === "invited" ? linkUntil(state) : undefined,
    },
    entry: entryOf(contribution, { at: now, ...what, to: state.at }),
  };
}
