import * as z from "zod/mini";
import { instantSchema } from "../calendar/time.ts";
import { residentId, residentIdSchema } from "../model/ids.ts";

/** Marks the place in a chunk of somebody who erased herself: all others keep their places. */
export const NOBODY = residentId("-");

/** The residents of one part of a broadcast, in sending order. Only erasure changes it. */
export const chunkSchema = z.object({
  row: z.literal("chunk"),
  broadcast: z.string(),
  n: z.int(),
  created: instantSchema,
  residents: z.array(residentIdSchema),
  /** Kept until then, if that is longer than usual: nobody is invited twice while it is open. */
  keptUntil: z.optional(instantSchema),
});

export type Chunk = z.infer<typeof chunkSchema>;

/**
 * The progress of a chunk. Places are claimed before sending: anybody in `open` when the process dies may or may not
 * have got it, and does not get it again. reached + unreachable + skipped + uncertain + open + again = cursor, always.
 */
export const progressSchema = z.object({
  row: z.literal("progress"),
  broadcast: z.string(),
  n: z.int(),
  version: z.int(),
  created: instantSchema,
  /** Every place in the chunk before this one has been claimed. */
  cursor: z.int(),
  /** Places that were claimed and certainly got nothing: they come first in the next window. */
  again: z.array(z.int()),
  /** Places that got only the first messages of a long text, and how many of them: they resume from there. */
  partly: z.optional(z.record(z.string(), z.int())),
  /** Claimed, with an outcome not yet known. */
  open: z.int(),
  reached: z.int(),
  unreachable: z.int(),
  skipped: z.int(),
  uncertain: z.int(),
  /**
   * How many times it was started; counted before anything is done, so that a run that killed the process counts too.
   */
  tries: z.optional(z.int()),
  /** Everybody in the chunk has had a turn. */
  done: z.boolean(),
});

export type Progress = z.infer<typeof progressSchema>;

export type Result = Pick<Progress, "reached" | "unreachable" | "skipped" | "uncertain">;

export function startProgress(chunk: Chunk): Progress {
  const { broadcast, n, created } = chunk;
  const nobody = { reached: 0, unreachable: 0, skipped: 0, uncertain: 0 };
  return {
    row: "progress",
    broadcast,
    n,
    version: 0,
    created,
    cursor: 0,
    again: [],
    open: 0,
    ...nobody,
    done: false,
  };
}

/** The result of all chunks together. Anybody claimed but not settled counts as uncertain. */
export function resultOf(progress: readonly Progress[]): Result {
  const sum = (pick: (one: Progress) => number) => progress.reduce((total, one) => total + pick(one), 0);
  return {
    reached: sum((one) => one.reached),
    unreachable: sum((one) => one.unreachable),
    skipped: sum((one) => one.skipped),
    uncertain: sum((one) => one.uncertain + one.open),
  };
}
