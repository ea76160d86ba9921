import { upTo } from "../../../core/model/characters.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { say } from "../../../core/model/message.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { type Draft, draftWords } from "../state.ts";
import { addWords, again, next } from "./asking.ts";
import type { Step } from "./draft-screens.ts";
import { passes, typedChoice, withoutPlace, withoutWords } from "./typed.ts";

/** Words while an issue is raised: the answer to the question that is open, more of the story, or a change of either. */

/** Characters of all pieces together: far below the 400 KB of an item, and nobody reads more. */
const MOST_WORDS = 20_000;

/** Characters of a typed place. A longer one is also kept whole, as part of the story. */
const LONGEST_PLACE = 300;

export function said(
  input: Extract<ResidentInput, { type: "said" }>,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
  first: boolean,
): Turn {
  const text = input.text.trim();
  if (input.edited) return edited(text, input.message, draft, step, lane, context);
  if (text === "") return again(step, draft, lane, context, []);
  // Words that were held until she chose have been accepted already.
  if (input.adds && step !== "words") {
    return again(step, addWords(draft, text, input.message), lane, context, [say("issue:added")]);
  }
  // She had not read the question yet: it is more of what she was telling.
  const isMore = input.continues !== undefined && step === "where" && fits(draft, text);
  if (isMore) return again(step, addWords(draft, text, input.message), lane, context, [say("issue:added")]);
  const answer =
    step === "words" && !first
      ? passed(text, draft, lane, context)
      : step === "where"
        ? where(text, input.message, draft, lane, context)
        : typedChoice(text, draft, step, lane, context);
  if (answer) return answer;
  const base = step === "words" && draft.changing ? { ...draft, pieces: [] } : draft;
  if (!input.adds && !fits(base, text)) return again(step, draft, lane, context, [say("issue:tooMuch")]);
  const grown = addWords(base, text, input.message);
  // Not an answer to this question, so it belongs to the story: nothing that was typed is lost.
  return step === "words"
    ? next(grown, lane, context, [say(first ? "issue:heard" : "issue:thanks")])
    : again(step, grown, lane, context, [say("issue:added")]);
}

export function fits(draft: Draft, text: string): boolean {
  return draftWords(draft).length + text.length <= MOST_WORDS;
}

/** "Skip" where words are asked. */
function passed(text: string, draft: Draft, lane: Lane, context: Context): Turn | undefined {
  return passes(text, lane, context) ? withoutWords(draft, lane, context) : undefined;
}

function where(
  text: string,
  message: number | undefined,
  draft: Draft,
  lane: Lane,
  context: Context,
): Turn | undefined {
  if (passes(text, lane, context)) return withoutPlace(draft, lane, context);
  const long = text.length > LONGEST_PLACE;
  if (long && !fits(draft, text)) return undefined;
  const place = { ...(draft.changing ? {} : draft.place), words: upTo(text, LONGEST_PLACE) };
  const rest = long ? addWords(draft, text, message) : draft;
  return next(
    { ...rest, place, noPlace: undefined, placeMessage: long ? undefined : message },
    lane,
    context,
    [say("issue:placeNotedWords", { place: place.words })],
  );
}

export function edited(
  text: string,
  message: number | undefined,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
): Turn {
  const unknown = again(step, draft, lane, context, [say("common:editedUnknown")]);
  if (message === undefined || text === "") return unknown;
  if (message === draft.placeMessage) {
    const place = { ...draft.place, words: upTo(text, LONGEST_PLACE) };
    return again(step, { ...draft, place }, lane, context, [
      say("issue:placeNotedWords", { place: place.words }),
    ]);
  }
  if (!draft.pieces.some((piece) => piece.message === message)) return unknown;
  const others = draft.pieces.filter((piece) => piece.message !== message);
  if (!fits({ ...draft, pieces: others }, text))
    return again(step, draft, lane, context, [say("issue:tooMuch")]);
  const pieces = draft.pieces.map((piece) => (piece.message === message ? { ...piece, text } : piece));
  return again(step, { ...draft, pieces }, lane, context, [say("issue:edited")]);
}
