import { reply } from "../../../core/decision.ts";
import { withDigits } from "../../../core/model/digits.ts";
import type { Lane } from "../../../core/model/lane.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { leave } from "../../../core/residents/dialogue-state.ts";
import type { Context, Turn } from "../../../core/turn.ts";
import { normalized } from "../../../core/understanding/normalize.ts";
import type { Meaning } from "../../../core/understanding/phrases.ts";
import type { Draft } from "../state.ts";
import { again, next } from "./asking.ts";
import {
  areaLabels,
  areaOption,
  categoryLabels,
  LARGEST_GROUP,
  pageOf,
  type Step,
  SUBJECTS_SHOWN,
} from "./draft-screens.ts";
import { send } from "./sending.ts";

/** Residents who type instead of pressing a button. */

/** Which option these words mean, in her own language or in any other of the town's: a keyboard may be older. */
function heard(text: string, options: readonly Message[], lane: Lane, context: Context): number | undefined {
  if (isNumber(text)) return undefined;
  for (const language of [lane.language, ...context.town.languages]) {
    const index = context.typedChoice(text, options, language);
    if (index !== undefined) return index;
  }
  return undefined;
}

/** It begins with a digit: a number, which counts what she sees, or a street with one. */
function isNumber(text: string): boolean {
  return /^\d/.test(withDigits(text));
}

/**
 * Whether these are the very words of one of `labels`, not only a part: for what cannot be undone, and where any word
 * could be meant otherwise.
 */
function says(text: string, labels: readonly Message[], lane: Lane, context: Context): boolean {
  const languages = [lane.language, ...context.town.languages];
  return labels.some((label) => languages.some((language) => context.says(text, label, language)));
}

/** "Skip", "no", and the same in the other languages of the town. */
export function passes(text: string, lane: Lane, context: Context): boolean {
  return says(text, [say("common:skip"), say("common:no"), say("issue:keep")], lane, context);
}

/** The number or the words of a button of this question; undefined when they are something else. */
export function typedChoice(
  text: string,
  draft: Draft,
  step: Step,
  lane: Lane,
  context: Context,
): Turn | undefined {
  if (step !== "words" && says(text, [say("issue:throwAway")], lane, context)) return thrownAway(lane);
  switch (step) {
    case "size":
      return typedSize(text, draft, lane, context);
    case "tongue": {
      const { languages } = context.town;
      const labels = languages.map((one) => say(`common:language.${one}`));
      const language = languages[heard(text, labels, lane, context) ?? -1];
      return language === undefined
        ? undefined
        : next({ ...draft, group: { ...draft.group, language } }, lane, context);
    }
    case "category":
      return typedCategory(text, draft, lane, context);
    case "photos":
      return typedPhotos(text, draft, lane, context);
    case "area":
      return typedArea(text, draft, lane, context);
    case "preview":
      return typedPreview(text, draft, lane, context);
    default:
      return undefined;
  }
}

/**
 * Only “yes”, “I don't know” and the like, at one of these questions.
 * @returns undefined when it answers nothing there
 */
export function meaningAt(
  step: Step,
  meaning: Meaning,
  draft: Draft,
  lane: Lane,
  context: Context,
): Turn | undefined {
  if (step === "preview") {
    if (meaning === "yes" || meaning === "approval" || meaning === "send") return send(draft, lane, context);
    return meaning === "no" ? again("preview", draft, lane, context, [say("issue:changeWhat")]) : undefined;
  }
  if (meaning !== "no" && meaning !== "unknown" && meaning !== "skip") return undefined;
  switch (step) {
    case "words":
      return withoutWords(draft, lane, context);
    case "where":
      return withoutPlace(draft, lane, context);
    default:
      return typedChoice(context.shows(say("common:skip"), lane.language), draft, step, lane, context);
  }
}

/** There is a photo that speaks for itself, or the words stay as they are. */
export function withoutWords(draft: Draft, lane: Lane, context: Context): Turn {
  if (draft.changing) return next(draft, lane, context, [say("issue:kept")]);
  const photo = draft.media.some((one) => one.kind === "photo");
  return photo
    ? next({ ...draft, noWords: true }, lane, context)
    : again("words", draft, lane, context, [say("issue:nothingYet")]);
}

export function withoutPlace(draft: Draft, lane: Lane, context: Context): Turn {
  return next({ ...draft, noPlace: !draft.place }, lane, context, [
    say(draft.place ? "issue:kept" : "issue:placeSkipped"),
  ]);
}

