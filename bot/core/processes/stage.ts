import * as z from "zod/mini";
import { daySchema, type Instant, instantSchema } from "../calendar/time.ts";
import { residentIdSchema } from "../model/ids.ts";
import { localizedSchema } from "../model/message.ts";

/** What the kernel keeps of every process, beside what is its own. It stays small: see `itemsOf` for the rest. */

/**
 * What was filled in at a row. The history refers to it and holds no values. Whoever is erased: her values and her `by`
 * are emptied.
 */
const keptSchema = z.object({
  /** A member of the workspace, or the random id of a resident; absent for the clock, and after erasure. */
  by: z.optional(z.string()),
  on: instantSchema,
  /** By field, as the row asks. */
  values: z.optional(z.record(z.string(), z.unknown())),
});
export type Kept = z.infer<typeof keptSchema>;

/** A row that waits for those who have to agree. */
const askedSchema = z.extend(keptSchema, {
  step: z.string(),
  /** The item it is about. */
  item: z.optional(z.string()),
  /** Those who said yes or no; for somebody of the municipality, as what. */
  yes: z.array(z.object({ by: z.string(), as: z.string() })),
  no: z.array(z.object({ by: z.string(), as: z.string(), why: z.optional(localizedSchema) })),
  /** They were reminded. */
  reminded: z.optional(z.literal(true)),
});
export type Asked = z.infer<typeof askedSchema>;

const countedSchema = z.object({
  on: instantSchema,
  voters: z.int(),
  points: z.record(z.string(), z.number()),
  /** The running count agreed. */
  same: z.boolean(),
});
export type Counted = z.infer<typeof countedSchema>;

export const stageSchema = z.object({
  at: z.string(),
  /** When each state last began. */
  began: z.record(z.string(), instantSchema),
  /** The states it came through. One that it comes back to cuts off what followed. */
  way: z.array(z.string()),
  /** When each row was last taken. */
  taken: z.record(z.string(), instantSchema),
  /** When people were last reminded of a row that they owe. */
  watched: z.record(z.string(), instantSchema),
  /** What was filled in last at each row; what belongs to an item is kept with the item. */
  filled: z.record(z.string(), keptSchema),
  /** Days that rows wait for, by the name of their field, and when each was fixed. */
  days: z.record(z.string(), z.object({ day: daySchema, on: instantSchema })),
  /** Rows that wait for those who have to agree. */
  asked: z.optional(z.array(askedSchema)),
  /** New days, by row. */
  postponed: z.optional(z.record(z.string(), z.object({ day: daySchema, on: instantSchema }))),
  /** When the answer was given that the card promised. */
  answered: z.optional(instantSchema),
  /** The last message to everybody: it is over when they have heard. */
  closing: z.optional(z.object({ broadcast: z.string(), step: z.string(), to: z.string() })),
  forced: z.optional(z.object({ by: z.string(), reason: z.record(z.string(), z.string()) })),
  /**
   * Its children by kind: how many there are in each state, every state that one has been in, their numbers, and of those
   * that hold something of residents, or in which they can do something now.
   */
  children: z.optional(
    z.record(
      z.string(),
      z.object({
        now: z.record(z.string(), z.number()),
        been: z.array(z.string()),
        ids: z.optional(z.array(z.string())),
        residents: z.optional(z.array(z.string())),
        offered: z.optional(z.array(z.string())),
      }),
    ),
  ),
  /**
   * Promises of rows that were taken, still to be begun: in which items they stand ("" for the process itself), how many
   * of the first one's were begun, and how many there are left.
   */
  pledged: z.optional(
    z.array(
      z.object({
        row: z.string(),
        items: z.array(z.string()),
        done: z.int(),
        count: z.int(),
        /** The member of the workspace who took the row. */
        by: z.optional(z.string()),
        about: z.optional(z.string()),
      }),
    ),
  ),
  /** The processes it stands under, the nearest first. */
  under: z.optional(z.array(z.string())),
  /** The number of what a resident raised that it is about, also of what stands under it. */
  raised: z.optional(z.string()),
  /** What it was begun for: an item of its parent. */
  about: z.optional(z.string()),
  counted: z.optional(z.record(z.string(), countedSchema)),
  /** How many votes were counted; absent where each was counted at a row of its own. */
  votes: z.optional(z.int()),
  /** The core group, and the part of the link by which one joins it. */
  group: z.optional(
    z.object({
      code: z.string(),
      members: z.array(z.object({ resident: residentIdSchema, on: instantSchema })),
    }),
  ),
  /** Part of the link for youth workers; those who were approved by name. */
  facilitated: z.optional(
    z.object({
      code: z.string(),
      workers: z.array(
        z.object({
          resident: residentIdSchema,
          name: z.string(),
          approved: z.optional(z.string()),
          /** The numbers of what she brought in for groups. */
          brought: z.optional(z.array(z.string())),
        }),
      ),
      /** What groups voted: how many they were, and how many chose each option. */
      votes: z.optional(
        z.array(
          z.object({
            size: z.int(),
            points: z.record(z.string(), z.int()),
            on: instantSchema,
            /** In which vote: how many were counted before it. */
            vote: z.optional(z.int()),
            /** The youth worker who entered it, as long as that may be known. */
            by: z.optional(residentIdSchema),
            /** Entered by somebody who had the link, when nobody was approved by name yet. */
            byLink: z.optional(z.literal(true)),
          }),
        ),
      ),
    }),
  ),
  /** How many residents took a row that each can take one time; the lane of each says that she did (`each-once.ts`). */
  times: z.optional(z.record(z.string(), z.int())),
  /** Others who did, by their ids: members of the workspace, and residents before their lanes said so. */
  each: z.optional(z.record(z.string(), z.array(z.string()))),
  /** How many items were added to each list: the next one's number. */
  items: z.optional(z.record(z.string(), z.int())),
  /** Who it was given to by name: a member of the workspace or a resident. */
  owner: z.optional(z.string()),
  /** Members of the workspace who changed it since a colleague approved it last, where one has to. */
  authors: z.optional(z.array(z.string())),
  /** When somebody last did something. */
  active: instantSchema,
  /** Long after its end: nothing that leads to a person is left. */
  forgotten: z.optional(z.literal(true)),
});
export type Stage = z.infer<typeof stageSchema>;
export type Pledged = NonNullable<Stage["pledged"]>[number];

/** A process that begins in this state. */
export function newStage(at: string, now: Instant): Stage {
  return { at, began: { [at]: now }, way: [], taken: {}, watched: {}, filled: {}, days: {}, active: now };
}

/** In another state: the way there is remembered, so that it can be gone back. */
export function movedTo(stage: Stage, to: string, now: Instant): Stage {
  if (to === stage.at) return stage;
  const { at, way, began } = stage;
  const before = way.lastIndexOf(to);
  return {
    ...stage,
    at: to,
    began: { ...began, [to]: now },
    way: before >= 0 ? way.slice(0, before) : [...way, at],
    asked: undefined,
  };
}
