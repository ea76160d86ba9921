import type { ResidentInput } from "../model/input.ts";
import type { Lane } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Context } from "../turn.ts";
import { type Answers, asksOf, countIn, type Question, tooLong, understood } from "./chat-answers.ts";
import { notOfGroup } from "./facilitated.ts";
import type { AnyKind, Values } from "./kind.ts";
import type { Ask, Asks } from "./lifecycle.ts";
import { fieldOf, kindOf, recordOf } from "./shown-values.ts";
import { VOICE } from "./spoken.ts";

/** Her own messages beside the answers that they became: what she corrects in the chat, is corrected here. */

type Piece = NonNullable<Answers["told"]>[number];
type Place = Pick<Piece, "field" | "sub" | "at">;

/** What she added or corrected, or what to say when it has no place here. */
export type More = { readonly answers: Answers; readonly problem?: Message } | { readonly problem: Message };

const cannot = (what: string): More => ({ problem: say(`common:process.chat.problem.${what}`) });

/** The words of a message, without its photo or recording. */
function wordsOf(input: ResidentInput): string {
  return (input.type === "said" ? input.text : input.type === "shared" ? (input.caption ?? "") : "").trim();
}

/** Remembers which message answered a question. @param before the answers as they were */
export function remembered(
  next: Answers,
  { field, sub, ask }: Question,
  input: ResidentInput,
  before: Answers,
): Answers {
  const place = { field, ...(sub !== undefined && { sub, at: countIn(before, { field, sub, ask }) }) };
  return withPiece(next, place, kindOf(ask) === "words" ? wordsOf(input) : undefined, input.message);
}

function withPiece(
  answers: Answers,
  place: Place,
  text: string | undefined,
  message: number | undefined,
): Answers {
  if (message === undefined) return answers;
  return {
    ...answers,
    told: [...(answers.told ?? []), { message, ...place, ...(text !== undefined && { text }) }],
  };
}

/** With more words behind the first that she told; undefined when she told none, or the row asks for none. */
function moreWords(
  asks: Asks,
  answers: Answers,
  text: string,
  message: number | undefined,
  lane: Lane,
): More | undefined {
  const field = fieldOf(asks, "words");
  const value = field === undefined ? undefined : (answers.values[field] as Values | undefined);
  if (field === undefined || value === undefined) return undefined;
  const whole = [value[lane.language], text].filter((one) => one !== undefined && one !== "").join("\n");
  const problem = tooLong("words", whole);
  if (problem) return { answers, problem };
  const next = { ...answers, values: { ...answers.values, [field]: { ...value, [lane.language]: whole } } };
  return { answers: withPiece(next, { field }, text, message) };
}

/** What she wrote below a photo goes with her words; when there are none yet she hears that it was not kept. */
export function withCaption(asks: Asks, answers: Answers, input: ResidentInput, lane: Lane) {
  const caption = input.type === "shared" ? wordsOf(input) : "";
  if (caption === "") return { answers };
  return moreWords(asks, answers, caption, input.message, lane) ?? { answers, ...cannot("caption") };
}

/** Something she adds when everything was asked. */
export function added(asks: Asks, answers: Answers, input: ResidentInput, lane: Lane): More {
  const { message } = input;
  if (input.type === "said") {
    const more = moreWords(asks, answers, wordsOf(input), message, lane) ?? cannot("more");
    return more.problem && "answers" in more ? { ...more, answers: { ...answers, refused: message } } : more;
  }
  const set = (field: string, value: unknown): Answers =>
    withPiece({ ...answers, values: { ...answers.values, [field]: value } }, { field }, undefined, message);
  if (input.type === "placed") {
    const field = fieldOf(asks, "place");
    return field === undefined ? cannot("more") : { answers: set(field, input.place) };
  }
  if (input.type !== "shared") return { answers };
  const photo = input.media.kind === "photo" ? fieldOf(asks, "photo") : undefined;
  if (photo !== undefined && answers.values[photo] === undefined)
    return withCaption(asks, set(photo, input.media), input, lane);
  const words = fieldOf(asks, "words");
  if (words === undefined) return cannot("more");
  const value = (answers.values[words] ?? {}) as Values;
  if (value[VOICE] !== undefined) return cannot("oneMore");
  const heard = { ...answers, values: { ...answers.values, [words]: { ...value, [VOICE]: input.media } } };
  return withCaption(asks, heard, input, lane);
}

/** She changed a message that she had sent; undefined when it is not known what it became. */
export function corrected(
  kind: AnyKind,
  answers: Answers,
  input: ResidentInput,
  lane: Lane,
  context: Context,
): More | undefined {
  const pieces = (answers.told ?? []).filter(({ message }) => message === input.message);
  if (input.message === undefined || pieces.length === 0) return undefined;
  const asks = asksOf(kind.table, answers.row);
  let next = answers;
  for (const piece of pieces) {
    const ask = askOf(asks, piece);
    if (ask === undefined) return undefined;
    const found = kindOf(ask) === "words" ? undefined : understood({ ...piece, ask }, input, lane, context);
    if (found && "problem" in found) return found;
    const unfit = found && notOfGroup(kind, next, piece.field, found.value);
    if (unfit) return { problem: unfit };
    next = found ? placed(next, piece, found.value) : reworded(next, piece, wordsOf(input), lane);
    const problem = tooLong(kindOf(ask), valueAt(next, piece));
    if (problem) return { problem };
  }
  return { answers: next };
}

function askOf(asks: Asks, { field, sub }: Place): Ask | undefined {
  const ask = asks[field];
  return ask === undefined || sub === undefined ? ask : recordOf(ask)[sub];
}

/** The words of a field anew, from all the messages that it was told in. */
function reworded(answers: Answers, piece: Piece, text: string, lane: Lane): Answers {
  const told = (answers.told ?? []).map((one) => (one === piece ? { ...one, text } : one));
  const whole = told
    .filter((one) => one.field === piece.field && one.sub === piece.sub && one.at === piece.at)
    .flatMap((one) => (one.text ? [one.text] : []))
    .join("\n");
  const { [lane.language]: _, ...others } = (valueAt(answers, piece) ?? {}) as Values;
  return placed({ ...answers, told }, piece, { ...others, ...(whole !== "" && { [lane.language]: whole }) });
}

function listOf(answers: Answers, field: string): readonly Values[] {
  const list = answers.values[field];
  return Array.isArray(list) ? list : [];
}

function valueAt(answers: Answers, { field, sub, at }: Place): unknown {
  if (sub === undefined) return answers.values[field];
  return (listOf(answers, field)[at ?? 0] ?? answers.record)?.[sub];
}

/** With another value where a message was an answer: in a field, in a record of a list, or in the one that is open. */
function placed(answers: Answers, { field, sub, at = 0 }: Place, value: unknown): Answers {
  if (sub === undefined) return { ...answers, values: { ...answers.values, [field]: value } };
  const list = listOf(answers, field);
  if (at >= list.length) return { ...answers, record: { ...answers.record, [sub]: value } };
  const changed = list.map((record, place) => (place === at ? { ...record, [sub]: value } : record));
  return { ...answers, values: { ...answers.values, [field]: changed } };
}
