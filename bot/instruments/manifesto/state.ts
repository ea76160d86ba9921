import * as z from "zod/mini";
import { daySchema, type Instant, instantSchema } from "../../core/calendar/time.ts";
import type { Contribution } from "../../core/model/contribution.ts";
import { residentIdSchema } from "../../core/model/ids.ts";
import { localizedSchema } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { mediaSchema } from "../../core/model/screen.ts";
import type { ItemState } from "../../core/processes/item.ts";
import { itemOf } from "../../core/processes/items.ts";
import { type Asked, stageSchema } from "../../core/processes/stage.ts";
import { endOf } from "../../core/processes/terms.ts";
import { earlierPromiseSchema, upToDate } from "./earlier-rows.ts";
import { earlierTopic } from "./earlier-topics.ts";

/** A Youth Manifesto, lifecycle (b): young people's topics, their vote, the council's answer and the promises. */

export const countings = ["votes", "ranking"] as const;

/** How the core group wants it: agreed among themselves before anybody else is asked. */
const agreementSchema = z.object({
  /** Youngest and oldest age, in years. */
  ages: z.object({ from: z.int(), to: z.int() }),
  counting: z.enum(countings),
  /** Votes per voter; in a ranking, how many items she puts in order. */
  votes: z.int(),
  /** The last day on which topics can be brought in. */
  collectUntil: daySchema,
  /** With two, the items with fewer votes drop out after the first. */
  rounds: z.union([z.literal(1), z.literal(2)]),
  /** Days that each round of the vote is open. */
  votingDays: z.int(),
  /** The number of items that go into the manifesto. */
  adopt: z.int(),
});
export type Agreement = z.infer<typeof agreementSchema>;

/** A promise of the council, as it stands now: it is a process of its own, under the manifesto. */
const promisedSchema = z.object({
  what: localizedSchema,
  due: daySchema,
  at: z.string(),
  /** What was done, or why not. */
  words: z.optional(localizedSchema),
  /** It was kept after its day. */
  late: z.optional(z.literal(true)),
});

const pointSchema = z.object({
  /** What should be done, by whom. */
  action: z.string(),
  addressee: z.string(),
});

const answerSchema = z.object({
  outcome: z.string(),
  reason: localizedSchema,
  /** When it was sent. */
  on: instantSchema,
});

/** Something that can be voted on: one topic, or several that say the same. */
const itemSchema = z.object({
  n: z.int(),
  words: z.string(),
  /** Numbers of its topics, the oldest first. */
  topics: z.array(z.string()),
  /** It dropped out after the first round. */
  dropped: z.optional(z.boolean()),
  /** When the oldest of them was brought in: with equal points the older goes first. */
  since: instantSchema,
  /** Present once it is in the manifesto: the core group's text, and what came of it (`council.ts`). */
  point: z.optional(pointSchema),
  answer: z.optional(answerSchema),
  promises: z.optional(z.array(promisedSchema)),
  /** A promise of before promises were processes of their own: it becomes one (`earlier-council.ts`). */
  commitment: z.optional(earlierPromiseSchema),
});
export type Item = z.infer<typeof itemSchema>;

const resultSchema = z.object({
  on: instantSchema,
  voters: z.int(),
  /** Points by number of the item, recounted from the ballots. */
  points: z.record(z.string(), z.number()),
  /** The running count agreed. */
  same: z.boolean(),
  /** Numbers of the items that made it into the manifesto, the most points first. */
  adopted: z.array(z.int()),
  /** Young people in groups, and what they chose: counted beside the ballots, never as ballots. */
  grouped: z.int(),
  groupPoints: z.record(z.string(), z.number()),
  /** Everybody who took part until then, in any way. */
  makeup: z.object({
    total: z.int(),
    ages: z.record(z.string(), z.int()),
    neighbourhoods: z.record(z.string(), z.int()),
  }),
});
export type Result = z.infer<typeof resultSchema>;

