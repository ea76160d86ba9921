import * as z from "zod/mini";
import { daySchema, instantSchema } from "../../core/calendar/time.ts";
import type { Of } from "../../core/model/contribution.ts";
import { residentIdSchema } from "../../core/model/ids.ts";
import { placeSchema } from "../../core/model/place.ts";
import { mediaSchema } from "../../core/model/screen.ts";
import type { NAME } from "./names.ts";

/** How an official can end an issue. */
export const outcomes = ["done", "partly", "planned", "not_possible", "not_ours"] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether an answer says that nothing will be done: nobody is asked whether that helps, but whether it is clear. */
export function isRefusal(outcome: Outcome): boolean {
  return outcome === "not_possible" || outcome === "not_ours";
}

/** Why an issue is not taken up. */
export const declineReasons = ["not_municipal", "emergency", "formal_route", "house_rules", "other"] as const;

/** Photos and recordings while she tells it: Telegram sends 10 in an album. The rest is for what is asked later. */
export const MOST_WHILE_TELLING = 10;
/** Photos and recordings of one issue: no desk looks at more. */
export const MOST_MEDIA = 20;
/** The most additions and changes afterwards. An answer to a question of the desk is always taken. */
export const MOST_ADDED = 50;
/**
 * At most this many people join one issue: each hears every step in one commit of at most four megabytes, and stands in
 * the row of the whole.
 */
export const MOST_JOINED = 200;
/** Why something was added: she was asked what she still wants to know of what is not taken up. */
export const QUESTION = "question";

/** Where an issue stands. Each state holds what only that state knows. In brackets: the state in Signalen. */
export const statusSchema = z.discriminatedUnion("at", [
  /** Gemeld */
  z.object({ at: z.literal("submitted") }),
  /** In afwachting van behandeling */
  z.object({ at: z.literal("triaged") }),
  /** Reactie gevraagd */
  z.object({
    at: z.literal("info_requested"),
    question: z.string(),
    on: instantSchema,
    reminded: z.boolean(),
  }),
  z.object({ at: z.literal("parked"), question: z.string(), on: instantSchema }),
  /** In behandeling */
  z.object({ at: z.literal("in_progress") }),
  /** Ingepland */
  z.object({ at: z.literal("planned"), day: daySchema }),
  /** Doorgezet naar extern */
  z.object({ at: z.literal("forwarded"), party: z.string() }),
  z.object({ at: z.literal("merged"), into: z.string() }),
  /** Afgehandeld */
  z.object({
    at: z.literal("answered"),
    outcome: z.enum(outcomes),
    text: z.string(),
    on: instantSchema,
    /** Somebody said "not yet" and was asked why: it opens again, also when the reason never comes. */
    asksWhy: z.optional(z.boolean()),
  }),
  /** `confirmed`: the reporter herself said that it helped; otherwise it was clear to her, or the time to say so had passed. */
  z.object({
    at: z.literal("closed"),
    confirmed: z.boolean(),
    outcome: z.enum(outcomes),
    text: z.string(),
    answered: instantSchema,
    on: instantSchema,
    /** She said that an answer by which nothing is done is clear to her. That is no help, and no silence. */
    clear: z.optional(z.literal(true)),
    /** The answer never reached her: that she said nothing says nothing. */
    unheard: z.optional(z.literal(true)),
  }),
  /** Heropend */
  z.object({ at: z.literal("reopened"), why: z.string() }),
  z.object({
    at: z.literal("declined"),
    reason: z.enum(declineReasons),
    text: z.string(),
    place: z.string(),
    on: instantSchema,
  }),
  /** Geannuleerd */
  z.object({ at: z.literal("withdrawn"), on: instantSchema }),
]);
export type Status = z.infer<typeof statusSchema>;
export type At = Status["at"];

