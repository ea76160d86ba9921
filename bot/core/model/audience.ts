import * as z from "zod";
import { type Purpose, purposes } from "./lane.ts";

/**
 * Who can be sent news, by neighbourhood: an index beside the lanes, so that a broadcast need not look at
 * everybody. It follows the lane in the same commit, and is written only when something in it changes.
 */
export const listenerSchema = z.object({
  row: z.literal("listener"),
  purpose: z.enum(purposes),
  /** Key from the configuration, "elsewhere", or "unknown" for who did not say. */
  neighbourhood: z.string(),
  /** She allows it and cannot be reached now, because she blocked the chat: apart, and only to be counted. */
  out: z.literal(true).optional(),
  resident: z.string(),
  /** As the lane. */
  expires: z.string().optional(),
});

export type Listener = z.infer<typeof listenerSchema>;

/** Somebody who takes part in a process, by process. Follows the lane as a listener does; nobody is asked for a permission. */
export const participantSchema = z.object({
  row: z.literal("participant"),
  process: z.string(),
  resident: z.string(),
  /** For counting who takes part: only of who allows it. */
  age: z.string().optional(),
  neighbourhood: z.string().optional(),
  /** As the lane. */
  expires: z.string().optional(),
});

export type Participant = z.infer<typeof participantSchema>;

/** For which permissions an index is kept. The others are asked for at the moment itself. */
export const kept = ["neighbourhood_news", "ask_opinion"] as const satisfies readonly Purpose[];

export type Kept = (typeof kept)[number];

/** One part of the index: who allows this and lives here; those whom nothing reaches are a part of their own. */
export type AudiencePart = Pick<Listener, "purpose" | "neighbourhood" | "out">;
