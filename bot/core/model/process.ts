import * as z from "zod/mini";
import { daySchema, instantSchema } from "../calendar/time.ts";
import { fingerprint } from "../fingerprint.ts";
import { type Language, type Localized, localizedSchema, type Message, type Param, say } from "./message.ts";
import type { Municipality } from "./municipality.ts";
import type { Choice, Screen } from "./screen.ts";

/**
 * A participation process: one question put to residents, whatever the instrument. None exists without a card that says
 * what can change, who answers and by when; so nobody takes part uninformed.
 */

/** How much say residents have, from least to most: the five rungs of the Dutch participation ladder. */
export const levels = ["inform", "consult", "advise", "co_produce", "co_decide"] as const;

/** The policy phases, in the words of the Wet versterking participatie op decentraal niveau (2025). */
export const phases = ["prepare", "implement", "evaluate"] as const;

/** The texts of a card, in the order in which residents read them. */
export const cardTexts = ["title", "question", "open", "fixed", "decides", "answers"] as const;
export type CardText = (typeof cardTexts)[number];

export const processCardSchema = z.object({
  title: localizedSchema,
  /** The question asked. */
  question: localizedSchema,
  /** What can still change. */
  open: localizedSchema,
  /** What cannot, and why. */
  fixed: localizedSchema,
  /** Who decides: a body or a function, never a name. */
  decides: localizedSchema,
  /** Who answers. */
  answers: localizedSchema,
  level: z.enum(levels),
  phase: z.enum(phases),
  /** The last day for the answer. */
  answerBy: daySchema,
});
export type ProcessCard = z.infer<typeof processCardSchema>;

/** How those who took part see it afterwards: was it what was promised, from 1 to 5? */
const evaluationSchema = z.object({
  /** The last day on which an answer can be given or changed. */
  until: daySchema,
  /** Once that day is over. Of fewer answers than may be told, not even their number is kept. */
  counted: z.optional(z.union([z.literal("few"), z.object({ answers: z.int(), sum: z.int() })])),
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** Changes of the card that those who take part have not read yet. */
const editedSchema = z.object({
  /** The card as they know it. */
  before: processCardSchema,
  /** Slack member id of whoever changed it last. */
  by: z.string(),
  /** When everybody is told of all of them at once. */
  tellAt: instantSchema,
});

export const processSchema = z.object({
  row: z.literal("process"),
  /** "P" and seven digits. */
  id: z.string(),
  instrument: z.string(),
  version: z.int(),
  card: processCardSchema,
  /** The instrument's own, parsed by it. */
  state: z.unknown(),
  /** Listed for residents. */
  open: z.boolean(),
  /** It goes on, and residents find it nowhere: hidden until it opens; or without a card, as a promise is. */
  waits: z.optional(z.enum(["hidden", "cardless"])),
  /** When it was over, once it was: residents find it among what has ended. Absent in rows of before. */
  ended: z.optional(instantSchema),
  edited: z.optional(editedSchema),
  /** Present once everybody who took part was asked, in the message that told how it ended. */
  evaluation: z.optional(evaluationSchema),
  /** The desk in whose channel its card is. */
  desk: z.string(),
  /** Slack member id of the organiser who began it. */
  organiser: z.string(),
  /** When the clock should look at it. */
  wakeAt: z.optional(instantSchema),
  /** The last handled inputs, so that a repeated one changes nothing. */
  handled: z.array(z.string()),
  created: instantSchema,
  changed: instantSchema,
  /** The number of history entries. */
  entries: z.int(),
});
export type Process = z.infer<typeof processSchema>;

/**
 * Seven digits after a letter, so that nobody takes it for the number of a report. They are derived from `cause`, the
 * input that created it, so that a repeated input creates it once.
 */
export function processId(cause: string): string {
  return `P${1_000_000 + (Number.parseInt(fingerprint(cause), 36) % 9_000_000)}`;
}

/** Whether an id is that of a process rather than a contribution. */
export function isProcessId(id: string): boolean {
  return /^P\d{7}$/.test(id);
}

/** The card as residents read it before they take part, with the options they have then. */
export function cardScreen(
  card: ProcessCard,
  language: Language,
  town: Pick<Municipality, "languages">,
  choices?: readonly (readonly Choice[])[],
): Screen {
  return {
    lines: [
      ...untranslated(card, language, town),
      say("common:as_is", { text: { localized: card.title } }),
      say("common:process.question", { question: { localized: card.question } }),
      ...whatCanChange(card),
      ...whoDecides(card),
    ],
    ...(choices && { choices }),
  };
}

/** "Who decides?", which can be asked at any time. */
export function decidesScreen(
  card: ProcessCard,
  language: Language,
  town: Pick<Municipality, "languages">,
): Screen {
  return {
    lines: [
      ...untranslated(card, language, town),
      say("common:as_is", { text: { localized: card.title } }),
      ...whoDecides(card),
      ...whatCanChange(card),
    ],
  };
}

function whatCanChange(card: ProcessCard): Message[] {
  return [
    say("common:process.open", { what: { localized: card.open } }),
    say("common:process.fixed", { what: { localized: card.fixed } }),
  ];
}

function whoDecides(card: ProcessCard): Message[] {
  return [
    say(`common:process.level.${card.level}`),
    say("common:process.decides", { who: { localized: card.decides } }),
    say(`common:process.phase.${card.phase}`),
    say("common:process.answers", { who: { localized: card.answers }, day: { date: card.answerBy } }),
  ];
}

/** Tells the reader when the card is not in her language: it is shown in the town's own. */
function untranslated(
  card: ProcessCard,
  language: Language,
  { languages }: Pick<Municipality, "languages">,
): Message[] {
  const whole = cardTexts.every((text) => card[text][language] !== undefined);
  return whole || language === languages[0] ? [] : [say("common:news.notTranslated")];
}

/** The differences between two cards, old and new: everybody who takes part is told of them. */
export function cardChanges(before: ProcessCard, after: ProcessCard): Message[] {
  const changed = (label: string, was: Param, is: Param) =>
    say(`common:process.changed.${label}`, { was, is });
  const same = (a: Localized, b: Localized) =>
    Object.keys({ ...a, ...b }).every((language) => a[language] === b[language]);
  return [
    ...cardTexts
      .filter((text) => !same(before[text], after[text]))
      .map((text) => changed(text, { localized: before[text] }, { localized: after[text] })),
    ...(before.level === after.level
      ? []
      : [
          changed(
            "level",
            say(`common:process.rung.${before.level}`),
            say(`common:process.rung.${after.level}`),
          ),
        ]),
    ...(before.phase === after.phase
      ? []
      : [
          changed(
            "phase",
            say(`common:process.stage.${before.phase}`),
            say(`common:process.stage.${after.phase}`),
          ),
        ]),
    ...(before.answerBy === after.answerBy
      ? []
      : [changed("answerBy", { date: before.answerBy }, { date: after.answerBy })]),
  ];
}
