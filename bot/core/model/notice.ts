import * as z from "zod/mini";
import { instantSchema } from "../calendar/time.ts";
import { residentIdSchema } from "./ids.ts";
import { messageSchema } from "./message.ts";
import { screenSchema } from "./screen.ts";

/** A notice to one recipient. */
const singleSchema = z.discriminatedUnion("kind", [
  /** A personal message to a resident: at least once. `question`: she can answer it by replying. */
  z.object({
    kind: z.literal("resident"),
    resident: residentIdSchema,
    screen: screenSchema,
    question: z.optional(z.string()),
    /** Contribution whose pending question is settled by this. */
    settles: z.optional(z.string()),
    /** She is paused by a desk, because of this report; without a day the pause ends. */
    pauses: z.optional(z.object({ ref: z.string(), desk: z.string(), until: z.optional(instantSchema) })),
    /** A reply that could not be given at once: it is sent at any hour, and even after /stop. */
    isReply: z.optional(z.boolean()),
    /** The number of its messages that have already arrived: sending resumes after them. */
    from: z.optional(z.int()),
    /** Contributions of hers whose desk must be told if this does not reach her, and if it does after all. */
    counts: z.optional(z.array(z.string())),
  }),
  /**
   * Whether something a desk said reached its recipient. The clock records it on the contribution, because delivery
   * cannot change one.
   */
  z.object({
    kind: z.literal("arrival"),
    contribution: z.string(),
    /**
     * `stopped`: she wants no messages. `blocked`: she blocked the bot. `failed`: it was set aside because of an error.
     */
    is: z.enum(["stopped", "blocked", "failed", "arrived"]),
    /** When the message was decided. */
    of: instantSchema,
  }),
  /** The card of this contribution must show its current state, and its thread must be complete. */
  z.object({
    kind: z.literal("card"),
    contribution: z.string(),
    /** Nobody may find out who brought it in: it waits for the next morning, and goes with all others of the day. */
    unlinked: z.optional(z.literal(true)),
    /** The last entry of its history when this was caused: whoever shows the card reads it along. */
    entry: z.optional(z.int()),
  }),
  /** A remark in the thread of a contribution's card, addressed to members of the workspace. */
  z.object({
    kind: z.literal("nudge"),
    contribution: z.string(),
    to: z.array(z.string()),
    message: messageSchema,
  }),
  /** A direct message to a member of the workspace. */
  z.object({
    kind: z.literal("member"),
    member: z.string(),
    message: messageSchema,
    contribution: z.optional(z.string()),
  }),
  /** The card of this broadcast must show its current state. */
  z.object({ kind: z.literal("broadcast"), broadcast: z.string() }),
  /** The current document of this process goes into the thread of its card. */
  z.object({ kind: z.literal("document"), contribution: z.string() }),
  /** The same for a resident who asked for it, in her language. */
  z.object({ kind: z.literal("copy"), contribution: z.string(), resident: residentIdSchema }),
  /**
   * A contribution on paper. A receipt has its code on it, so it goes to a colleague in private, or to whoever brought it
   * in for others; an answer, without one, into the thread.
   */
  z.object({
    kind: z.literal("paper"),
    contribution: z.string(),
    is: z.enum(["receipt", "answer"]),
    member: z.optional(z.string()),
    resident: z.optional(residentIdSchema),
  }),
  /** Shows colleagues in this channel the current state of the process: a new card each time. */
  z.object({ kind: z.literal("call"), contribution: z.string(), channel: z.string() }),
  /**
   * Deletes what an erased resident leaves besides her own rows: waiting messages, lists of broadcasts, and updates
   * that could not be handled. `lane`: the key of her former lane. `older`: its names under earlier keys, as updates
   * that failed then may still be stored under those.
   */
  z.object({
    kind: z.literal("forget"),
    resident: residentIdSchema,
    lane: z.string(),
    older: z.optional(z.array(z.string())),
  }),
  /** Cards of everything open at this desk must move to its new channel. */
  z.object({ kind: z.literal("desk"), desk: z.string() }),
  /** Remove what was published of an erased contribution: thread messages, files, media. */
  z.object({ kind: z.literal("unpublish"), contribution: z.string() }),
]);
export type SingleNotice = z.infer<typeof singleSchema>;
export type PaperKind = Extract<SingleNotice, { kind: "paper" }>["is"];
export type Arrival = Extract<SingleNotice, { kind: "arrival" }>;

/** Why something was set aside: she wants no messages, and gets it when she wants them again. */
export const STOPPED = "stopped";

/**
 * Something to deliver to somebody other than the person who acted. Written in the same commit as its cause, so that
 * nothing decided is lost and nothing undecided is sent.
 */
export const noticeSchema = z.object({
  row: z.literal("notice"),
  /** Sorts in the order of cause. */
  id: z.string(),
  /** Notices with the same group are delivered one after the other. */
  group: z.string(),
  created: instantSchema,
  /** Not before this moment (quiet hours); the clock hands it over then. */
  wakeAt: z.optional(instantSchema),
  what: z.discriminatedUnion("kind", [
    singleSchema,
    /**
     * Notices for many people, in one: a commit holds a hundred items, and a hundred people can have reported the same
     * thing. Delivery writes them out one by one.
     */
    z.object({
      kind: z.literal("several"),
      notices: z.array(
        z.object({
          id: z.string(),
          group: z.string(),
          wakeAt: z.optional(instantSchema),
          what: singleSchema,
        }),
      ),
    }),
  ]),
  /** For one that must be removed exactly once: it was replaced by others in the same commit. */
  version: z.optional(z.int()),
  /** It was set aside before: if it arrives now, it does so after all. */
  missed: z.optional(z.boolean()),
  /** Set when it could not be delivered: why, and when. */
  parked: z.optional(z.object({ reason: z.string(), at: instantSchema })),
});
export type Notice = z.infer<typeof noticeSchema>;

/** A card in the workspace, and which of a resident's words are in its thread. */
const placeSchema = z.object({
  desk: z.string(),
  /** Slack's id of the channel. */
  channel: z.string(),
  /** Slack's id of the card's message. */
  ts: z.string(),
  /** Files in the workspace, by key in the media bucket. */
  files: z.record(z.string(), z.string()),
  /** Thread messages that contain a resident's words. */
  threads: z.array(z.string()),
});
export type CardPlace = z.infer<typeof placeSchema>;

/** Where a contribution's card is in the workspace, and what is already in its thread. */
export const postedSchema = z.extend(placeSchema, {
  row: z.literal("posted"),
  contribution: z.string(),
  /**
   * The channel as the desk has it: in the municipality's configuration that is a name, which does not give Slack's id.
   * Absent from cards that predate this field.
   */
  room: z.optional(z.string()),
  /** History entries up to this one are in the thread. */
  entries: z.int(),
  /** MIME types of the files, detected from their bytes. */
  types: z.optional(z.record(z.string(), z.string())),
  /** Earlier places from which it could not be removed yet: retried each time the card is shown. */
  behind: z.optional(z.array(placeSchema)),
});
export type Posted = z.infer<typeof postedSchema>;
