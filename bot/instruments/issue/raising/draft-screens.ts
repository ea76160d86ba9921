import { shortened } from "../../../core/model/characters.ts";
import { type Message, say } from "../../../core/model/message.ts";
import { mapLink } from "../../../core/model/place.ts";
import type { Choice, Screen } from "../../../core/model/screen.ts";
import { button, rows } from "../../../core/model/screen.ts";
import { formalWay } from "../../../core/residents/formal-objection.ts";
import type { Context } from "../../../core/turn.ts";
import { promised } from "../answer-deadline.ts";
import { areaName, categoryLabel, categoryName, placeName, press } from "../names.ts";
import { type Draft, draftWords } from "../state.ts";

/** The subjects that fit on a phone without scrolling; the rest is behind "more". */
export const SUBJECTS_SHOWN = 8;
/** People in a group (our limit). */
export const LARGEST_GROUP = 200;
/** Characters of her words in the preview; all of them are sent. */
const PREVIEW_WORDS = 600;

export const steps = ["size", "tongue", "words", "where", "photos", "category", "area", "preview"] as const;
export type Step = (typeof steps)[number];

/** The question of one step. `token` is the dialogue's: its buttons work only in this dialogue. */
export function question(step: Step, draft: Draft, token: string, context: Context): Screen {
  const at = (option: string) => press(step, option, token);
  const photos = draft.media.filter((one) => one.kind === "photo").length;
  const keep = button(say("issue:keep"), at("keep"));
  const throwAway = button(say("issue:throwAway"), at("stop"));
  switch (step) {
    case "size":
      return { lines: [say("issue:group.size", { most: LARGEST_GROUP })], choices: [[throwAway]] };
    case "tongue":
      return {
        lines: [say("issue:group.language")],
        choices: [
          ...rows(
            context.town.languages.map((one) => button(say(`common:language.${one}`), at(one))),
            2,
          ),
          [throwAway],
        ],
      };
    case "words":
      if (draft.changing) return { lines: [say("issue:ask.newWords")], choices: [[keep]] };
      return photos > 0
        ? {
            lines: [say("issue:ask.wordsToo")],
            choices: [[button(say("common:skip"), at("skip")), throwAway]],
          }
        : { lines: [say("issue:ask.words")], choices: [[throwAway]] };
    case "where":
      return {
        lines: [say("issue:ask.where")],
        asksPlace: {
          share: say("issue:shareMyPlace"),
          skip: say(draft.changing && draft.place ? "issue:keep" : "common:skip"),
        },
      };
    case "photos": {
      const done = button(say(photos > 0 ? "issue:photosDone" : "issue:noPhotos"), at("done"));
      const remove = button(say("issue:removePhotos"), at("remove"));
      return {
        lines: [say(photos > 0 ? "issue:ask.morePhotos" : "issue:ask.photos")],
        choices: [draft.changing ? (photos > 0 ? [done, remove] : [done]) : [done, throwAway]],
      };
    }
    case "category":
      return {
        lines: [say("issue:ask.category")],
        choices: categories(draft, context, at, draft.changing ? keep : throwAway),
      };
    case "area":
      return { lines: [say("issue:ask.area")], choices: areas(context, at, keep) };
    case "preview":
      return preview(draft, at, context);
  }
}

/** The page of subjects that is shown; never past the last. */
export function pageOf(draft: Draft, context: Context): number {
  const last = Math.ceil(context.town.categories.length / SUBJECTS_SHOWN) - 1;
  return Math.min(draft.page ?? 0, last);
}

function categories(
  draft: Draft,
  context: Context,
  at: (option: string) => ReturnType<typeof press>,
  out: Choice,
): Choice[][] {
  const all = context.town.categories;
  const start = pageOf(draft, context) * SUBJECTS_SHOWN;
  const shown = all.slice(start, start + SUBJECTS_SHOWN);
  const more = start + SUBJECTS_SHOWN < all.length;
  return [
    ...rows(
      shown.map((one) => button(categoryLabel(one.key, context.town), at(one.key))),
      2,
    ),
    [button(more ? say("common:more") : say("issue:firstSubjects"), at(more ? "more" : "first")), out],
  ];
}

/** Every subject in the order of the buttons, for residents who type instead of pressing. */
export function categoryLabels(context: Context): Message[] {
  return context.town.categories.map((one) => categoryLabel(one.key, context.town));
}

/** Every neighbourhood in the order of the buttons, and then "somewhere else". */
export function areaLabels(context: Context): Message[] {
  return [
    ...context.town.neighbourhoods.map((one) => say("common:as_is", { text: one.name })),
    say("common:onboarding.elsewhere"),
  ];
}

export function areaOption(index: number, context: Context): string {
  return context.town.neighbourhoods[index]?.key ?? "elsewhere";
}

function areas(context: Context, at: (option: string) => ReturnType<typeof press>, keep: Choice): Choice[][] {
  const named = areaLabels(context).map((label, index) => button(label, at(areaOption(index, context))));
  return [...rows(named.slice(0, -1), 2), [...named.slice(-1), keep]];
}

function preview(draft: Draft, at: (option: string) => ReturnType<typeof press>, context: Context): Screen {
  const words = draftWords(draft);
  const photos = draft.media.filter((one) => one.kind === "photo").length;
  const voices = draft.media.filter((one) => one.kind === "voice").length;
  const { size, language } = draft.group ?? {};
  const lines: Message[] = [
    say("issue:preview.intro"),
    ...(size === undefined
      ? []
      : [say("issue:group.preview", { count: size, language: say(`common:language.${language}`) })]),
  ];
  if (words) {
    const short = words.length > PREVIEW_WORDS;
    lines.push(
      say(short ? "issue:preview.wordsShortened" : "issue:preview.words", {
        words: shortened(words, PREVIEW_WORDS),
      }),
    );
  }
  const facts: Message[] = [
    ...(voices > 0 ? [say("issue:preview.voice", { count: voices })] : []),
    say(photos > 0 ? "issue:preview.photos" : "issue:preview.noPhotos", { count: photos }),
    say("issue:preview.place", { place: placeName(draft.place) }),
    say("issue:preview.area", { area: areaName(draft.neighbourhood, context.town) }),
    say("issue:preview.category", { category: categoryName(draft.category ?? "", context.town) }),
  ];
  lines.push(
    say("common:rows", { rows: { rows: facts } }),
    say("issue:preview.promise", { day: { moment: promised(context.now, context.town) } }),
    ...formalWay(words, context),
  );
  const link = draft.place && mapLink(draft.place);
  return {
    lines,
    choices: [
      [button(say("issue:send"), at("send"))],
      [button(say("issue:change.words"), at("words")), button(say("issue:change.photos"), at("photos"))],
      [button(say("issue:change.place"), at("where")), button(say("issue:change.area"), at("area"))],
      [button(say("issue:change.category"), at("category")), button(say("issue:throwAway"), at("stop"))],
      ...(link ? [[{ label: say("issue:map"), link }]] : []),
    ],
  };
}
