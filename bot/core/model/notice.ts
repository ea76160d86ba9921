import * as z from "zod";
import { messageSchema } from "./message.ts";
import { screenSchema } from "./screen.ts";

/** What can be told, each to one recipient. */
const singleSchema = z.discriminatedUnion("kind", [
  /** A personal message to a resident: at least once. `question`: she can answer it by replying. */
  z.object({
    kind: z.literal("resident"),
    resident: z.string(),
    screen: screenSchema,
    question: z.string().optional(),
    /** Contribution whose pending question is settled by this. */
    settles: z.string().optional(),
    /** She is paused by a desk, for this report; without a day the pause ends. */
    pauses: z.object({ ref: z.string(), desk: z.string(), until: z.string().optional() }).optional(),
    /** A reply that could not be given at once: it comes at any hour, and also after /stop. */
    isReply: z.boolean().optional(),
    /** So many messages of it have arrived: it goes on behind them. */
    from: z.number().int().optional(),
    /** Contributions of hers whose desk has to know when this does not reach her, and when it does after all. */
    counts: z.array(z.string()).optional(),
  }),
  /**
   * Whether something that a desk said reached whom it was for. The clock notes it with the contribution: whoever
   * delivers cannot change one.
   */
  z.object({
    kind: z.literal("arrival"),
    contribution: z.string(),
    /** `stopped`: she wants no messages. `blocked`: she does not let the bot in. `failed`: it was set aside for a fault. */
    is: z.enum(["stopped", "blocked", "failed", "arrived"]),
    /** When what was said was decided. */
    of: z.string(),
  }),
  /** The card of this contribution must be as the contribution is now, and its thread complete. */
  z.object({
    kind: z.literal("card"),
    contribution: z.string(),
    /** Nobody may find out who brought it in: it waits for the next morning, and goes with all others of the day. */
    unlinked: z.literal(true).optional(),
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
    contribution: z.string().optional(),
  }),
  /** The card of this broadcast must be as the broadcast is now. */
  z.object({ kind: z.literal("broadcast"), broadcast: z.string() }),
  /** The document of this process as it is now goes into the thread of its card. */
  z.object({ kind: z.literal("document"), contribution: z.string() }),
  /** The same for a resident who asked for it, in her language. */
  z.object({ kind: z.literal("copy"), contribution: z.string(), resident: z.string() }),
  /** Colleagues in this channel see how the process is now: a card of its own, each time. */
  z.object({ kind: z.literal("call"), contribution: z.string(), channel: z.string() }),
  /**
   * Whoever had herself erased leaves what was kept beside what was hers: messages that wait, lists of broadcasts, and
   * updates that could not be handled. `lane`: the key of what was her lane. `older`: what it was under keys of before, as
   * updates that failed then may still lie there.
   */
  z.object({
    kind: z.literal("forget"),
    resident: z.string(),
    lane: z.string(),
    older: z.array(z.string()).optional(),
  }),
  /** Cards of whatever is open at this desk must stand in its channel: it has another one now. */
  z.object({ kind: z.literal("desk"), desk: z.string() }),
  /** Remove what was published of an erased contribution: thread messages, files, media. */
  z.object({ kind: z.literal("unpublish"), contribution: z.string() }),
]);
export type SingleNotice = z.infer<typeof singleSchema>;
export type Arrival = Extract<SingleNotice, { kind: "arrival" }>;

/** Why something was set aside: she wants no messages, and gets it when she wants them again. */
export const STOPPED = "stopped";

/**
 * Something to be delivered to somebody else than the person who acted. Written in the same commit as
 * what caused it, so nothing decided is lost and nothing undecided is sent.
 */
export const noticeSchema = z.object({
  row: z.literal("notice"),
  /** Sorts in the order of causing. */
  id: z.string(),
  /** Everything with the same group is delivered one after the other. */
  group: z.string(),
  created: z.string(),
  /** Not before this moment (quiet hours); the clock hands it over then. */
  wakeAt: z.string().optional(),
  what: z.discriminatedUnion("kind", [
    ...singleSchema.options,
    /**
     * Notices for many, in one: a commit holds a hundred items, and a hundred people can have told the same. Whoever
     * delivers it writes them down one by one.
     */
    z.object({
      kind: z.literal("several"),
      notices: z.array(
        z.object({ id: z.string(), group: z.string(), wakeAt: z.string().optional(), what: singleSchema }),
      ),
    }),
  ]),
  /** Of one that may be taken away only once: it became others in the same commit. */
  version: z.number().int().optional(),
  /** It was set aside before: when it arrives now, it does so after all. */
  missed: z.boolean().optional(),
  /** Set when it could not be delivered: why, and when. */
  parked: z.object({ reason: z.string(), at: z.string() }).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** A card in the workspace, and what of a resident's words is in its thread. */
const placeSchema = z.object({
  desk: z.string(),
  /** Slack's id of the channel. */
  channel: z.string(),
  /** Slack's id of the card's message. */
  ts: z.string(),
  /** Files in the workspace, by key in the media bucket. */
  files: z.record(z.string(), z.string()),
  /** Thread messages that hold a resident's words. */
  threads: z.array(z.string()),
});
export type CardPlace = z.infer<typeof placeSchema>;

/** Where a contribution's card stands in the workspace, and what of it is already in its thread. */
export const postedSchema = placeSchema.extend({
  row: z.literal("posted"),
  contribution: z.string(),
  /**
   * The channel as the desk has it: in the municipality's file that is a name, which says nothing about Slack's id. Absent
   * of cards from before this was kept.
   */
  room: z.string().optional(),
  /** History entries up to this one are in the thread. */
  entries: z.number().int(),
  /** MIME types of the files, as their bytes say. */
  types: z.record(z.string(), z.string()).optional(),
  /** Where it stood before and could not be taken away yet: tried again each time the card is shown. */
  behind: z.array(placeSchema).optional(),
});
export type Posted = z.infer<typeof postedSchema>;
