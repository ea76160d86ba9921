import * as z from "zod/mini";
import { instantSchema } from "../calendar/time.ts";
import { localizedSchema } from "../model/message.ts";
import { placeSchema } from "../model/place.ts";
import { mediaSchema } from "../model/screen.ts";
import { stageSchema } from "./stage.ts";

/** What residents bring in, and what rows add: a row of its own, so that a process stays small. */

export const itemSchema = z.object({
  process: z.string(),
  /** The list it was added to, or the part of the table it was brought in under. */
  list: z.string(),
  /** Its number in that list, from 1. */
  n: z.int(),
  /** waits: nobody has looked at it yet. shown: in its list. The others are over. */
  at: z.enum(["waits", "shown", "refused", "withdrawn", "merged"]),
  /** What it says, in the languages it is known in; empty for a recording that nobody wrote down. */
  words: localizedSchema,
  media: z.array(mediaSchema),
  /** The language that somebody spoke or wrote it in. */
  language: z.optional(z.string()),
  place: z.optional(placeSchema),
  /** 1 (worst) to 5. */
  score: z.optional(z.int()),
  /** What was filled in for it, by row. */
  filled: stageSchema.shape.filled,
  /** Days that rows wait for, of its own. */
  days: stageSchema.shape.days,
  since: instantSchema,
  /** A group brought it in: how many they were. */
  group: z.optional(z.int()),
  /** The item that it is a reason for or against. */
  about: z.optional(z.string()),
  /** Whoever brought it in is asked whether it may become part of another. */
  merge: z.optional(z.object({ into: z.string(), by: z.string(), on: instantSchema })),
  /** The items that were merged into it, and into those. */
  holds: z.optional(z.array(z.string())),
  /** How many supports of those together are the second of one person; absent until the clock has counted. */
  shared: z.optional(z.int()),
  /** The item it was merged into. */
  into: z.optional(z.string()),
  /** Others read other words than were brought in, because those were about a person. */
  masked: z.optional(z.literal(true)),
  /** Whoever brought it in does not agree that it is not shown, or masked: somebody answers. `late`: she heard that. */
  objection: z.optional(z.object({ on: instantSchema, late: z.optional(z.literal(true)) })),
  /** She objected to what was decided last, and once is enough. */
  objected: z.optional(z.literal(true)),
  /** Nobody looked at it by the day that was promised: whoever brought it in has heard that. */
  late: z.optional(z.literal(true)),
  /** Quoted without a name: a fingerprint of what was said, by which the answers know whoever said it. */
  quoted: z.optional(z.string()),
  erased: z.optional(z.literal(true)),
});
export type ItemState = z.infer<typeof itemSchema>;

/** What somebody of the municipality decides about what was brought in; what grants an objection stands first. */
export const moderationActs = ["show", "keep", "refuse", "hide", "mask"] as const;
export type ModerationAct = (typeof moderationActs)[number];

/** Under this name stands in `filled` when it was decided, by whom and why: a row of a table may have the other name. */
export function decidedAt(act: ModerationAct): string {
  return `item.${act}`;
}

/** Under this name stands in `filled` what an item was made with, beside what rows filled in for it. */
export const MADE = "made";

/** An item that comes into being at a row. */
export type NewItem = Pick<ItemState, "list" | "words" | "quoted"> & {
  readonly values?: Readonly<Record<string, unknown>>;
};

/** What was decided about words that were quoted without a name; or that the answer to an objection is late. */
export type QuoteTold = ModerationAct | "late";
