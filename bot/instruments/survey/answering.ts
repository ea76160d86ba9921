import { needs, reply } from "../../core/decide.ts";
import { hold } from "../../core/held.ts";
import type { ResidentInput } from "../../core/input.ts";
import { leave } from "../../core/lane-dialogue.ts";
import { type Message, say } from "../../core/message.ts";
import type { Process } from "../../core/process.ts";
import type { Lane } from "../../core/resident.ts";
import type { Answer } from "../../core/response.ts";
import type { Context, Decision, Turn } from "../../core/turn.ts";
import { begin } from "./beginning.ts";
import type { Question } from "./definition.ts";
import { NAME } from "./names.ts";
import { openQuestion } from "./open-question.ts";
import { mostOf, optionsOf } from "./options.ts";
import { nextOf, routeOf, withAnswer } from "./route.ts";
import { toDesk } from "./spoken.ts";
import { readSurvey } from "./state.ts";
import { asks, closedFor, following, goesOn, left, type Ready, ready } from "./taking-part.ts";
import { readTyped } from "./typed.ts";

/** A resident answers: by a button, in words, with a recording, a photo or a place. Each answer is kept at once. */

/** As long as one message of Telegram's. Characters. */
const LONGEST = 4096;

/** She pressed a button below a question. */
export function pressedAnswer(
  id: string,
  option: string,
  process: Process,
  lane: Lane,
  context: Context,
): Decision {
  const found = ready(process, lane, context);
  if ("decision" in found) return found.decision;
  const { survey, response } = found;
  // A button of somebody else's message: she begins as everybody does.
  if (
    survey.quotas &&
    Object.keys(response.answers).length === 0 &&
    openQuestion(lane)?.process !== process.id
  )
    return begin(process, lane, context);
  const question = questionOf(id, found);
  if (!question) return notAsked(found, lane, context);
  const answer =
    option === "words" ? ofNote(question, found) : answerOf(question, option, response.answers[id]);
  if (answer === "too_many")
    return asks(question, found, lane, context, {
      replaces: true,
      before: [say("survey:tooMany", { count: mostOf(question) })],
    });
  if (!answer) return asks(question, found, lane, context, { replaces: true });
  // She took away all she chose: that is no answer.
  if (answer === "nothing") {
    const { [id]: _taken, ...answers } = response.answers;
    return goesOn({ ...found, response: { ...response, answers } }, question, lane, context, {
      replaces: true,
    });
  }
  const next = { ...found, response: withAnswer(response, survey.definition, id, answer) };
  const stays = option.endsWith("+") || option.endsWith("-");
  return goesOn(next, stays ? question : following(next, id), lane, context, { replaces: true });
}

/** A question that is not asked any more, or never was: the one she is at. */
function notAsked(found: Ready, lane: Lane, context: Context): Decision {
  const { survey, response } = found;
  const at = nextOf(survey.definition, response.answers) ?? survey.definition.questions[0];
  return at
    ? asks(at, found, lane, context, { replaces: true, before: [say("survey:notAsked")] })
    : { lane, effects: reply({ lines: [say("common:stale.alone")] }) };
}

/** What was typed before and did not fit is her answer. */
function ofNote({ id }: Question, { response }: Ready): Answer | undefined {
  const note = response.notes?.[id];
  return note === undefined ? undefined : { is: "text", text: note };
}

/** @returns undefined for an option that the question does not have */
function answerOf(
  question: Question,
  option: string,
  before: Answer | undefined,
): Answer | "too_many" | "nothing" | undefined {
  if (option === "skip") return question.required ? undefined : { is: "skipped" };
  const several = question.kind === "choices" || question.kind === "ranking";
  const [, id = "", sign] = /^([a-z0-9_]{1,12})([+-])?$/.exec(option) ?? [];
  if (!optionsOf(question).some((one) => one.id === id) || (sign !== undefined) !== several) return undefined;
  if (!several) return { is: "options", ids: [id] };
  const ids = before?.is === "options" || before?.is === "ranking" ? before.ids : [];
  const own = before?.is === "options" ? before.own : undefined;
  const without = ids.filter((one) => one !== id);
  if (
    sign === "+" &&
    without.length === ids.length &&
    ids.length + (own === undefined ? 0 : 1) >= mostOf(question)
  )
    return "too_many";
  const next = sign === "-" ? without : ids.includes(id) ? ids : [...ids, id];
  if (next.length === 0 && own === undefined) return "nothing";
  return question.kind === "ranking"
    ? { is: "ranking", ids: next }
    : { is: "options", ids: next, ...(own !== undefined && { own }) };
}

/** Words, a recording, a photo or a place, while one of our questions is open. */
export function told(input: ResidentInput, before: Lane, context: Context): Decision {
  const open = openQuestion(before);
  const id = open?.process ?? "";
  const process = context.seen.process?.[id];
  if (process === undefined) return needs({ see: "process", id, recent: true });
  if (process?.instrument !== NAME)
    return { lane: leave(before), effects: reply({ lines: [say("common:gone")] }) };
  const found = ready(process, before, context);
  // It has closed: what she typed is kept until she has said where it belongs.
  if ("decision" in found)
    return closedFor(process, readSurvey(process), context)
      ? hold(input, left(before, process))
      : found.decision;
  const question = questionOf(open?.question, found);
  if (!question) return notAsked(found, before, context);
  if (input.type === "said" && input.edited)
    return asks(question, found, before, context, {
      replaces: false,
      before: [say("common:editedUnknown")],
    });
  const album = input.type === "shared" ? input.media.album : undefined;
  const more = album !== undefined && open?.last?.album === album ? open.last.question : undefined;
  const { survey, response } = found;
  const of = questionOf(more, found) ?? question;
  const read = readTyped(input, of, response.answers[of.id], before.language, context);
  if (read === "nothing") return asks(question, found, before, context, { replaces: false });
  if (!("answer" in read)) return missed(read.text, read.why, question, found, before, context);
  const { answer } = read;
  const spoken = input.type === "shared" ? toDesk(input.media, of.id, process, response, context) : undefined;
  const kept: Answer =
    spoken && answer.is === "text"
      ? { ...answer, refs: [...(answer.refs ?? []), spoken.contribution.id] }
      : answer;
  const next = { ...found, response: withAnswer(response, survey.definition, of.id, kept) };
  // The other photos of an album belong to the same question, and nobody is asked the next one twice.
  const turn: Turn =
    more === undefined
      ? goesOn(next, following(next, of.id), before, context, { replaces: false, album })
      : { lane: before, responses: [next.response], effects: [] };
  if (!spoken) return turn;
  return {
    ...turn,
    contributions: [spoken.contribution],
    entries: [spoken.entry],
    effects: [...turn.effects, ...spoken.effects],
  };
}

/** The question of this name, when it is asked of whoever answered as she did. */
function questionOf(id: string | undefined, { survey, response }: Ready): Question | undefined {
  return routeOf(survey.definition, response.answers).find((one) => one.id === id);
}

/** It cannot be matched: her words are kept, and after the second time she can leave it at that. */
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
  const note = (before === undefined ? text : `${before}\n${text}`).slice(0, LONGEST);
  const next: Ready = {
    ...found,
    response: { ...response, notes: { ...response.notes, [question.id]: note } },
  };
  return goesOn(next, question, lane, context, { replaces: false, before: [why] });
}

/** Somebody looks at a question again: to change her answer, or to go on. */
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
