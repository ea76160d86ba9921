import * as z from "zod/mini";
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
  version: z.int(),
  step: z.string(),
  /** Parsed by the instrument. */
  answers: z.unknown(),
  /** Short id carried by the dialogue's buttons, so that a button of an earlier dialogue is recognised. */
  token: z.string(),
  /** When the person last did something in it. */
  touched: instantSchema,
  reminded: z.optional(z.boolean()),
  /** Each answer is kept as it is given: silence or leaving loses nothing, and it needs no reminder of its own. */
  keepsEachAnswer: z.optional(z.boolean()),
  /** Where she is in it lies in a row of its own; `answers` says where she was when this was last written. */
  keepsPlace: z.optional(z.literal(true)),
  /** She enters what a group says, where she was admitted for that: it is counted apart from what she says herself. */
  forGroup: z.optional(z.literal(true)),
  /** Set aside after a long silence: she is first asked whether to continue or start afresh. */
  parked: z.optional(z.boolean()),
  /** Misunderstood answers in a row at this step. */
  misses: z.optional(z.int()),
});
export type Dialogue = z.infer<typeof dialogueSchema>;

/** Something a resident wrote that could belong to more than one thing; held until she says which. */
export const heldSchema = z.object({
  text: z.optional(z.string()),
  media: z.optional(z.array(mediaSchema)),
  message: z.optional(z.number()),
  /** She was asked once more where it belongs. */
  reminded: z.optional(z.boolean()),
  since: z.optional(instantSchema),
  /** The contribution we had asked her about, when her words were no clear answer to that. */
  about: z.optional(z.string()),
});
export type Held = z.infer<typeof heldSchema>;

/** The amount spent since a moment: the start of its window. */
const spentSchema = z.object({ from: instantSchema, n: z.int() });

/** How much somebody has done lately, in a few numbers, however much it was (`core/residents/rate-limit.ts`). */
export const paceSchema = z.object({
  burst: z.optional(spentSchema),
  day: z.optional(spentSchema),
  sent: z.optional(spentSchema),
  group: z.optional(spentSchema),
  media: z.optional(spentSchema),
  /** Nothing she sends is taken until then. */
  quiet: z.optional(instantSchema),
  /** The last two different texts, as fingerprints, and how many times in a row one of the two was repeated. */
  same: z.optional(z.object({ of: z.array(z.string()), n: z.int() })),
  /** How many times she told of danger. */
  alarm: z.optional(spentSchema),
  /** The album that was counted last: its other photos are the same act. */
  album: z.optional(z.string()),
});
export type Pace = z.infer<typeof paceSchema>;

