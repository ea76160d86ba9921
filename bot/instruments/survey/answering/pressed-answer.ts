import type { Answer, Response } from "../../../core/counting/response.ts";
import { reply } from "../../../core/decision.ts";
import { plain } from "../../../core/disclosure/disclosure.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { readToggle } from "../../../core/model/toggle.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import type { Question } from "../questions/definition.ts";
import { mostOf, optionsOf } from "../questions/options.ts";
import { withAnswer } from "../questions/route.ts";
import { notAsked, questionOf } from "./asked-question.ts";
import { begin } from "./beginning.ts";
import { openQuestion } from "./open-question.ts";
import { ELSEWHERE, NOT_OWN, WORDS } from "./question-screen.ts";
import { asks, busy, following, goesOn, type Ready, ready } from "./taking-part.ts";

/** Handles answers by button. A button states the desired outcome, so pressing it twice changes nothing more. */

/** Handles a button pressed below a question. */
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
  // A button of somebody else's message: she starts like everybody else.
  if (
    survey.quotas &&
    Object.keys(response.answers).length === 0 &&
    openQuestion(lane)?.process !== process.id
  )
    return begin(process, lane, context);
  const question = questionOf(id, found);
  if (!question) return notAsked(found, lane, context);
  if (option === ELSEWHERE) return letsGo(question, found, lane, context);
  const words = option === WORDS;
  const answer = words ? ofNote(question, found) : answerOf(question, option, response.answers[id]);
  if (answer === "too_many")
    return asks(question, found, lane, context, {
      replaces: true,
      before: [say("survey:tooMany", { count: plain(mostOf(question)) })],
    });
  if (!answer) return asks(question, found, lane, context, { replaces: true });
  // She deselected everything: that is not an answer.
  if (answer === "nothing") {
    const { [id]: _taken, ...answers } = response.answers;
    return goesOn({ ...found, response: { ...response, answers } }, question, lane, context, {
      replaces: true,
    });
  }
  // Her words are an answer now, and are not stored twice.
  const noted = words ? withoutNote(response, question) : response;
  const next = { ...found, response: withAnswer(noted, survey.definition, id, answer) };
  const stays = readToggle(option) !== undefined;
  return goesOn(next, stays ? question : following(next, id), lane, context, { replaces: true });
}

function withoutNote(response: Response, { id }: Question): Response {
  const { [id]: _note, ...notes } = response.notes ?? {};
  return { ...response, notes };
}

/**
 * Makes words that did not match before her answer; where she may add one of her own, in addition to what she chose.
 */
function ofNote(question: Question, { response }: Ready): Answer | "too_many" | undefined {
  const note = response.notes?.[question.id];
  if (note === undefined) return undefined;
  if (question.kind !== "choices" || !question.own) return { is: "text", text: note };
  const before = response.answers[question.id];
  const ids = before?.is === "options" ? before.ids : [];
  return ids.length >= mostOf(question) ? "too_many" : { is: "options", ids, own: note };
}

/**
 * Handles words that turn out to be about something else. They leave the answers, which carry no name, and wait in her
 * conversation until, in the same turn, they go where words go when no question is open; her other answers stay.
 */
function letsGo(question: Question, found: Ready, lane: Lane, context: Context): Turn {
  const { process, response } = found;
  const note = response.notes?.[question.id];
  // A second tap: they are already gone.
  if (note === undefined) return { lane, effects: [] };
  const waits = busy(process, lane);
  if (waits) return waits;
  return {
    lane: { ...leave(lane), held: { text: note, since: context.now } },
    responses: [withoutNote(response, question)],
    effects: reply({ lines: [say("common:continue.left")], replaces: true }),
  };
}

/** @returns undefined for an option the question does not have */
function answerOf(
  question: Question,
  option: string,
  before: Answer | undefined,
): Answer | "too_many" | "nothing" | undefined {
  if (option === "skip") return question.required ? undefined : { is: "skipped" };
  if (option === NOT_OWN) {
    if (before?.is !== "options" || before.own === undefined) return undefined;
    return before.ids.length === 0 ? "nothing" : { is: "options", ids: before.ids };
  }
  const several = question.kind === "choices" || question.kind === "ranking";
  const toggle = readToggle(option);
  const id = toggle?.id ?? option;
  if (!optionsOf(question).some((one) => one.id === id) || (toggle !== undefined) !== several)
    return undefined;
  if (!several) return { is: "options", ids: [id] };
  const ids = before?.is === "options" || before?.is === "ranking" ? before.ids : [];
  const own = before?.is === "options" ? before.own : undefined;
  const without = ids.filter((one) => one !== id);
  if (
    toggle?.puts &&
    without.length === ids.length &&
    ids.length + (own === undefined ? 0 : 1) >= mostOf(question)
  )
    return "too_many";
  const next = toggle?.puts === false ? without : ids.includes(id) ? ids : [...ids, id];
  if (next.length === 0 && own === undefined) return "nothing";
  return question.kind === "ranking"
    ? { is: "ranking", ids: next }
    : { is: "options", ids: next, ...(own !== undefined && { own }) };
}
