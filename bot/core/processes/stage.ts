import * as z from "zod";
import { daySchema, type Instant, instantSchema } from "../calendar/time.ts";
import { residentIdSchema } from "../model/ids.ts";

/** What the kernel keeps of every process, beside what is its own. It stays small: see `itemsOf` for the rest. */

/**
 * What was filled in at a row. The history refers to it and holds no values. Whoever is erased: her values and her `by`
 * are emptied.
 */
const keptSchema = z.object({
  /** A member of the workspace, or the random id of a resident; absent for the clock, and after erasure. */
  by: z.string().optional(),
  on: instantSchema,
  /** By field, as the row asks. */
  values: z.record(z.string(), z.unknown()).optional(),
});
export type Kept = z.infer<typeof keptSchema>;

/** A row that waits for those who have to agree. */
const askedSchema = keptSchema.extend({
  step: z.string(),
  /** The item it is about. */
  item: z.string().optional(),
  /** Those who said yes or no; for somebody of the municipality, as what. */
  yes: z.array(z.object({ by: z.string(), as: z.string() })),
  no: z.array(z.object({ by: z.string(), as: z.string() })),
  /** They were reminded. */
  reminded: z.literal(true).optional(),
});
export type Asked = z.infer<typeof askedSchema>;

const countedSchema = z.object({
  on: instantSchema,
  voters: z.number().int(),
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
  asked: z.array(askedSchema).optional(),
  /** New days, by row. */
  postponed: z.record(z.string(), z.object({ day: daySchema, on: instantSchema })).optional(),
  /** When the answer was given that the card promised. */
  answered: instantSchema.optional(),
  /** The last message to everybody: it is over when they have heard. */
  closing: z.object({ broadcast: z.string(), step: z.string(), to: z.string() }).optional(),
  forced: z.object({ by: z.string(), reason: z.record(z.string(), z.string()) }).optional(),
  /** Its children by kind: how many there are in each state, and every state that one has been in. */
  children: z
    .record(z.string(), z.object({ now: z.record(z.string(), z.number()), been: z.array(z.string()) }))
    .optional(),
  /** The processes it stands under, the nearest first. */
  under: z.array(z.string()).optional(),
  /** What it was begun for: an item of its parent. */
  about: z.string().optional(),
  counted: z.record(z.string(), countedSchema).optional(),
  /** The core group, and the part of the link by which one joins it. */
  group: z
    .object({
      code: z.string(),
      members: z.array(z.object({ resident: residentIdSchema, on: instantSchema })),
    })
    .optional(),
  /** Part of the link for youth workers; those who were approved by name. */
  facilitated: z
    .object({
      code: z.string(),
      workers: z.array(
        z.object({ resident: residentIdSchema, name: z.string(), approved: z.string().optional() }),
      ),
    })
    .optional(),
  /** How many items were added to each list: the next one's number. */
  items: z.record(z.string(), z.number().int()).optional(),
  /** Who it was given to by name: a member of the workspace or a resident. */
  owner: z.string().optional(),
  /** When somebody last did something. */
  active: instantSchema,
  /** Long after its end: nothing that leads to a person is left. */
  forgotten: z.literal(true).optional(),
});
export type Stage = z.infer<typeof stageSchema>;

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