export const issueSchema = z.object({
  status: statusSchema,
  /** The resident's own words, unchanged. Empty when she only sent a recording or a photo. */
  words: z.string(),
  media: z.array(mediaSchema),
  place: z.optional(placeSchema),
  category: z.string(),
  neighbourhood: z.optional(z.string()),
  /** Language in which it was written. */
  language: z.string(),
  /** The campaign that brought the resident in. */
  campaign: z.optional(z.string()),
  owner: z.optional(z.string()),
  /** By when the promise says an answer must come. Absent while it waits for the resident, and after the end. */
  dueAt: z.optional(instantSchema),
  /** It was planned for this day when it began to wait for the resident; until the day passes, or it is planned anew. */
  plannedFor: z.optional(daySchema),
  /** Working days that were left when it began to wait for the resident. */
  daysLeft: z.optional(z.int()),
  /**
   * Which reminders went out since a promised day passed: 1 the desk, 2 the lead, 3 the clerk. `first`: when
   * the very first of these days passed, if this is not the first round.
   */
  overdue: z.optional(z.object({ since: instantSchema, told: z.int(), first: z.optional(instantSchema) })),
  /** A promised day has passed since `clockFrom`, whatever new date was given then: for the figures. */
  late: z.optional(z.boolean()),
  /** The one who raised it has withdrawn; it goes on for those whose issues were merged into it. */
  left: z.optional(z.boolean()),
  /** Issues that were merged into this one, with the resident who raised each; absent once she had herself erased. */
  joined: z.array(
    z.object({
      issue: z.string(),
      resident: z.optional(residentIdSchema),
      /** Told by somebody who can be reached on paper alone. */
      paper: z.optional(z.literal(true)),
    }),
  ),
  reopened: z.int(),
  /** How often she added something or changed it. */
  added: z.optional(z.int()),
  /** When it was put before the council, by whom, and the process that follows it; none in rows of before 0.4. */
  council: z.optional(z.object({ on: instantSchema, by: z.string(), response: z.optional(z.string()) })),
  /** What its answer said will be done: the process that follows it. */
  promise: z.optional(z.string()),
  /** By when, as the answer said; a new day stands with that process. */
  promisedBy: z.optional(daySchema),
  /** When it was answered first: for the figures, a reopened issue counts from its reopening. */
  clockFrom: instantSchema,
  erased: z.optional(z.boolean()),
  /** Whoever has its paper wants it erased: the clock does so at once. */
  erasing: z.optional(z.literal(true)),
  /** What was last said has not reached the one who raised it: since when, and why (`notice.ts`). */
  unheard: z.optional(
    z.object({ since: instantSchema, why: z.enum(["stopped", "blocked", "failed", "paper"]) }),
  ),
  /**
   * It was written down for somebody without the chat. `desk`: for one person, or a group, by a colleague; `group`: by a
   * youth worker, who was let in under this number. `paper`: which paper with a code it is, as a lost one gets a new code.
   */
  via: z.optional(
    z.object({
      is: z.enum(["desk", "group"]),
      size: z.optional(z.int()),
      worker: z.optional(z.string()),
      paper: z.int(),
    }),
  ),
  /** She said that it is clear to her why it is not taken up. */
  clear: z.optional(z.literal(true)),
  /** When it reached her after all: her silence counts from then. */
  heard: z.optional(instantSchema),
  /** The desk has paused the resident who raised it. Someone other than the official who paused her answers her objection. */
  pause: z.optional(
    z.object({
      until: instantSchema,
      by: z.string(),
      objection: z.optional(
        z.object({
          on: instantSchema,
          dueAt: instantSchema,
          n: z.int(),
          told: z.boolean(),
          answered: z.boolean(),
        }),
      ),
    }),
  ),
});
export type Issue = z.infer<typeof issueSchema>;

/** States in which somebody still has to do something. */
export const openStates: readonly At[] = [
  "submitted",
  "triaged",
  "info_requested",
  "parked",
  "in_progress",
  "planned",
  "forwarded",
  "reopened",
];
export function isOpen(at: At): boolean {
  return openStates.includes(at);
}

/** The conversation in which an issue is raised. */
export const draftSchema = z.object({
  /** What she typed, piece by piece, with the message it came in: an edit changes that piece. */
  pieces: z.array(z.object({ text: z.string(), message: z.optional(z.number()) })),
  media: z.array(mediaSchema),
  place: z.optional(placeSchema),
  /** The message in which the place was typed: an edit changes the place. */
  placeMessage: z.optional(z.number()),
  noPlace: z.optional(z.boolean()),
  /** A photo that speaks for itself. */
  noWords: z.optional(z.boolean()),
  noPhotos: z.optional(z.boolean()),
  category: z.optional(z.string()),
  neighbourhood: z.optional(z.string()),
  /** A youth worker tells it for a group: how many they are, and in which language they want their paper. */
  group: z.optional(z.object({ size: z.optional(z.int()), language: z.optional(z.string()) })),
  /** Which page of categories is shown. */
  page: z.optional(z.int()),
  /** She came from the preview to change one part, and goes back there. */
  changing: z.optional(z.boolean()),
});
export type Draft = z.infer<typeof draftSchema>;

export function draftWords(draft: Draft): string {
  return draft.pieces.map((piece) => piece.text).join("\n");
}

/** The envelope of an issue, and of nothing else. */
export type OfIssue = Of<typeof NAME>;

/** An issue taken from its envelope. What is in the table was written by this code, so a misfit is a mistake. */
export function readIssue(contribution: OfIssue): Issue {
  return issueSchema.parse(contribution.state);
}
