import * as z from "zod/mini";
import { instantSchema } from "../calendar/time.ts";
import { residentIdSchema } from "./ids.ts";
import { type Purpose, purposes } from "./lane.ts";

/**
 * Residents who can be sent news, by neighbourhood: an index beside the lanes, so that a broadcast need not read
 * everybody. It follows the lane in the same commit, and is written only when something in it changes.
 */
export const listenerSchema = z.object({
  row: z.literal("listener"),
  purpose: z.enum(purposes),
  /** Key from the configuration, "elsewhere", or "unknown" for a resident who did not say. */
  neighbourhood: z.string(),
  /** She allows it but has blocked the chat: listed separately, only to be counted. */
  out: z.optional(z.literal(true)),
  resident: residentIdSchema,
  /** As in the lane. */
  expires: z.optional(instantSchema),
});

export type Listener = z.infer<typeof listenerSchema>;

/** Somebody who takes part in a process, by process. Follows the lane as a listener does; needs no permission. */
export const participantSchema = z.object({
  row: z.literal("participant"),
  process: z.string(),
  resident: residentIdSchema,
  /** For counting who takes part: present only if she allows it. */
  age: z.optional(z.string()),
  neighbourhood: z.optional(z.string()),
  /** As in the lane. */
  expires: z.optional(instantSchema),
});

export type Participant = z.infer<typeof participantSchema>;

/** The permissions that an index is kept for. The others are looked up when needed. */
export const kept = ["neighbourhood_news", "ask_opinion"] as const satisfies readonly Purpose[];

export type Kept = (typeof kept)[number];

/**
 * One part of the index: residents who allow this and live here; those who cannot be reached form a part of their own.
 */
export type AudiencePart = Pick<Listener, "purpose" | "neighbourhood" | "out">;
