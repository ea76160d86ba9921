import { type Contribution, shownNumber } from "../../core/contribution.ts";
import { button, corePress, entryOf, numberFrom, reply, tokenFrom } from "../../core/decide.ts";
import type { ResidentInput } from "../../core/input.ts";
import { leave, touch } from "../../core/lane-dialogue.ts";
import { type Message, say } from "../../core/message.ts";
import { deskFor } from "../../core/office.ts";
import type { Dialogue, Lane } from "../../core/resident.ts";
import type { Screen } from "../../core/screen.ts";
import { townClock } from "../../core/time.ts";
import type { Context, Decision, Turn } from "../../core/turn.ts";
import { categoryLabels, question, type Step, steps } from "./draft-screens.ts";
import { VERSION } from "./names.ts";
import { promised, wrap } from "./promise.ts";
import { type Draft, draftSchema, draftWords, type Issue } from "./state.ts";

/**
 * Raising an issue. The bot asks only for what is missing: what, where, photos, subject; then a preview in
 * which every part can be changed. Whatever is typed or sent on the way is kept, also at a question that
 * asked for something else.
 */

/** Telegram sends at most 10 photos in an album; more than 20 no desk looks at. */
const MOST_MEDIA = 20;
/** Characters of all pieces together: stays far within an item of 400 KB, and nobody reads more. */
const MOST_WORDS = 20_000;

const empty: Draft = { pieces: [], media: [] };

export function readDraft(dialogue: Dialogue): Draft {
  const parsed = draftSchema.safeParse(dialogue.answers);
  return parsed.success ? parsed.data : empty;
}

/** A new conversation, begun by words, a photo, a recording, a place or /melden. */
export function begin(input: ResidentInput, lane: Lane, context: Context): Turn {
  const dialogue: Dialogue = {
    instrument: "issue",
    version: VERSION,
    step: "words",
    answers: empty,
    token: tokenFrom(context.seed),
    touched: context.now,
  };
  const area = lane.neighbourhood;
  const draft: Draft = { ...empty, neighbourhood: area };
  const start = touch(lane, { ...dialogue, answers: draft }, context);
  if (input.type === "commanded" && input.rest.trim()) {
    return next(addWords(draft, input.rest.trim(), input.message), start, context, [say("issue:thanks")]);
  }
  if (input.type === "commanded")
    return {
      lane: start,
      effects: reply(
        { lines: [say("issue:emergency")] },
        question("words", draft, dialogue.token, lane, context),
      ),
    };
  return take(input, draft, "words", start, context, true);
}

/** The conversation goes on. */
export function proceed(input: ResidentInput, lane: Lane, context: Context): Decision {
  const { dialogue } = lane;
  if (!dialogue) return begin(input, lane, context);
  const draft = readDraft(dialogue);
  const step = stepOf(dialogue);
  const now = touch(lane, dialogue, context);
  if (input.type === "chose") return chose(input.press.step, input.press.option, draft, step, now, context);
  return take(input, draft, step, now, context, false);
}

export function stepOf(dialogue: Dialogue): Step {
  return steps.find((one) => one === dialogue.step) ?? "words";
}

/** What is still missing, in the order in which it is asked. */
function missing(draft: Draft): Step {
  if (draft.pieces.length === 0 && !draft.media.some((one) => one.kind === "voice")) return "words";
  if (!draft.place && !draft.noPlace) return "where";
  if (!draft.noPhotos && !draft.media.some((one) => one.kind === "photo")) return "photos";
  return draft.category ? "preview" : "category";
}

function at(lane: Lane, step: Step, draft: Draft): Lane {
  return lane.dialogue ? { ...lane, dialogue: { ...lane.dialogue, step, answers: draft, misses: 0 } } : lane;
}

/** Asks for what is missing next, after saying what was understood. */
function next(
  draft: Draft,
  lane: Lane,
  context: Context,
  understood: readonly Message[] = [],
  replaces = false,
): Turn {
  const step = missing(draft);
  const token = lane.dialogue?.token ?? "";
  const asked = question(step, { ...draft, changing: false }, token, lane, context);
  const closes = lane.dialogue?.step === "where" && step !== "where";
  const screens: Screen[] = closes
    ? [{ lines: understood.length > 0 ? understood : [say("issue:noted")], closesKeyboard: true }, asked]
    : [{ ...asked, lines: [...understood, ...asked.lines], replaces: replaces && !asked.asksPlace }];
  return { lane: at(lane, step, { ...draft, changing: false }), effects: reply(...screens) };
}

