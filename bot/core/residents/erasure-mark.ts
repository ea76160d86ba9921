import * as z from "zod";
import { type Lane, paceSchema } from "../model/lane.ts";
import { type Message, say } from "../model/message.ts";
import type { Context } from "../turn.ts";
import { stillSpent, type Waits, waitText } from "./rate-limit.ts";

/**
 * What stays for a while of somebody who had herself erased: that a pause of hers runs, or how much she sent, and only
 * when there is something to it. It lies under the name of her lane, sealed, holds no words, and goes when the pause or
 * the window ends. Without it whoever is paused, or has used up what one person can send, would begin anew with /wis.
 */
export const markSchema = z.object({
  row: z.literal("mark"),
  /** Key of what was her lane. */
  key: z.string(),
  /** Until when a desk takes nothing new of hers, and by which report: so that she can still object. */
  paused: z.object({ until: z.string(), desk: z.string(), ref: z.string() }).optional(),
  /** What was spent in windows that are open. */
  pace: paceSchema.pick({ burst: true, day: true, sent: true, media: true, quiet: true }).optional(),
  expires: z.string(),
});
export type Mark = z.infer<typeof markSchema>;

/** @returns what stays when she is erased now; undefined when nothing does */
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

/** Somebody new, with what stayed of before. What has ended meanwhile counts no more. */
export function withMark(lane: Lane, { paused, pace }: Mark, now: string): Lane {
  return {
    ...lane,
    ...(paused && paused.until > now && { paused: { ...paused, erased: true } }),
    ...(pace && { pace }),
  };
}

/** What she reads about it, when she asks to be erased and when she is. */
export function markTold(mark: Mark | undefined, { now }: Pick<Context, "now">): Message[] {
  if (!mark) return [];
  if (mark.paused) return [say("common:wis.markPause", { day: { moment: mark.paused.until } })];
  const wait: Waits = { until: mark.expires, now };
  return [say("common:wis.markPace", { wait: waitText(wait) })];
}
