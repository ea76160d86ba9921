import type { Answer } from "../../../core/counting/response.ts";
import { needs } from "../../../core/decision.ts";
import { upTo } from "../../../core/model/characters.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import { hold } from "../../../core/residents/held-words.ts";
import type { Context, Decision } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { withAnswer } from "../questions/route.ts";
import { readAnswerRef } from "./answer-ref.ts";
import { hasRoom, told } from "./answering.ts";
import { questionOf } from "./asked-question.ts";
import { LONGEST_ANSWER } from "./hearing.ts";
import { intoPiece, openQuestion } from "./open-question.ts";
import { goesOn, ready } from "./taking-part.ts";
import { isWord, readTyped } from "./typed.ts";

/** Joins an answer sent in two messages. */

/**
 * Adds to her previous answer. The app split it in two, or she pressed send halfway: she had not read the next question
 * when she wrote this. Words that can only be an answer to that next question are taken as one.
 * @param ref the answer her previous words went to
 */
export function moreWords(
  input: Extract<ResidentInput, { type: "said" }>,
  ref: string,
  lane: Lane,
  context: Context,
): Decision {
  const { process: id, question: name } = readAnswerRef(ref);
  const process = context.seen.process[id];
  if (process === undefined) return needs({ see: "process", id, recent: true });
  const open = openQuestion(lane);
  const { about: _about, continues: _continues, ...plainly } = input;
  const otherwise = () => (open ? told(plainly, lane, context) : hold(input, lane));
  if (process?.instrument !== NAME) return otherwise();
  const found = ready(process, lane, context);
  if ("decision" in found) return open || "needs" in found.decision ? found.decision : hold(input, lane);
  const { survey, response } = found;
  const question = questionOf(name, found);
  const now = open?.process === id ? questionOf(open.question, found) : undefined;
  const read = now && readTyped(input, now, response.answers[now.id], lane.language, context);
  const isAnswer = typeof read === "object" && "answer" in read && read.certain === true;
  const whole = question && withMore(response.answers[name], input.text.trim());
  if (isAnswer || !question || !whole || !hasRoom(response, input)) return otherwise();
  const next = { ...found, response: withAnswer(response, survey.definition, name, whole) };
  const shown = "text" in whole && whole.text !== undefined ? whole.text : input.text.trim();
  return intoPiece(
    goesOn(next, now, lane, context, { replaces: false, before: [say("survey:given", { text: shown })] }),
    process,
    question,
    input,
  );
}

/** The answer with these words appended; undefined when there is no text to add to. */
function withMore(answer: Answer | undefined, more: string): Answer | undefined {
  const joined = (text: string) => upTo(`${text}\n${more}`, LONGEST_ANSWER);
  switch (answer?.is) {
    case "text":
      return { ...answer, text: joined(answer.text) };
    case "place":
      return answer.text === undefined ? undefined : { ...answer, text: joined(answer.text) };
    case "word":
      return isWord(`${answer.text} ${more}`) ? { is: "word", text: `${answer.text} ${more}` } : undefined;
    default:
      return undefined;
  }
}
