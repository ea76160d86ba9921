import { elapsed, HOUR } from "../../../core/calendar/time.ts";
import type { Answer, Response } from "../../../core/counting/response.ts";
import { needs, reply } from "../../../core/decision.ts";
import { upTo } from "../../../core/model/characters.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import type { Media } from "../../../core/model/screen.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import { hold } from "../../../core/residents/held-words.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import type { Question } from "../questions/definition.ts";
import { withAnswer } from "../questions/route.ts";
import { readAnswerRef, writeAnswerRef } from "./answer-ref.ts";
import { notAsked, questionOf } from "./asked-question.ts";
import type { Read } from "./hearing.ts";
import { LONGEST_ANSWER } from "./hearing.ts";
import { intoPiece, openQuestion } from "./open-question.ts";
import { toDesk } from "./spoken.ts";
import { asks, following, goesOn, type Ready, ready } from "./taking-part.ts";
import { toldTooLate } from "./too-late.ts";
import { readTyped } from "./typed.ts";

/**
 * Handles a resident's answers: by button, in words, or with a recording, a photo or a place. Each answer is stored
 * immediately.
 */

/**
 * How long she still has the question in mind, in milliseconds: a night, or a day at work. After that she has forgotten
 * it, since nothing reminded her, and what she types can be about anything.
 */
const PAUSE = 12 * HOUR;

/** Handles words, a recording, a photo or a place sent while one of our questions is open. */
export function told(input: ResidentInput, before: Lane, context: Context): Decision {
  const open = openQuestion(before);
  const id = open?.process ?? "";
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id, recent: true });
  if (process?.instrument !== NAME)
    return { lane: leave(before), effects: reply({ lines: [say("common:gone")] }) };
  const late = toldTooLate(input, before, process, context);
  if (late) return late;
  const found = ready(process, before, context);
  if ("decision" in found) return found.decision;
  const question = questionOf(open?.question, found);
  if (!question) return notAsked(found, before, context);
  if (input.type === "said" && input.edited)
    return asks(question, found, before, context, {
      replaces: false,
      before: [say("common:editedUnknown")],
    });
  const { survey, response } = found;
  const read = readTyped(input, question, response.answers[question.id], before.language, context);
  if (read === "nothing") return asks(question, found, before, context, { replaces: false });
  if (couldBeAnything(read, before, context)) return hold(input, before);
  if (read === "on")
    return goesOn(found, following(found, question.id), before, context, { replaces: false });
  if ("refused" in read)
    return asks(question, found, before, context, { replaces: false, before: [read.refused] });
  if (!hasRoom(response, input))
    return asks(question, found, before, context, { replaces: false, before: [say("common:limit.full")] });
  if (!("answer" in read)) return missed(read.text, read.why, question, found, before, context);
  if (input.type === "shared") return shown(input, read.answer, question, found, before, context);
  const next = { ...found, response: withAnswer(response, survey.definition, question.id, read.answer) };
  const then = read.stays ? question : following(next, question.id);
  // How her words were understood comes before the next question, so that she can still say she meant something else.
  const taken = read.taken ? [read.taken] : [];
  const turn = goesOn(next, then, before, context, { replaces: false, before: taken });
  return intoPiece(turn, process, question, input);
}

/**
 * Our limit on all her answers together, in characters including the markup around them: nobody types a book into a
 * survey, and they share one row.
 */
const MOST_WORDS = 40_000;

export function hasRoom({ answers, aside, notes }: Response, input: ResidentInput): boolean {
  const more = input.type === "said" ? input.text : input.type === "shared" ? (input.caption ?? "") : "";
  return more.length === 0 || JSON.stringify([answers, aside, notes]).length + more.length <= MOST_WORDS;
}

/**
 * Whether a message from someone returning after a long time could be about anything: then only an unmistakable answer
 * is taken as one.
 */
