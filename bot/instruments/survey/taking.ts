import { whisper } from "../../core/decision.ts";
import type { OfficialInput } from "../../core/model/input.ts";
import type { Process } from "../../core/model/process.ts";
import type { Row, Values } from "../../core/processes/kind.ts";
import { refusedNow } from "../../core/processes/may-take.ts";
import { recorded, showCard, standingOf, type Who } from "../../core/processes/record.ts";
import { take } from "../../core/processes/take.ts";
import type { Context, Decision, Turn } from "../../core/turn.ts";
import { survey as table } from "./lifecycle.ts";
import type { Survey } from "./state.ts";
import { survey } from "./survey.ts";

/** A row of the table by its name. */
export function rowNamed(name: keyof typeof table.steps): Row {
  return { name, step: table.steps[name] };
}

interface How {
  /** What was filled in at the row. */
  readonly filled?: Values;
  /** What the survey becomes beside that. */
  readonly becomes?: Partial<Survey>;
  readonly as?: Who["actor"];
  /** Whoever hears is told in another way. */
  readonly silent?: boolean;
  /** What goes with it. */
  readonly also?: Partial<Pick<Turn, "broadcasts" | "responses" | "effects">>;
}

/** Takes a row for a member of the workspace who may: only when what has to hold does. */
export function takes(
  name: keyof typeof table.steps,
  { official }: Pick<OfficialInput, "official">,
  process: Process,
  context: Context,
  { filled = {}, becomes = {}, as = "organiser", silent = false, also = {} }: How = {},
): Decision {
  const standing = standingOf(survey, process, context);
  const row = rowNamed(name);
  const why = refusedNow(survey, row, standing, undefined, filled);
  if (why) return whisper(why);
  const decision = take(
    survey,
    {
      row: silent ? { name, step: { ...row.step, tells: [] } } : row,
      filled,
      by: official,
      who: { actor: as, official },
    },
    { ...standing, state: { ...standing.state, ...becomes } },
  );
  return "needs" in decision ? decision : withMore(decision, also);
}

/** Notes what is no row of the table: answers that were entered, colleagues who were asked. */
export function notes(
  event: string,
  { official }: Pick<OfficialInput, "official">,
  process: Process,
  context: Context,
  { becomes = {}, as = "organiser", also = {} }: Omit<How, "filled" | "silent">,
): Turn {
  const state = { ...standingOf(survey, process, context).state, ...becomes };
  const changed = recorded(survey, { process, context }, state, event, { actor: as, official });
  const turn = { processes: [changed.process], entries: [changed.entry], effects: [showCard(process)] };
  return withMore(turn, also);
}

/** A turn, and what goes with it. */
export function withMore(
  turn: Turn,
  { broadcasts = [], responses, effects = [] }: NonNullable<How["also"]>,
): Turn {
  return {
    ...turn,
    broadcasts: [...(turn.broadcasts ?? []), ...broadcasts],
    ...(responses && { responses }),
    effects: [...effects, ...turn.effects],
  };
}
