import * as z from "zod";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Dialogue, Lane } from "../../../core/model/lane.ts";
import type { Process } from "../../../core/model/process.ts";
import { tokenFrom } from "../../../core/residents/dialogue-state.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { NAME, VERSION } from "../names.ts";
import type { Question } from "../questions/definition.ts";
import { writeAnswerRef } from "./answer-ref.ts";

/** Where somebody is in a survey, as her conversation keeps it. */

const openSchema = z.object({
  process: z.string(),
  question: z.string(),
  /** Until then it can be answered, as everybody was told. Absent of questions from before this was kept. */
  until: z.string().optional(),
  /** Her keyboard has a button that shares where she is. */
  place: z.boolean().optional(),
});
export type OpenQuestion = z.infer<typeof openSchema>;

/** The survey in which she is asked something, also how old she is before it begins; a group's has its own place. */
export function openSurvey({ dialogue }: Pick<Lane, "dialogue">): string | undefined {
  return dialogue?.instrument === NAME
    ? openSchema.pick({ process: true }).safeParse(dialogue.answers).data?.process
    : undefined;
}

/** Until when what she is asked can be answered, a group's answers too. */
export function whenOver({
  dialogue,
}: Pick<Lane, "dialogue">): Partial<Pick<OpenQuestion, "process" | "until">> {
  const read = openSchema.pick({ process: true, until: true }).partial().safeParse(dialogue?.answers);
  return dialogue?.instrument === NAME && read.success ? read.data : {};
}

/** The question of a survey that is open in her conversation; undefined when there is none. */
export function openQuestion({ dialogue }: Pick<Lane, "dialogue">): OpenQuestion | undefined {
  return dialogue?.instrument === NAME ? openSchema.safeParse(dialogue.answers).data : undefined;
}

/** What she types next belongs to this step. No reminder of its own: who has not finished is reminded once, before the end. */
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
    },
    wakeAt: undefined,
  };
}

/** What she types next, at once, is the rest of this answer. */
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