function couldBeAnything(read: Read, { dialogue, questions }: Lane, { now }: Context): boolean {
  if (!dialogue || elapsed(dialogue.touched, now) <= PAUSE) return false;
  const unsure = typeof read !== "string" && ("answer" in read ? !read.certain : "text" in read);
  // If somebody at the municipality asked her something too, “ja” can be meant for that.
  return unsure || questions.length > 0;
}

type Shared = Extract<ResidentInput, { type: "shared" }>;

/** Stores a recording or photo as her answer, and passes it to the desk for a colleague to listen or look. */
function shown(
  input: Shared,
  answer: Answer,
  question: Question,
  found: Ready,
  before: Lane,
  context: Context,
): Turn {
  const { process } = found;
  const { kept, ...desk } = keeps(input.media, answer, question, found, context);
  const id = albumOf(input);
  // The other photos of an album belong to the same question.
  const album =
    id === undefined
      ? before.album
      : { id, ref: writeAnswerRef({ process: process.id, question: question.id }), instrument: NAME };
  const next = { ...found, response: kept };
  const turn = goesOn(next, following(next, question.id), { ...before, album }, context, { replaces: false });
  return { ...turn, ...desk, effects: [...turn.effects, ...desk.effects] };
}

/** Handles another photo of an album, without asking the next question twice. */
export function moreOfAlbum(input: Shared, lane: Lane, context: Context): Decision {
  const ref = readAnswerRef(input.about ?? "");
  const process = context.seen.process[ref.process];
  if (process === undefined) return needs({ see: "process", id: ref.process, recent: true });
  if (process?.instrument !== NAME) return { lane, effects: reply({ lines: [say("common:gone")] }) };
  const found = ready(process, lane, context);
  if ("decision" in found) return found.decision;
  const question = questionOf(ref.question, found);
  if (!question) return notAsked(found, lane, context);
  const read = readTyped(input, question, found.response.answers[question.id], lane.language, context);
  if (typeof read !== "string" && "refused" in read)
    return { lane, effects: reply({ lines: [read.refused] }) };
  if (typeof read === "string" || !("answer" in read)) return { lane, effects: [] };
  const { kept, ...desk } = keeps(input.media, read.answer, question, found, context);
  return { lane, responses: [kept], ...desk };
}

function keeps(
  media: Media,
  answer: Answer,
  { id }: Question,
  { process, survey, response }: Ready,
  context: Context,
) {
  const { contribution, entry, effects } = toDesk(media, id, process, response, context);
  const whole: Answer =
    answer.is === "text" ? { ...answer, refs: [...(answer.refs ?? []), contribution.id] } : answer;
  const kept = withAnswer(response, survey.definition, id, whole);
  return { kept, contributions: [contribution], entries: [entry], effects };
}

/**
 * The album a message belongs to. Messages sent while she was being asked where they belong are treated as one, like an
 * album.
 */
function albumOf({ adds, message, media }: Shared): string | undefined {
  return adds && message !== undefined ? `m${message}` : media.album;
}

/** Handles words that match no option: they are stored, and after the second time she can leave it at that. */
function missed(
  text: string,
  why: Message,
  question: Question,
  found: Ready,
  lane: Lane,
  context: Context,
): Decision {
  const { response } = found;
  const before = response.notes?.[question.id];
  const note = upTo(before === undefined ? text : `${before}\n${text}`, LONGEST_ANSWER);
  const next: Ready = {
    ...found,
    response: { ...response, notes: { ...response.notes, [question.id]: note } },
  };
  return goesOn(next, question, lane, context, { replaces: false, before: [why] });
}

/** Shows a question again, for someone who wants to change her answer or continue. */
export function showQuestion(option: string, process: Process, lane: Lane, context: Context): Decision {
  const found = ready(process, lane, context);
  if ("decision" in found) return found.decision;
  const question = questionOf(option, found);
  return question ? asks(question, found, lane, context, { replaces: true }) : notAsked(found, lane, context);
}

export function afterQuestion(id: string, process: Process, lane: Lane, context: Context): Decision {
  const found = ready(process, lane, context);
  if ("decision" in found) return found.decision;
  return goesOn(found, following(found, id), lane, context, { replaces: true });
}
