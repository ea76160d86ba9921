import * as z from "zod/mini";
import { instantSchema } from "../../../core/calendar/time.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Dialogue, Lane } from "../../../core/model/lane.ts";
import type { Process } from "../../../core/model/process.ts";
import { tokenFrom } from "../../../core/residents/dialogue-state.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { NAME, VERSION } from "../names.ts";
import type { Question } from "../questions/definition.ts";
import { writeAnswerRef } from "./answer-ref.ts";

/** A resident's position in a survey, as stored in her conversation. */

const openSchema = z.object({
  process: z.string(),
  question: z.string(),
  /** Until when it can be answered, as announced. Missing for questions that predate this field. */
  until: z.optional(instantSchema),
  /** Whether her keyboard has a button that shares her location. */
  place: z.optional(z.boolean()),
});
export type OpenQuestion = z.infer<typeof openSchema>;

/**
 * The survey that is asking her something, including her age before it starts; entering a group's answers is kept
 * separately.
 */
export function openSurvey({ dialogue }: Pick<Lane, "dialogue">): string | undefined {
  return dialogue?.instrument === NAME
    ? z.pick(openSchema, { process: true }).safeParse(dialogue.answers).data?.process
    : undefined;
}

/** Until when the open question can be answered; also for a group's answers. */
export function whenOver({
  dialogue,
}: Pick<Lane, "dialogue">): Partial<Pick<OpenQuestion, "process" | "until">> {
  const read = z.partial(z.pick(openSchema, { process: true, until: true })).safeParse(dialogue?.answers);
  return dialogue?.instrument === NAME && read.success ? read.data : {};
}

/** The survey question open in her conversation; undefined when there is none. */
export function openQuestion({ dialogue }: Pick<Lane, "dialogue">): OpenQuestion | undefined {
  return dialogue?.instrument === NAME ? openSchema.safeParse(dialogue.answers).data : undefined;
}

/**
 * Puts her conversation in this step, to which her next words belong. It has no reminder of its own: those who have not
 * finished are reminded once, before the end.
 */
export function inStep(
  lane: Lane,
  step: string,
  answers: Dialogue["answers"],
  { now, seed }: Pick<Context, "now" | "seed">,
): Lane {
  return {
    ...lane,
    dialogue: {
      instrument: NAME,
      version: VERSION,
      step,
      answers,
      token: lane.dialogue?.token ?? tokenFrom(seed),
      touched: now,
      keepsEachAnswer: true,
      keepsPlace: true,
    },
    wakeAt: undefined,
  };
}

/** Treats what she types immediately next as the rest of this answer. */
export function intoPiece(turn: Turn, process: Process, { id }: Question, { sent }: ResidentInput): Turn {
  if (!turn.lane || sent === undefined) return turn;
  return {
    ...turn,
    lane: {
      ...turn.lane,
      piece: { sent, ref: writeAnswerRef({ process: process.id, question: id }), instrument: NAME },
    },
  };
}
