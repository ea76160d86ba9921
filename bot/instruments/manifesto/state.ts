import * as z from "zod/mini";
import { daySchema, instantSchema } from "../../core/calendar/time.ts";
import { ages } from "../../core/model/age.ts";
import type { Contribution } from "../../core/model/contribution.ts";
import { residentIdSchema } from "../../core/model/ids.ts";
import type { Process } from "../../core/model/process.ts";
import { mediaSchema } from "../../core/model/screen.ts";

/** A Youth Manifesto, lifecycle (b): young people's topics, their vote, the council's answer and the promises. */

export const states = [
  "forming",
  "collecting",
  "clustering",
  "prioritising",
  "editing",
  "ratified",
  "handed_over",
  "on_agenda",
  "responded",
  "monitoring",
  "closed",
] as const;
export type At = (typeof states)[number];

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

/** Something that the core group decides by majority. */
const motionSchema = z.object({
  /** Numbers the motions, so that a button of an earlier one is recognised. */
  n: z.int(),
  /** The form; closing topics early; which items are voted on; the text of the manifesto; closing it. */
  what: z.enum(["agreement", "stop", "items", "text", "close"]),
  agreement: z.optional(agreementSchema),
  by: z.string(),
  on: instantSchema,
  /** Random resident ids. */
  agreed: z.array(z.string()),
  against: z.array(z.string()),
});
export type Motion = z.infer<typeof motionSchema>;

/** The possible answers of the council to an item. */
export const outcomes = ["accepted", "partly", "declined", "passed_on"] as const;

/** A dated promise: promised → in progress → kept, or late and then kept, or broken with a reason, or disputed. */
const promiseStates = ["promised", "in_progress", "late", "kept", "broken", "disputed"] as const;

const commitmentSchema = z.object({
  what: z.string(),
  /** Slack member id of the official in charge. */
  owner: z.string(),
  /** The last day. */
  due: daySchema,
  at: z.enum(promiseStates),
  since: instantSchema,
  /** What was done, or why not. */
  words: z.optional(z.string()),
  /** The day passed before it was kept. */
  late: z.optional(z.boolean()),
  disputes: z.int(),
});
export type Commitment = z.infer<typeof commitmentSchema>;

const pointSchema = z.object({
  /** What should be done, by whom. */
  action: z.string(),
  addressee: z.string(),
});

const answerSchema = z.object({
  outcome: z.enum(outcomes),
  reason: z.string(),
  on: instantSchema,
  by: z.string(),
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
  /** Present once it is in the manifesto: the core group's text, the council's answer, and its promise. */
  point: z.optional(pointSchema),
  answer: z.optional(answerSchema),
  commitment: z.optional(commitmentSchema),
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

const groupSchema = z.object({
  size: z.int(),
  /** How many of them chose an item, by its number. */
  points: z.record(z.string(), z.int()),
  on: instantSchema,
  /** The round in which it was entered; the first if absent. */
  round: z.optional(z.literal(2)),
});
export type Group = z.infer<typeof groupSchema>;

const memberSchema = z.object({ resident: residentIdSchema, age: z.enum(ages) });

export const manifestoSchema = z.object({
  at: z.enum(states),
  since: instantSchema,
  /** Youngest and oldest age, in years. */
  from: z.int(),
  to: z.int(),
  least: z.int(),
  most: z.int(),
  /** Part of the invitation link; anybody who has it may join the core group. */
  invitation: z.string(),
  /** Part of the link for youth workers, who enter what a group says. */
  groupInvitation: z.string(),
  /** Whose words are in which history entry, so that she can have them erased. */
  reasons: z.optional(z.array(z.object({ resident: residentIdSchema, entry: z.int() }))),
  /** What groups voted, entered by a youth worker. No names, only how many they were. */
  groups: z.optional(z.array(groupSchema)),
  core: z.array(memberSchema),
  motions: z.int(),
  motion: z.optional(motionSchema),
  agreement: z.optional(agreementSchema),
  items: z.optional(z.array(itemSchema)),
  /** Ballots can be changed until this moment. */
  voteUntil: z.optional(instantSchema),
  /** Everybody was told that the vote closes soon. */
  reminded: z.optional(z.boolean()),
  /** The second round is open, or was the last. */
  round: z.optional(z.literal(2)),
  /** How the first of two rounds ended; `adopted` are those that went on. */
  firstRound: z.optional(resultSchema),
  result: z.optional(resultSchema),
  /** How many times the document was made. */
  papers: z.optional(z.int()),
  handover: z.optional(z.object({ day: daySchema, to: z.string(), by: z.string() })),
  agenda: z.optional(z.object({ day: daySchema, link: z.string() })),
  /** A clerk closed it although not everything was done. */
  forced: z.optional(z.object({ by: z.string(), reason: z.string() })),
  /** It was decided that it ends: id of the message that everybody must have had before it does. */
  closing: z.optional(z.string()),
  /** Authors of topics still have to be told its state: those up to this topic of the list have been. */
  telling: z.optional(z.int()),
  /** Long after its end: who was in the core group is no longer known. */
  forgotten: z.optional(z.boolean()),
  /** The organiser was told that collecting is over. */
  told: z.optional(z.boolean()),
});
export type Manifesto = z.infer<typeof manifestoSchema>;

/** The table contains what this code wrote, so a mismatch is a bug. @throws ZodError */
export function readManifesto(process: Process): Manifesto {
  return manifestoSchema.parse(process.state);
}

export const refusals = ["off_topic", "person", "house_rules", "double", "other"] as const;

/** For a topic, or against it: every topic has a place for both. */
export const sides = ["for", "against"] as const;
export type Side = (typeof sides)[number];

/** A topic: what one young person wants in the manifesto. */
export const topicSchema = z.object({
  process: z.string(),
  /** It is not a topic of its own but a reason for or against one. */
  about: z.optional(z.object({ topic: z.string(), side: z.enum(sides) })),
  status: z.discriminatedUnion("at", [
    /** Waits for a colleague to review it before others see it. */
    z.object({ at: z.literal("proposed") }),
    z.object({ at: z.literal("shown"), on: instantSchema }),
    z.object({ at: z.literal("refused"), reason: z.enum(refusals), text: z.string(), on: instantSchema }),
    z.object({ at: z.literal("withdrawn"), on: instantSchema }),
  ]),
  /** Her own words, unchanged; for a recording, what a colleague heard in it. */
  words: z.string(),
  /** A colleague wrote down what was said in the recording. */
  writtenDown: z.optional(z.boolean()),
  media: z.array(mediaSchema),
  language: z.string(),
  /** A group brought it in: how many they were. */
  group: z.optional(z.int()),
  /** Only in older topics: it is no longer stored with them. */
  age: z.optional(z.enum(ages)),
  erased: z.optional(z.boolean()),
  /** The desk was reminded that it is waiting. */
  nudged: z.optional(z.boolean()),
});
export type Topic = z.infer<typeof topicSchema>;

/** @throws ZodError */
export function readTopic(contribution: Contribution): Topic {
  return topicSchema.parse(contribution.state);
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
