import * as z from "zod";
import { instantSchema } from "../calendar/time.ts";
import { residentIdSchema } from "./ids.ts";
import { messageSchema } from "./message.ts";
import { mediaSchema, pressSchema } from "./screen.ts";

/**
 * A resident as the product knows her: a random id, a language, and what she is in the middle of. The lane is the only
 * item that leads to her chat, and it holds that address sealed.
 */

/** The stages of coming in. Only a `member` can contribute. */
const stages = ["language", "privacy", "neighbourhood", "permissions", "member"] as const;

/** The optional permissions. Each is a separate choice, off by default. */
export const purposes = ["neighbourhood_news", "ask_opinion", "count_group"] as const;
export type Purpose = (typeof purposes)[number];

/** A permission that was once asked for and never used: no longer asked, but readable where somebody chose. */
const purposesOfBefore = ["publish_story"] as const;

/** One choice somebody made; the newest for a purpose counts, the older ones stay as proof. */
const permissionSchema = z.object({
  purpose: z.enum([...purposes, ...purposesOfBefore]),
  granted: z.boolean(),
  /** Version of the text that was shown. */
  text: z.string(),
  language: z.string(),
  at: instantSchema,
});

/** A conversation in progress, as explicit data: it survives deploys and weeks of silence. */
export const dialogueSchema = z.object({
  instrument: z.string(),
  /** Version of the instrument's dialogue that wrote `answers`. */
  version: z.number().int(),
  step: z.string(),
  /** Parsed by the instrument. */
  answers: z.unknown(),
  /** Short id carried by the dialogue's buttons, so that a button of an earlier dialogue is recognised. */
  token: z.string(),
  /** When the person last did something in it. */
  touched: instantSchema,
  reminded: z.boolean().optional(),
  /** Each answer is kept as it is given: silence or leaving loses nothing, and it needs no reminder of its own. */
  keepsEachAnswer: z.boolean().optional(),
  /** Set aside after a long silence: she is first asked whether to continue or start afresh. */
  parked: z.boolean().optional(),
  /** Misunderstood answers in a row at this step. */
  misses: z.number().int().optional(),
});
export type Dialogue = z.infer<typeof dialogueSchema>;

/** Something a resident wrote that could belong to more than one thing; held until she says which. */
export const heldSchema = z.object({
  text: z.string().optional(),
  media: z.array(mediaSchema).optional(),
  message: z.number().optional(),
  /** She was asked once more where it belongs. */
  reminded: z.boolean().optional(),
  since: instantSchema.optional(),
  /** The contribution we had asked her about, when her words were no clear answer to that. */
  about: z.string().optional(),
});
export type Held = z.infer<typeof heldSchema>;

/** The amount spent since a moment: the start of its window. */
const spentSchema = z.object({ from: instantSchema, n: z.number().int() });

/** How much somebody has done lately, in a few numbers, however much it was (`core/residents/rate-limit.ts`). */
export const paceSchema = z.object({
  burst: spentSchema.optional(),
  day: spentSchema.optional(),
  sent: spentSchema.optional(),
  media: spentSchema.optional(),
  /** Nothing she sends is taken until then. */
  quiet: instantSchema.optional(),
  /** The last two different texts, as fingerprints, and how many times in a row one of the two was repeated. */
  same: z.object({ of: z.array(z.string()), n: z.number().int() }).optional(),
  /** How many times she told of danger. */
  alarm: spentSchema.optional(),
  /** The album that was counted last: its other photos are the same act. */
  album: z.string().optional(),
});
export type Pace = z.infer<typeof paceSchema>;

