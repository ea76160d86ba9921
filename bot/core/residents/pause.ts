import { townClock } from "../calendar/time.ts";
import { needs, reply } from "../decision.ts";
import type { ResidentSide } from "../instrument.ts";
import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { say } from "../model/message.ts";
import { button, corePress } from "../model/screen.ts";
import type { Need } from "../needs.ts";
import type { Context, Decision } from "../turn.ts";
import { passesPaused, passing } from "./always-passes.ts";

/**
 * Looks up whether a pause from before an erasure still runs. Such a pause can end without her being told, and only its
 * report says so; nobody else needs this look-up.
 * @returns her lane, without a pause that is over
 */
export function stillPaused(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Lane | { readonly needs: readonly Need[] } {
  const { paused } = before;
  if (!paused?.erased || paused.until <= context.now) return before;
  if (passing(input, before, context) !== undefined) return before;
  const found = context.seen.contribution[paused.ref];
  if (found === undefined) return needs({ see: "contribution", id: paused.ref });
  const instrument = instruments.find((one) => one.name === found?.instrument);
  const runs = found === null || (instrument?.pauses?.(found, context.now) ?? true);
  return runs ? before : { ...before, paused: undefined };
}

/**
 * Handles input from somebody a desk has paused: nothing new is taken from her until a day she was told. Once a day she
 * is reminded, and told how to object; the rest of what she sends leaves no trace. Words of danger have already been
 * answered.
 * @returns nothing when she is not paused, or when this always passes
 */
export function whilePaused(
  input: ResidentInput,
  before: Lane,
  context: Context,
  instruments: readonly ResidentSide[],
): Decision | undefined {
  const { paused } = before;
  if (!paused || paused.until <= context.now) return undefined;
  // Coming in sends a desk nothing, and a member can vote.
  if (before.stage !== "member" && paused.erased) return undefined;
  if (passing(input, before, context) !== undefined || passesPaused(input, instruments)) return undefined;
  const { day } = townClock(context.now);
  if (paused.told === day) return { effects: [], unheard: true };
  const desk = context.office.desks.find((one) => one.id === paused.desk);
  const line = say("common:pause.now", {
    team: desk ? { localized: desk.name } : paused.desk,
    day: { moment: paused.until },
  });
  const choices = [[button(say("common:pause.object"), corePress("pause", "object", paused.ref))]];
  const effects = reply({ lines: [line], choices });
  return { lane: { ...before, paused: { ...paused, told: day } }, effects };
}