function again(
  step: Step,
  draft: Draft,
  lane: Lane,
  context: Context,
  before: readonly Message[],
  replaces = false,
): Turn {
  const asked = question(step, draft, lane.dialogue?.token ?? "", lane, context);
  return {
    lane: at(lane, step, draft),
    effects: reply({ ...asked, lines: [...before, ...asked.lines], replaces: replaces && !asked.asksPlace }),
  };
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
      const placed: Draft = { ...draft, place: input.place, noPlace: undefined };
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
  if (draftWords(draft).length + text.length > MOST_WORDS)
    return again(step, draft, lane, context, [say("issue:tooMuch")]);
  if (input.adds && step !== "words") {
    return again(step, addWords(draft, text, input.message), lane, context, [say("issue:added")]);
  }
  if (step === "words") {
    const base = draft.changing ? { ...draft, pieces: [] } : draft;
    return next(addWords(base, text, input.message), lane, context, [
      say(first ? "issue:heard" : "issue:thanks"),
    ]);
  }
  if (step === "where") {
    if (context.hears(text, [say("common:skip")], lane.language) === 0 && !/^\d/.test(text)) {
      return next({ ...draft, noPlace: !draft.place }, lane, context, [say("issue:placeSkipped")]);
    }
    const place = { ...(draft.changing ? {} : draft.place), words: text.slice(0, 300) };
    const rest = text.length > 300 ? addWords(draft, text, input.message) : draft;
    return next({ ...rest, place, noPlace: undefined }, lane, context, [
      say("issue:placeNotedWords", { place: place.words }),
    ]);
  }
  const pick = typedChoice(text, draft, step, lane, context);
  if (pick) return pick;
  // Not an answer to this question, so it belongs to the story: nothing that was typed is lost.
  const added = addWords(draft, text, input.message);
  return again(step, added, lane, context, [say("issue:added")]);
}

/** Somebody typed the number or the words of a button. */
function typedChoice(text: string, draft: Draft, step: Step, lane: Lane, context: Context): Turn | undefined {
  const { language } = lane;
  if (step === "category") {
    const index = context.hears(text, categoryLabels(context), language);
    const picked = index === undefined ? undefined : context.town.categories[index];
    // A number on the second page counts from the first button of that page only when it was shown as such.
    return picked
      ? next({ ...draft, category: picked.key }, lane, context, [say("issue:thanks")])
      : undefined;
  }
  if (step === "photos") {
    const done = [say("issue:photosDone"), say("issue:noPhotos"), say("common:no"), say("common:skip")];
    return context.hears(text, done, language) === undefined || /^\d/.test(text)
      ? undefined
      : next({ ...draft, noPhotos: true }, lane, context);
  }
  if (step === "area") {
    const labels = context.town.neighbourhoods.map((one) => say("common:as_is", { text: one.name }));
    const index = context.hears(text, labels, language);
    const picked = index === undefined ? undefined : context.town.neighbourhoods[index];
    return picked ? next({ ...draft, neighbourhood: picked.key }, lane, context) : undefined;
  }
  if (step === "preview" && !/^\d/.test(text) && context.hears(text, [say("issue:send")], language) === 0) {
    return send(draft, lane, context);
  }
  return undefined;
}

function edited(
  text: string,
  message: number | undefined,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
): Turn {
  const known = message !== undefined && draft.pieces.some((piece) => piece.message === message);
  if (!known || text === "") return again(step, draft, lane, context, [say("common:editedUnknown")]);
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
  if (input.edited) return edited(input.caption?.trim() ?? "", input.message, draft, step, lane, context);
  if (draft.media.length >= MOST_MEDIA)
    return again(step, draft, lane, context, [say("issue:tooManyMedia", { count: MOST_MEDIA })]);
  const base = step === "words" && draft.changing && input.caption ? { ...draft, pieces: [] } : draft;
  const withMedia: Draft = { ...base, media: [...base.media, input.media] };
  const full = input.caption?.trim() ? addWords(withMedia, input.caption.trim(), input.message) : withMedia;
  const { album } = input.media;
  const follows = album !== undefined && draft.media.some((one) => one.album === album);
  // The photos of an album come one by one. They belong together, so only the first is answered.
  if (follows && !input.caption) return { lane: at(lane, step, full), effects: [] };
  const thanks = say(
    input.media.kind === "voice" ? "issue:heardVoice" : first ? "issue:heardPhoto" : "issue:photoAdded",
  );
  if (step === "photos" || (step === "preview" && input.media.kind === "photo")) {
    return step === "photos"
      ? again("photos", full, lane, context, [thanks])
      : again("preview", full, lane, context, [thanks]);
  }
  return step === "words" ? next(full, lane, context, [thanks]) : again(step, full, lane, context, [thanks]);
}