export function thrownAway(lane: Lane): Turn {
  return {
    lane: leave(lane),
    effects: reply({ lines: [say("issue:thrownAway")], replaces: true }),
  };
}

/** How many people the group is of. Anything else is no size, and belongs to what they tell. */
function typedSize(text: string, draft: Draft, lane: Lane, context: Context): Turn | undefined {
  const size = Number(withDigits(text.trim()));
  if (Number.isNaN(size)) return undefined;
  return Number.isInteger(size) && size >= 1 && size <= LARGEST_GROUP
    ? next({ ...draft, group: { ...draft.group, size } }, lane, context)
    : again("size", draft, lane, context, []);
}

function typedCategory(text: string, draft: Draft, lane: Lane, context: Context): Turn | undefined {
  const { categories } = context.town;
  const page = pageOf(draft, context);
  if (passes(text, lane, context)) {
    if (draft.changing) return next(draft, lane, context, [say("issue:kept")]);
    // Nobody has to know under which heading the town files it.
    const other = categories.find((one) => one.key === "other") ?? categories.at(-1);
    return other && next({ ...draft, category: other.key }, lane, context);
  }
  if (says(text, [say("common:more")], lane, context))
    return again("category", { ...draft, page: page + 1 }, lane, context, []);
  if (says(text, [say("issue:firstSubjects")], lane, context))
    return again("category", { ...draft, page: 0 }, lane, context, []);
  const first = page * SUBJECTS_SHOWN;
  const labels = categoryLabels(context);
  const shown = labels.slice(first, first + SUBJECTS_SHOWN);
  // A number refers to the buttons that she sees now.
  const index = isNumber(text)
    ? context.typedChoice(text, shown, lane.language)
    : heard(text, labels, lane, context);
  const picked = index === undefined ? undefined : categories[isNumber(text) ? first + index : index];
  return picked && next({ ...draft, category: picked.key }, lane, context, [say("issue:thanks")]);
}

function typedPhotos(text: string, draft: Draft, lane: Lane, context: Context): Turn | undefined {
  const photos = draft.media.some((one) => one.kind === "photo");
  if (photos && says(text, [say("issue:removePhotos")], lane, context))
    return withoutPhotos(draft, lane, context);
  const done = [say("issue:photosDone"), say("issue:noPhotos"), say("common:done")];
  return passes(text, lane, context) ||
    hasNoPhoto(text, context) ||
    heard(text, done, lane, context) !== undefined
    ? next({ ...draft, noPhotos: true }, lane, context)
    : undefined;
}

/** “Geen” (none): elsewhere it could mean something else, here it is an answer. */
function hasNoPhoto(text: string, { vocabularies }: Context): boolean {
  const typed = normalized(text);
  return vocabularies().some(({ noPhoto = [] }) => noPhoto.some((one) => normalized(one) === typed));
}

/** She takes her photos back before anything was sent; recordings stay. */
export function withoutPhotos(draft: Draft, lane: Lane, context: Context, replaces = false): Turn {
  const media = draft.media.filter((one) => one.kind !== "photo");
  return next({ ...draft, media, noPhotos: true }, lane, context, [say("issue:photosRemoved")], replaces);
}

function typedArea(text: string, draft: Draft, lane: Lane, context: Context): Turn | undefined {
  if (passes(text, lane, context)) return next(draft, lane, context, [say("issue:kept")]);
  const labels = areaLabels(context);
  const index = isNumber(text)
    ? context.typedChoice(text, labels, lane.language)
    : heard(text, labels, lane, context);
  const picked = index === undefined ? undefined : areaOption(index, context);
  return picked === undefined ? undefined : next({ ...draft, neighbourhood: picked }, lane, context);
}

function typedPreview(text: string, draft: Draft, lane: Lane, context: Context): Turn | undefined {
  // "Is this right?" is answered with yes by residents who type.
  if (says(text, [say("issue:send"), say("common:yes")], lane, context)) return send(draft, lane, context);
  if (says(text, [say("common:no")], lane, context))
    return again("preview", draft, lane, context, [say("issue:changeWhat")]);
  const changes: readonly Step[] = ["words", "photos", "where", "area", "category"];
  const labels = ["words", "photos", "place", "area", "category"].map((one) => say(`issue:change.${one}`));
  const index = heard(text, labels, lane, context);
  const change = index === undefined ? undefined : changes[index];
  return change && again(change, { ...draft, changing: true, page: 0 }, lane, context, []);
}
