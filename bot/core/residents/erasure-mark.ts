import * as z from "zod/mini";
import { type Instant, instantSchema } from "../calendar/time.ts";
import { type Lane, paceSchema } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Context } from "../turn.ts";
import { stillSpent, type Waits, waitText } from "./rate-limit.ts";

/**
 * What is kept for a while after somebody erases herself: that she is paused, or how much she has sent, and only when
 * either matters. It is stored under the key of her former lane, sealed, holds no words, and disappears when the pause
 * or the window ends. Without it, anybody who is paused or has used up her allowance could start afresh with /wis.
 */
export const markSchema = z.object({
  row: z.literal("mark"),
  /** Key of her former lane. */
  key: z.string(),
  /** Until when a desk takes nothing new from her, and because of which report, so that she can still object. */
  paused: z.optional(z.object({ until: instantSchema, desk: z.string(), ref: z.string() })),
  /** What she has spent in windows that are still open. */
  pace: z.optional(z.pick(paceSchema, { burst: true, day: true, sent: true, media: true, quiet: true })),
  expires: instantSchema,
});
export type Mark = z.infer<typeof markSchema>;

/** @returns what is kept if she is erased now; undefined when nothing is */
export function markOf(lane: Lane, context: Pick<Context, "now" | "town">): Mark | undefined {
  const { now } = context;
  const { paused } = lane;
  const runs = paused && paused.until > now ? paused : undefined;
  const spent = stillSpent(lane, context);
  if (!runs && !spent) return undefined;
  const ends = [...(runs ? [runs.until] : []), ...(spent ? [spent.until] : [])];
  return {
    row: "mark",
    key: lane.key,
    ...(runs && { paused: { until: runs.until, desk: runs.desk, ref: runs.ref } }),
    ...(spent && { pace: spent.pace }),
    expires: ends.reduce((last, one) => (one > last ? one : last)),
  };
}

/** Gives a new lane what was kept from before. Whatever has ended since no longer counts. */
export function withMark(lane: Lane, { paused, pace }: Mark, now: Instant): Lane {
  return {
    ...lane,
    ...(paused && paused.until > now && { paused: { ...paused, erased: true } }),
    ...(pace && { pace }),
  };
}

/** What she is told about it, both when she asks to be erased and when it is done. */
export function markTold(mark: Mark | undefined, { now }: Pick<Context, "now">): Message[] {
  if (!mark) return [];
  if (mark.paused) return [say("common:wis.markPause", { day: { moment: mark.paused.until } })];
  const wait: Waits = { until: mark.expires, now };
  return [say("common:wis.markPace", { wait: waitText(wait) })];
}
