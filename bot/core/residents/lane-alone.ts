import { elapsed, HOUR, type Instant, MINUTE } from "../calendar/time.ts";
import type { Ballot } from "../counting/ballot.ts";
import type { Response } from "../counting/response.ts";
import type { Dialogue, Lane } from "../model/lane.ts";
import type { Context, Turn } from "../turn.ts";

/**
 * A vote or an answer by button that changes nothing about the resident herself is written in her ballot or her answers
 * alone: one write instead of a transaction, and nothing in her lane that moved at the same moment. That row recognises
 * the input when it comes again (`marks`), and her lane is told once in so many how much she did.
 */

/** What her lane may lag behind, in milliseconds (our limit): when she was last here, and last had the question. */
const LAGS = HOUR;
/** After this nothing she sends can be the rest of her words of before, in milliseconds (our limit). */
const NO_LONGER_A_PIECE = MINUTE;
/** Votes and answers that are counted in her lane together (our limit). */
export const COUNTED_TOGETHER = 16;

/** The one ballot or response that a turn writes; undefined when there is none, or more than one. */
function onlyRow({ ballots = [], responses = [] }: Turn): Ballot | Response | undefined {
  const [row, ...others] = [...ballots, ...responses];
  return others.length === 0 ? row : undefined;
}

/**
 * How many votes or answers this one stands for where they are counted: it and those before it that were written alone,
 * or none yet. The first version is drawn by lot, so that this tells nobody how many there were.
 */
export function standsFor(turn: Turn): number {
  const row = onlyRow(turn);
  return row && row.version > 0 && (row.version + 1) % COUNTED_TOGETHER === 0 ? COUNTED_TOGETHER : 1;
}

/** Her lane as it is stored, and the ballot or the answers that were read with it. */
export interface Stored {
  readonly lane: Lane;
  readonly row: Ballot | Response | null | undefined;
}

/** The turn without its lane, when that need not be written. */
export function withoutLane(turn: Turn, stored: Stored, context: Pick<Context, "now">): Turn {
  const { lane } = turn;
  const { lane: before, row: known } = stored;
  if (!turn.small || !lane || before.version === 0) return turn;
  const row = onlyRow(turn);
  if (!row || !known || isEmptied(known)) return turn;
  if (row.process !== known.process || row.version !== known.version) return turn;
  const others = [turn.contributions, turn.processes, turn.entries, turn.staff, turn.broadcasts];
  if (others.some((some) => some && some.length > 0) || turn.office) return turn;
  if (turn.effects.some((effect) => effect.do !== "reply")) return turn;
  return isAsStored(before, lane, context) ? { ...turn, lane: undefined } : turn;
}

/**
 * Answers that were emptied, perhaps because she is being forgotten at this moment: the next one is written together
 * with her lane, so that it does not come after the erasure.
 */
function isEmptied(row: Ballot | Response): boolean {
  return row.row === "response" && (row.cursor === undefined || Object.keys(row.answers).length === 0);
}

/** Whether the lane differs from the stored one in nothing but what may lag behind. */
function isAsStored(before: Lane, lane: Lane, { now }: Pick<Context, "now">): boolean {
  if (elapsed(before.seen, now) > LAGS) return false;
  const names = Object.keys({ ...before, ...lane }) as (keyof Lane)[];
  return names.every((name) => {
    if (before[name] === lane[name]) return true;
    switch (name) {
      case "seen":
      case "pace":
        return true;
      case "piece":
        return (
          lane.piece === undefined &&
          before.piece !== undefined &&
          elapsed(before.piece.sent, now) > NO_LONGER_A_PIECE
        );
      case "dialogue":
        return isSameDialogue(before.dialogue, lane.dialogue, now);
      default:
        return false;
    }
  });
}

/** Whether it is the same conversation, and a row of its own knows where she is in it. */
function isSameDialogue(before: Dialogue | undefined, after: Dialogue | undefined, now: Instant): boolean {
  if (!before || !after?.keepsPlace || elapsed(before.touched, now) > LAGS) return false;
  const names = Object.keys({ ...before, ...after }) as (keyof Dialogue)[];
  return names.every((name) => {
    if (before[name] === after[name] || name === "touched") return true;
    return name === "answers" && isSameApartFromPlace(before.answers, after.answers);
  });
}

/** What the answers of a conversation hold about the place where she is. */
const places: ReadonlySet<string> = new Set(["question", "place", "screen"]);

function isSameApartFromPlace(before: unknown, after: unknown): boolean {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  return Object.keys({ ...was, ...is }).every((name) => places.has(name) || was[name] === is[name]);
}

function fieldsOf(answers: unknown): Readonly<Record<string, unknown>> {
  return typeof answers === "object" && answers !== null ? { ...answers } : {};
}