const ownSchema = z.extend(stageSchema, {
  /** Youngest and oldest age, in years. */
  from: z.int(),
  to: z.int(),
  /** How many the core group has to be, and may be. */
  least: z.int(),
  most: z.int(),
  /** Whose words are in which history entry, so that she can have them erased. */
  reasons: z.optional(z.array(z.object({ resident: residentIdSchema, entry: z.int() }))),
  agreement: z.optional(agreementSchema),
  /** What can be voted on, and what came of it. */
  themes: z.optional(z.array(itemSchema)),
  /** Topics are closed by then, after the last day for them. */
  stopBy: z.optional(daySchema),
  /** The last day on which ballots can be changed. */
  voteUntil: z.optional(daySchema),
  /** The second round is open, or was the last. */
  round: z.optional(z.literal(2)),
  /** How the first of two rounds ended; `adopted` are those that went on. */
  firstRound: z.optional(resultSchema),
  result: z.optional(resultSchema),
  /** The number of the process in which the council answers. */
  council: z.optional(z.string()),
  /** How many times the document was made. */
  papers: z.optional(z.int()),
  /** Authors of topics still have to be told its state: those up to this topic of the list have been. */
  telling: z.optional(z.int()),
});
export type Manifesto = z.infer<typeof ownSchema>;

/** Rows that were stored before manifestos ran on the kernel are brought up to date as they are read. */
export const manifestoSchema: z.ZodMiniType<Manifesto> = z.pipe(z.transform(upToDate), ownSchema);

/** The table contains what this code wrote, so a mismatch is a bug. @throws ZodError */
export function readManifesto(process: Process): Manifesto {
  return manifestoSchema.parse(process.state);
}

/** What the core group agrees to, as its form was filled in. */
export function agreementIn(values: Readonly<Record<string, unknown>>): Agreement {
  const { from, to, rounds, ...rest } = values;
  return agreementSchema.parse({ ...rest, ages: { from, to }, rounds: Number(rounds) });
}

/** Who is in the core group. */
export function coreOf({ group }: Pick<Manifesto, "group">) {
  return group?.members ?? [];
}

/** Votes count until this moment. */
export function voteEnds({ voteUntil }: Pick<Manifesto, "voteUntil">): Instant | undefined {
  return voteUntil && endOf(voteUntil);
}

/** What the core group is asked now: one thing at a time. Before, the clerk was asked here whether it was handed over. */
export function motionOf({ asked = [] }: Pick<Manifesto, "asked">): Asked | undefined {
  return asked.find(({ step }) => step !== "handOver");
}

const handoverSchema = z.object({ day: daySchema, to: z.string() });

/** To whom it was handed over, as its form was filled in. */
export function handoverIn(values: unknown) {
  return handoverSchema.parse(values);
}

/** To whom it was handed over, and who says so. */
export function handoverOf({ filled: { handOver, handOverAgain: kept = handOver } }: Manifesto) {
  return kept && { ...handoverIn(kept.values), by: kept.by };
}

/** The states in which the council has it, or what it promised is followed. */
const atCouncil = ["handed_over", "on_agenda", "responded", "monitoring"];

/** Its council, or a promise, stands in its own state: of before they were processes of their own. */
export function isEarlier({ at, council, answered, asked = [], themes = [] }: Manifesto): boolean {
  if (at === "ratified") return asked.length > 0;
  const unasked = council === undefined && answered === undefined;
  return atCouncil.includes(at) && (unasked || themes.some(({ commitment }) => commitment !== undefined));
}

/** What the council is asked, in the words that the core group adopted, the most points first. */
export function pointsAsked(items: readonly Item[], language: string) {
  return items.map(({ point, words }) => ({ point: { [language]: point?.action ?? words } }));
}

/** Nothing can be done any more: everybody is being told how it ended, or has been. */
export function isEnding({ at, closing }: Pick<Manifesto, "at" | "closing">): boolean {
  return closing !== undefined || at === "closed" || at === "forced";
}

/** Replaces words that nobody reads any more: an item that was voted on keeps its place and its points. */
export const ERASED = "…";

/** For a topic, or against it: every topic has a place for both. */
export const sides = ["for", "against"] as const;
export type Side = (typeof sides)[number];

/** A topic, or a reason for or against one. @throws ZodError */
export function readTopic(contribution: Contribution): ItemState {
  return itemOf({ earlierItem: earlierTopic }, contribution).state;
}

/** Her own words, unchanged; of a recording, what a colleague heard in it; "" until then. */
export function topicWords({ words }: ItemState): string {
  return Object.values(words)[0] ?? "";
}

/** The conversation in which a topic is told. */
export const draftSchema = z.object({
  process: z.string(),
  /** A group tells it; 0 as long as its size is unknown. */
  group: z.optional(z.int()),
  about: z.optional(z.object({ topic: z.string(), side: z.enum(sides) })),
  pieces: z.array(z.object({ text: z.string(), message: z.optional(z.number()) })),
  media: z.array(mediaSchema),
});
export type Draft = z.infer<typeof draftSchema>;

export function draftWords({ pieces }: Draft): string {
  return pieces.map((piece) => piece.text).join("\n");
}
