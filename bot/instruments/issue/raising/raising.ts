import { upTo } from "../../../core/model/characters.ts";
import type { ResidentInput } from "../../../core/model/input.ts";
import type { Dialogue, Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { leave, tokenFrom, touch } from "../../../core/residents/dialogue-state.ts";
import type { Context, Decision, Turn } from "../../../core/turn.ts";
import type { Meaning } from "../../../core/understanding/phrases.ts";
import { VERSION } from "../names.ts";
import { type Draft, draftSchema, draftWords, MOST_WHILE_TELLING } from "../state.ts";
import { addWords, again, next, silently } from "./asking.ts";
import { pageOf, type Step, steps } from "./draft-screens.ts";
import { send } from "./sending.ts";
import {
  meaningAt,
  passes,
  thrownAway,
  typedChoice,
  withoutPhotos,
  withoutPlace,
  withoutWords,
} from "./typed.ts";

/**
 * Raising an issue. The bot asks only for what is missing: what, where, photos, subject; then a preview in
 * which every part can be changed. Whatever is typed or sent on the way is kept, also at a question that
 * asked for something else.
 */

/** Characters of all pieces together: stays far within an item of 400 KB, and nobody reads more. */
const MOST_WORDS = 20_000;
/** A typed place of more characters is a story as well: it is kept whole there. */
const LONGEST_PLACE = 300;

const empty: Draft = { pieces: [], media: [] };

export function readDraft(dialogue: Dialogue): Draft {
  const parsed = draftSchema.safeParse(dialogue.answers);
  return parsed.success ? parsed.data : empty;
}

/** A new conversation, begun by words, a photo, a recording, a place or /melden. */
export function begin(input: ResidentInput, lane: Lane, context: Context): Turn {
  const draft: Draft = { ...empty, neighbourhood: lane.neighbourhood };
  const dialogue: Dialogue = {
    instrument: "issue",
    version: VERSION,
    step: "words",
    answers: draft,
    token: tokenFrom(context.seed),
    touched: context.now,
  };
  const start = touch(lane, dialogue, context);
  return withEmergency(first(input, draft, start, context));
}

function first(input: ResidentInput, draft: Draft, start: Lane, context: Context): Turn {
  if (input.type !== "commanded") return take(input, draft, "words", start, context, true);
  const rest = input.rest.trim();
  return rest
    ? next(addWords(draft, rest, input.message), start, context, [say("issue:thanks")])
    : again("words", draft, start, context, []);
}

/** Below the first question of every report: nobody waits here for help that has to come at once. */
function withEmergency(turn: Turn): Turn {
  const asked = turn.effects.findLastIndex((one) => one.do === "reply");
  return {
    ...turn,
    effects: turn.effects.map((one, index) =>
      one.do === "reply" && index === asked
        ? { ...one, screen: { ...one.screen, lines: [...one.screen.lines, say("issue:emergency")] } }
        : one,
    ),
  };
}

/** The conversation goes on. */
export function proceed(input: ResidentInput, lane: Lane, context: Context): Decision {
  const { dialogue } = lane;
  if (!dialogue) return begin(input, lane, context);
  const read = draftSchema.safeParse(dialogue.answers);
  if (!read.success) return lost(input, lane, context);
  const draft = read.data;
  const step = stepOf(dialogue);
  const now = touch(lane, dialogue, context);
  if (input.type === "chose") return chose(input.press.step, input.press.option, draft, step, now, context);
  return take(input, draft, step, now, context, false);
}

/** Only “yes”, “thanks” or “I don't know”: what that is at the question that is open. */
export function meansWhileRaising(meaning: Meaning, lane: Lane, context: Context): Turn | undefined {
  const { dialogue } = lane;
  const read = draftSchema.safeParse(dialogue?.answers);
  if (!dialogue || !read.success) return undefined;
  return meaningAt(stepOf(dialogue), meaning, read.data, touch(lane, dialogue, context), context);
}

export function stepOf(dialogue: Dialogue): Step {
  return steps.find((one) => one === dialogue.step) ?? "words";
}

/** Written by a version that kept it otherwise, and it cannot be read: that is said, never passed over. */
function lost(input: ResidentInput, lane: Lane, context: Context): Turn {
  const turn = begin(input, leave(lane), context);
  const effects = turn.effects.map((effect, index) =>
    index === 0 && effect.do === "reply"
      ? { ...effect, screen: { ...effect.screen, lines: [say("issue:lost"), ...effect.screen.lines] } }
      : effect,
  );
  return { ...turn, effects };
}

/** Words, a photo, a recording or a place, whatever was asked. */
function take(
  input: ResidentInput,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
  first: boolean,
): Turn {
  switch (input.type) {
    case "said":
      return said(input, draft, step, lane, context, first);
    case "placed": {
      const placed: Draft = { ...draft, place: input.place, placeMessage: undefined, noPlace: undefined };
      return next(placed, lane, context, [say("issue:placeNoted")]);
    }
    case "shared":
      return shared(input, draft, step, lane, context, first);
    default:
      return again(step, draft, lane, context, []);
  }
}

function said(
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
  // What was kept in a silence has been accepted already.
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

function fits(draft: Draft, text: string): boolean {
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

function edited(
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

function shared(
  input: Extract<ResidentInput, { type: "shared" }>,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
  first: boolean,
): Turn {
  const { media, message } = input;
  const caption = input.caption?.trim() ?? "";
  const known = draft.pieces.some((piece) => piece.message === message);
  const ours = draft.media.some((one) => one.source === media.source);
  // Words that are put under a photo afterwards are new words; any other edit changes what stood there.
  if (input.edited && (known || !ours || caption === ""))
    return edited(caption, message, draft, step, lane, context);

  const full = draft.media.length >= MOST_WHILE_TELLING && !input.edited;
  const withMedia: Draft = full || input.edited ? draft : { ...draft, media: [...draft.media, media] };
  const base: Draft =
    step === "words" && draft.changing && caption ? { ...withMedia, pieces: [] } : withMedia;
  const told = caption !== "" && fits(base, caption);
  const grown = told ? addWords(base, caption, message) : withMedia;
  const { album } = media;
  const follows = album !== undefined && draft.media.some((one) => one.album === album);
  // The photos of an album come one by one. They belong together, so only the first is answered.
  if (follows && !full && caption === "") return silently(grown, step, lane);

  const lines: Message[] = [
    ...(full ? [say("issue:tooManyMedia", { count: MOST_WHILE_TELLING })] : [thanks(input, first)]),
    ...(full && told ? [say("issue:added")] : []),
    ...(caption !== "" && !told ? [say("issue:tooMuch")] : []),
  ];
  // Who speaks rather than types says the place too; a person hears it.
  const spoken = step === "where" && media.kind === "voice" && !input.adds && !full;
  if (spoken) return next({ ...grown, noPlace: !grown.place }, lane, context, lines);
  return step === "words" && !(full && !told)
    ? next(grown, lane, context, lines)
    : again(step, grown, lane, context, lines);
}

function thanks(input: Extract<ResidentInput, { type: "shared" }>, first: boolean): Message {
  if (input.edited) return say("issue:added");
  if (input.media.kind === "voice") return say("issue:heardVoice");
  return say(first ? "issue:heardPhoto" : "issue:photoAdded");
}

function chose(
  pressed: string,
  option: string,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
): Decision {
  if (option === "stop") return thrownAway(lane);
  // A button of an earlier question in the same conversation: show what is asked now.
  if (pressed !== step) return again(step, draft, lane, context, [say("common:stale.withQuestion")]);
  if (option === "keep") return next(draft, lane, context, [], true);
  switch (step) {
    case "words":
      return option === "skip" && draft.media.some((one) => one.kind === "photo")
        ? next({ ...draft, noWords: true }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    case "photos":
      return option === "remove"
        ? withoutPhotos(draft, lane, context, true)
        : next({ ...draft, noPhotos: true }, lane, context, [], true);
    case "category": {
      if (option === "more" || option === "first") {
        const page = option === "more" ? pageOf(draft, context) + 1 : 0;
        return again("category", { ...draft, page }, lane, context, [], true);
      }
      const known = context.town.categories.some((one) => one.key === option);
      return known
        ? next({ ...draft, category: option }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    }
    case "area": {
      const known = option === "elsewhere" || context.town.neighbourhoods.some((one) => one.key === option);
      return known
        ? next({ ...draft, neighbourhood: option }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    }
    case "preview": {
      if (option === "send") return send(draft, lane, context);
      const change = steps.find((one) => one === option);
      if (!change || change === "preview") return again("preview", draft, lane, context, []);
      return again(change, { ...draft, changing: true, page: 0 }, lane, context, [], true);
    }
    default:
      return again(step, draft, lane, context, []);
  }
}