export const laneSchema = z.object({
  row: z.literal("lane"),
  /** HMAC of channel and chat id; found without knowing who it is. */
  key: z.string(),
  version: z.number().int(),
  /** Random id that contributions are kept under. */
  resident: residentIdSchema,
  /** The chat's address, encrypted; only the channel's adapter opens it. */
  address: z.string(),
  language: z.string(),
  stage: z.enum(stages),
  campaign: z.string().optional(),
  /** Key from the configuration, or "elsewhere". */
  neighbourhood: z.string().optional(),
  permissions: z.array(permissionSchema),
  /** When the privacy notice was accepted, and which text. */
  accepted: z.object({ text: z.string(), language: z.string(), at: instantSchema }).optional(),
  /** After /stop only replies to her own acts are sent. */
  stopped: z.boolean(),
  /** False once the channel reported that she blocked the bot. */
  reachable: z.boolean(),
  /** She unblocked the bot and has not been told yet that there may be news. */
  missed: z.boolean().optional(),
  dialogue: dialogueSchema.optional(),
  /** The dialogue button she pressed last: an immediate second tap is not a new act. */
  pressed: z.object({ press: pressSchema, at: instantSchema }).optional(),
  held: heldSchema.optional(),
  /**
   * The message she wrote before coming in: only its id, not a word of it. Afterwards the bot points back at it, so
   * that she need not type it again.
   */
  earlier: z.number().optional(),
  /** She came for something else, and is asked about that message when she is done with it. */
  earlierWaits: z.literal(true).optional(),
  /** Her age as a band, asked once when something is meant for an age. */
  age: z.string().optional(),
  /** She was asked how old she is and would rather not say. */
  ageAsked: z.literal(true).optional(),
  /**
   * Ids of the processes she takes part in: for telling her what comes of them, and for removing her from their lists.
   */
  takesPart: z.array(z.string()).optional(),
  /** Ids of the surveys she has finished: nobody reminds her of those. */
  finished: z.array(z.string()).optional(),
  /** Ids of processes about which she may be messaged, because she offered to help. */
  helps: z.array(z.string()).optional(),
  /** Ids of processes in which she enters what a group of young people says. */
  facilitates: z.array(z.string()).optional(),
  /** Numbers of contributions with an open question to her, oldest first. */
  questions: z.array(z.string()),
  /** The last question, as long as she has done nothing since: what she writes now answers it. */
  asked: z
    .object({
      /** The contribution it was about; absent for a reply to her own act. */
      ref: z.string().optional(),
      at: instantSchema,
      /** Its buttons: typing the words of one presses it. */
      choices: z.array(z.object({ label: messageSchema, press: pressSchema })).optional(),
    })
    .optional(),
  /** When she sent her last words, and what they went into: anything she sends right after them belongs there too. */
  piece: z
    .object({ sent: instantSchema, ref: z.string().optional(), instrument: z.string().optional() })
    .optional(),
  /** She chose to go on after words of danger, and was asked to send them again. */
  calm: instantSchema.optional(),
  /** Messages sent to her and what they are about, newest last, so that a reply reaches the right place. */
  about: z.array(z.object({ message: z.number(), ref: z.string() })),
  /** Her own messages that went into a contribution, newest last, so that an edit reaches the right place. */
  wrote: z.array(z.object({ message: z.number(), ref: z.string() })),
  /** The album whose photos last went into a contribution, or to a place its instrument knows: later photos follow. */
  album: z.object({ id: z.string(), ref: z.string(), instrument: z.string().optional() }).optional(),
  /** The last handled inputs, so that a repeated one changes nothing. Replies are not kept: one can hold a vote. */
  handled: z.array(
    z.object({
      id: z.string(),
      /** It had no reply, so nothing is missing when it comes again. */
      silent: z.literal(true).optional(),
      repeats: z.number().int(),
      /** The process that last repeated it, which recognises its own successful write by this. */
      by: z.string().optional(),
    }),
  ),
  pace: paceSchema.optional(),
  /** A desk takes nothing new from her until then; `told`: the day on which she was last told. */
  paused: z
    .object({
      until: instantSchema,
      desk: z.string(),
      ref: z.string(),
      told: z.string().optional(),
      /** It began before she erased herself: nobody can tell her that it ends, so it is looked up. */
      erased: z.literal(true).optional(),
    })
    .optional(),
  created: instantSchema,
  seen: instantSchema,
  /** When the clock should look at this lane (a reminder about an unfinished dialogue). */
  wakeAt: instantSchema.optional(),
  /** When the lane deletes itself, for people who never finished coming in. */
  expires: instantSchema.optional(),
});
export type Lane = z.infer<typeof laneSchema>;

/** The lane of somebody who has only just written: nothing is known of her but where she is reached. */
export function newLane(known: Pick<Lane, "key" | "resident" | "address" | "language" | "created">): Lane {
  return {
    row: "lane",
    version: 0,
    ...known,
    stage: "language",
    permissions: [],
    stopped: false,
    reachable: true,
    questions: [],
    about: [],
    wrote: [],
    handled: [],
    seen: known.created,
  };
}

/** Adds a process she takes part in: from now on she is told what comes of it. */
export function takingPart(lane: Lane, process: string): Lane {
  const { takesPart = [] } = lane;
  return takesPart.includes(process) ? lane : { ...lane, takesPart: [...takesPart, process] };
}

/** Whether the resident currently allows `purpose`. */
export function allows(lane: Pick<Lane, "permissions">, purpose: Purpose): boolean {
  return lane.permissions.findLast((one) => one.purpose === purpose)?.granted ?? false;
}

/** A limit that can be reached: a budget, or the guard against machines that answer each other. */
export type Limit = Budget | "loop";

export type Budget = "burst" | "day" | "sent" | "media";
