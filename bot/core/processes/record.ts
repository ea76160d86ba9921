import { type Instant, townClock } from "../calendar/time.ts";
import type { Entry } from "../model/contribution.ts";
import { entryOf } from "../model/contribution.ts";
import type { Lane } from "../model/lane.ts";
import type { Process } from "../model/process.ts";
import type { Context, Effect } from "../turn.ts";
import { nextWake } from "./alarm.ts";
import type { AnyKind, Standing } from "./kind.ts";
import { stateIs } from "./rows.ts";
import type { Stage } from "./stage.ts";

/** A changed process, and the line of its history. */

/** `words` and `why`: what its line says beside, when nothing is filled in that does; `counts`: for the figures. */
export type Who = Pick<Entry, "actor" | "official" | "words" | "why" | "counts">;

/** The state of a process. @throws ZodError when the table holds something else, which is a bug */
export function readStage(kind: Pick<AnyKind, "schema">, process: Process): Stage {
  return kind.schema.parse(process.state);
}

/** A process at this moment. @param lane of the resident who acts */
export function standingOf(
  kind: AnyKind,
  process: Process,
  context: Context,
  lane?: Pick<Lane, "resident" | "took">,
): Standing {
  const state = readStage(kind, process);
  return { process, state, context, ...(lane && { by: lane.resident, took: lane.took }) };
}

/**
 * A process with another state. The history says who did what and when; what was filled in is in the state.
 * @param event the name of the row, or what else happened
 * @param wakes when the clock should look at it; absent: worked out from its state
 */
export function recorded(
  kind: AnyKind,
  { process, context }: Pick<Standing, "process" | "context">,
  state: Stage,
  event: string,
  who: Who,
  wakes?: Instant,
): { readonly process: Process; readonly entry: Entry } {
  // What its kind keeps of its own is there once it has begun.
  const from = process.entries === 0 ? "new" : readStage(kind, process).at;
  const { now } = context;
  const ends = stateIs(kind.table, state.at) === "over" && stateIs(kind.table, from) !== "over";
  const entry = entryOf(process, {
    at: now,
    event,
    ...(from !== state.at && { from, to: state.at }),
    ...who,
    // A promise is none of the processes that the figures count.
    ...(ends && kind.table.card !== false && { counts: ended(process, state, now) }),
  });
  const next: Process = {
    ...process,
    state,
    open: isListed(kind, process, state),
    waits: waitsAs(kind, state),
    ...(ends && kind.table.card !== false && { ended: now }),
    entries: process.entries + 1,
  };
  return {
    process: { ...next, wakeAt: wakes ?? nextWake(kind, { process: next, state, context }) },
    entry,
  };
}

/** How officials find it while residents do not. */
export function waitsAs({ table }: Pick<AnyKind, "table">, { at }: Stage): Process["waits"] {
  const is = stateIs(table, at);
  if (is === "over") return undefined;
  if (table.card === false) return "cardless";
  return is === "hidden" ? "hidden" : undefined;
}

/** Whether residents find it when they look what there is: it has a card, it is filled in, and it goes on. */
function isListed({ table }: Pick<AnyKind, "table">, { card }: Process, { at }: Stage): boolean {
  const is = stateIs(table, at);
  return table.card !== false && (is === "open" || is === "paused") && Object.keys(card.question).length > 0;
}

function ended({ desk }: Process, { forced }: Stage, now: Instant) {
  return { event: "ended", forced: forced !== undefined, desk, month: townClock(now).day.slice(0, 7) };
}

/** Shows its card as it is now. */
export function showCard({ id }: Pick<Process, "id">): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}
