import * as z from "zod/mini";
import { reply } from "../../../core/decision.ts";
import { shownNumber } from "../../../core/model/contribution.ts";
import { dialogueSchema, type Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Screen } from "../../../core/model/screen.ts";
import { button } from "../../../core/model/screen.ts";
import { leave, tokenFrom, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import type { Meaning } from "../../../core/understanding/phrases.ts";
import { NAME, press, VERSION } from "../names.ts";
import { question } from "../raising/draft-screens.ts";
import { readDraft, stepOf } from "../raising/raising.ts";

/** The questions that a resident is asked about an issue of hers: what they accept, and where she goes afterwards. */

interface OwnQuestion {
  /** Her answer opens the issue again. */
  readonly reopens: boolean;
  /** What small talk means at this question: an answer, the wish to leave, or small talk here too (undefined). */
  means(meaning: Meaning): "words" | "stop" | undefined;
}

/** When the municipality asks her something, any word can be the answer. */
const answers: ReadonlySet<Meaning> = new Set([
  "yes",
  "no",
  "unknown",
  "thanks",
  "approval",
  "aside",
  "skip",
  "send",
  "mine",
]);
/** These add nothing when she is asked what to add; the first three give no reason when she is asked why not. */
const nothings: ReadonlySet<Meaning> = new Set(["thanks", "approval", "aside", "no", "unknown", "skip"]);
const noReason: ReadonlySet<Meaning> = new Set(["thanks", "approval", "aside"]);

const asWords = (meaning: Meaning) => (answers.has(meaning) ? "words" : undefined);

/** By the step of the dialogue. */
const ownQuestions = {
  /** What the desk asked her. */
  own_reply: { reopens: false, means: asWords },
  own_add: {
    reopens: false,
    means: (meaning) => (nothings.has(meaning) ? "stop" : asWords(meaning)),
  },
  /** Why it has not helped. */
  own_why: { reopens: true, means: (meaning) => (noReason.has(meaning) ? undefined : asWords(meaning)) },
  /** What she does not understand about the refusal. */
  own_question: { reopens: true, means: asWords },
} as const satisfies Record<string, OwnQuestion>;

export type OwnStep = keyof typeof ownQuestions;
const steps = Object.keys(ownQuestions) as readonly OwnStep[];

const answersSchema = z.object({
  ref: z.string(),
  /** The conversation she was in; it comes back when this one is done. */
  paused: z.optional(dialogueSchema),
});

export function isOwnStep(step: string): step is OwnStep {
  return steps.some((one) => one === step);
}

/** What small talk means at this question. */
export function meansAt(step: OwnStep, meaning: Meaning): "words" | "stop" | undefined {
  return ownQuestions[step].means(meaning);
}

/** Whether what she says now opens the issue again. */
export function reopensNow({ dialogue }: Lane): boolean {
  return dialogue !== undefined && isOwnStep(dialogue.step) && ownQuestions[dialogue.step].reopens;
}

/** The issue that the open question is about; undefined when it cannot be read. */
export function askedAbout({ dialogue }: Lane): string | undefined {
  const parsed = answersSchema.safeParse(dialogue?.answers);
  return parsed.success ? parsed.data.ref : undefined;
}

/** The question that is open, as it would be asked now. */
export function ownQuestion(lane: Lane): Screen {
  const step = steps.find((one) => one === lane.dialogue?.step) ?? "own_add";
  const number = shownNumber(askedAbout(lane) ?? "");
  const token = lane.dialogue?.token;
  const way = ownQuestions[step].reopens
    ? button(say("issue:own.noReason"), press(step, "skip", token))
    : button(say("issue:own.never"), press(step, "stop", token));
  return { lines: [say(`issue:own.ask.${step}`, { number })], choices: [[way]] };
}

/** Asks her; the conversation she was in waits. */
export function askOwn(step: OwnStep, ref: string, lane: Lane, context: Context): Turn {
  const parsed = answersSchema.safeParse(lane.dialogue?.answers);
  const inOwn = lane.dialogue && isOwnStep(lane.dialogue.step);
  const paused = inOwn && parsed.success ? parsed.data.paused : lane.dialogue;
  const dialogue = {
    instrument: NAME,
    version: VERSION,
    step,
    answers: { ref, paused },
    token: tokenFrom(context.seed),
    touched: context.now,
  };
  const asking = touch(lane, dialogue, context);
  return { lane: asking, effects: reply({ ...ownQuestion(asking), usesUp: true }) };
}

/** When the open question was about `ref`: back to what she was doing before, if anything. */
export function afterOwnQuestion(lane: Lane, ref: string, context: Context): Lane {
  if (!lane.dialogue || !isOwnStep(lane.dialogue.step)) return lane;
  const parsed = answersSchema.safeParse(lane.dialogue.answers);
  if (parsed.success && parsed.data.ref !== ref) return lane;
  return parsed.success && parsed.data.paused ? touch(lane, parsed.data.paused, context) : leave(lane);
}

/** The question that this one interrupted; it is shown again. */
export function questionBefore(before: Lane, lane: Lane, context: Context): Screen[] {
  const { dialogue } = lane;
  if (!before.dialogue || !isOwnStep(before.dialogue.step)) return [];
  if (dialogue?.instrument !== NAME || dialogue.parked || isOwnStep(dialogue.step)) return [];
  return [question(stepOf(dialogue), readDraft(dialogue), dialogue.token, context)];
}