export const laneSchema = z.object({
  row: z.literal("lane"),
  /** HMAC of channel and chat id; found without knowing who it is. */
  key: z.string(),
  version: z.int(),
  /** Random id that contributions are kept under. */
  resident: residentIdSchema,
  /** The chat's address, encrypted; only the channel's adapter opens it. */
  address: z.string(),
  language: z.string(),
  stage: z.enum(stages),
  campaign: z.optional(z.string()),
  /** Key from the configuration, or "elsewhere". */
  neighbourhood: z.optional(z.string()),
  permissions: z.array(permissionSchema),
  /** When the privacy notice was accepted, and which text. */
  accepted: z.optional(z.object({ text: z.string(), language: z.string(), at: instantSchema })),
  /** After /stop only replies to her own acts are sent. */
  stopped: z.boolean(),
  /** False once the channel reported that she blocked the bot. */
  reachable: z.boolean(),
  /** She unblocked the bot and has not been told yet that there may be news. */
  missed: z.optional(z.boolean()),
  dialogue: z.optional(dialogueSchema),
  /** The dialogue button she pressed last: an immediate second tap is not a new act. */
  pressed: z.optional(z.object({ press: pressSchema, at: instantSchema })),
  held: z.optional(heldSchema),
  /**
   * The message she wrote before coming in: only its id, not a word of it. Afterwards the bot points back at it, so
   * that she need not type it again.
   */
  earlier: z.optional(z.number()),
  /** She came for something else, and is asked about that message when she is done with it. */
  earlierWaits: z.optional(z.literal(true)),
  /** Her age as a band, asked once when something is meant for an age. */
  age: z.optional(z.string()),
  /** She was asked how old she is and would rather not say. */
  ageAsked: z.optional(z.literal(true)),
  /**
   * Ids of the processes she takes part in: for telling her what comes of them, and for removing her from their lists.
   */
  takesPart: z.optional(z.array(z.string())),
  /** Ids of the surveys and votes she has finished: nobody reminds her of those. */
  finished: z.optional(z.array(z.string())),
  /** Rows that each person can take one time, and she took: “P1234567/join”. */
  took: z.optional(z.array(z.string())),
  /** Ids of processes about which she may be messaged, because she offered to help. */
  helps: z.optional(z.array(z.string())),
  /** Ids of processes in which she enters what a group of young people says. */
  facilitates: z.optional(z.array(z.string())),
  /** Number of her admission as a youth worker who reports for groups. */
  worker: z.optional(z.string()),
  /** Numbers of contributions with an open question to her, oldest first. */
  questions: z.array(z.string()),
  /** The last question, as long as she has done nothing since: what she writes now answers it. */
  asked: z.optional(
    z.object({
      /** The contribution it was about; absent for a reply to her own act. */
      ref: z.optional(z.string()),
      at: instantSchema,
      /** Its buttons: typing the words of one presses it. */
      choices: z.optional(z.array(z.object({ label: messageSchema, press: pressSchema }))),
    }),
  ),
  /** When she sent her last words, and what they went into: anything she sends right after them belongs there too. */
  piece: z.optional(
    z.object({ sent: instantSchema, ref: z.optional(z.string()), instrument: z.optional(z.string()) }),
  ),
  /** She chose to go on after words of danger, and was asked to send them again. */
  calm: z.optional(instantSchema),
  /** Messages sent to her and what they are about, newest last, so that a reply reaches the right place. */
  about: z.array(z.object({ message: z.number(), ref: z.string() })),
  /** Her own messages that went into a contribution, newest last, so that an edit reaches the right place. */
  wrote: z.array(z.object({ message: z.number(), ref: z.string() })),
  /** The album whose photos last went into a contribution, or to a place its instrument knows: later photos follow. */
  album: z.optional(z.object({ id: z.string(), ref: z.string(), instrument: z.optional(z.string()) })),
  /** The last handled inputs, so that a repeated one changes nothing. Replies are not kept: one can hold a vote. */
  handled: z.array(
    z.object({
      id: z.string(),
      /** It had no reply, so nothing is missing when it comes again. */
      silent: z.optional(z.literal(true)),
      repeats: z.int(),
      /** The process that last repeated it, which recognises its own successful write by this. */
      by: z.optional(z.string()),
    }),
  ),
  pace: z.optional(paceSchema),
  /** A desk takes nothing new from her until then; `told`: the day on which she was last told. */
  paused: z.optional(
    z.object({
      until: instantSchema,
      desk: z.string(),
      ref: z.string(),
      told: z.optional(z.string()),
      /** It began before she erased herself: nobody can tell her that it ends, so it is looked up. */
      erased: z.optional(z.literal(true)),
    }),
  ),
  created: instantSchema,
  seen: instantSchema,
  /** When the clock should look at this lane (a reminder about an unfinished dialogue). */
  wakeAt: z.optional(instantSchema),
  /** The moment it has in the clock's index: never later than `wakeAt`, and left there when nothing is to wake it. */
  indexed: z.optional(instantSchema),
  /** When the lane deletes itself, for people who never finished coming in. */
  expires: z.optional(instantSchema),
  /** Until when the pointer to it is kept: at least as long. */
  pointed: z.optional(instantSchema),
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

/** Her own messages that a lane links to what they went into, at most: so that a corrected one reaches it (our limit). */
const MOST_REMEMBERED = 30;

/** With the messages that went into a contribution. */
export function wroteInto(lane: Lane, ref: string, messages: readonly (number | undefined)[]): Lane {
  const isKnown = (message: number) => lane.wrote.some((one) => one.message === message && one.ref === ref);
  const more = [...new Set(messages)].flatMap((message) =>
    message === undefined || isKnown(message) ? [] : [{ message, ref }],
  );
  return { ...lane, wrote: [...lane.wrote, ...more].slice(-MOST_REMEMBERED) };
}

/** Whether the resident currently allows `purpose`. */
export function allows(lane: Pick<Lane, "permissions">, purpose: Purpose): boolean {
  return lane.permissions.findLast((one) => one.purpose === purpose)?.granted ?? false;
}

/** A limit that can be reached: a budget, or the guard against machines that answer each other. */
export type Limit = Budget | "loop";

export type Budget = "burst" | "day" | "sent" | "group" | "media";