function addWords(draft: Draft, text: string, message: number | undefined): Draft {
  return { ...draft, pieces: [...draft.pieces, { text, message }] };
}

function chose(
  pressed: string,
  option: string,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
): Decision {
  if (option === "stop") {
    return { lane: leave(lane), effects: reply({ lines: [say("issue:thrownAway")], replaces: true }) };
  }
  // A button of an earlier question in the same conversation: show what is asked now.
  if (pressed !== step) return again(step, draft, lane, context, [say("common:stale.withQuestion")]);
  switch (step) {
    case "photos":
      return next({ ...draft, noPhotos: true }, lane, context, [], true);
    case "category": {
      if (option === "more" || option === "first") {
        return again(
          "category",
          { ...draft, page: option === "more" ? (draft.page ?? 0) + 1 : 0 },
          lane,
          context,
          [],
          true,
        );
      }
      const known = context.town.categories.some((one) => one.key === option);
      return known
        ? next({ ...draft, category: option }, lane, context, [], true)
        : again(step, draft, lane, context, []);
    }
    case "area": {
      const known = option === "elsewhere" || context.town.neighbourhoods.some((one) => one.key === option);
      return next({ ...draft, neighbourhood: known ? option : undefined }, lane, context, [], true);
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

/** Everything is there: the issue exists from this commit on, with a number and a date. */
function send(draft: Draft, lane: Lane, context: Context): Turn {
  const lacking = missing(draft);
  if (lacking !== "preview") return next(draft, lane, context);
  const { town, office, now } = context;
  const category = draft.category ?? "other";
  const dueAt = promised(now, town);
  const issue: Issue = {
    status: { at: "submitted" },
    words: draftWords(draft),
    media: draft.media,
    place: draft.place,
    category,
    neighbourhood: draft.neighbourhood,
    language: lane.language,
    campaign: lane.campaign,
    dueAt,
    joined: [],
    reopened: 0,
    clockFrom: now,
  };
  const id = numberFrom(context.seed);
  const blank: Contribution = {
    row: "contribution",
    id,
    instrument: "issue",
    version: 0,
    by: lane.resident,
    desk: deskFor(category, draft.neighbourhood, office),
    open: true,
    state: issue,
    handled: [],
    created: now,
    changed: now,
    entries: 0,
  };
  const contribution = wrap({ ...blank, entries: 1 }, issue, town, now);
  const entry = entryOf(blank, {
    at: now,
    actor: "resident",
    event: "submit",
    to: "submitted",
    counts: { desk: blank.desk, month: townClock(now).day.slice(0, 7), event: "received" },
  });
  const wrote = draft.pieces.flatMap((piece) =>
    piece.message === undefined ? [] : [{ message: piece.message, ref: id }],
  );
  const album = draft.media.findLast((one) => one.album)?.album;
  const done: Lane = {
    ...leave(lane),
    wrote: [...lane.wrote, ...wrote].slice(-30),
    album: album ? { id: album, ref: id } : lane.album,
  };
  const lines: Message[] = [
    say("issue:receipt.thanks", { number: shownNumber(id) }),
    say("issue:receipt.promise", { day: { moment: dueAt } }),
  ];
  const receipt: Screen = lane.stopped
    ? {
        lines: [...lines, say("issue:receipt.stopped")],
        about: id,
        choices: [[button(say("common:stop.undo"), corePress("stop", "undo"))]],
      }
    : { lines: [...lines, say("issue:receipt.follow")], about: id };
  return {
    lane: done,
    contributions: [contribution],
    entries: [entry],
    effects: [
      { do: "reply", screen: { lines: [say("issue:receipt.sent")], replaces: true } },
      { do: "reply", screen: receipt },
      { do: "notify", notice: { kind: "card", contribution: id } },
    ],
  };
}
