import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { hold } from "../../../core/residents/held-words.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { readSurvey } from "../state.ts";
import { closedFor, left } from "./taking-part.ts";

/**
 * Handles what she sends in answer to a question of a survey that has closed meanwhile. She is told that first; her
 * words wait until she has said where they belong.
 *
 * @returns undefined while it can be answered
 */
export function toldTooLate(
  input: ResidentInput,
  before: Lane,
  process: Process,
  context: Context,
): Turn | undefined {
  const closed = closedFor(process, readSurvey(process), context);
  if (!closed) return undefined;
  const lane = left(before, process);
  const turn = hold(input, lane);
  const [first, ...others] = turn.effects;
  // Another photo of an album she has already been asked about.
  if (first?.do !== "reply") return turn;
  const isKept = turn.lane?.held !== lane.held;
  const lines = [...closed.lines, ...(isKept ? [say("survey:overTyped")] : []), ...first.screen.lines];
  return { ...turn, effects: [{ ...first, screen: { ...first.screen, lines } }, ...others] };
}
