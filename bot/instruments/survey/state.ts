import * as z from "zod/mini";
import { daySchema, instantSchema } from "../../core/calendar/time.ts";
import { localizedSchema } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { definitionSchema } from "./questions/definition.ts";

/**
 * The state of a survey, lifecycle (c): what is asked, of whom, what was heard, and what is done with it. Besides going
 * from `draft` to `acted_on` it can be `discarded` before anybody has answered, and an open one can be stopped: it then
 * takes no more answers, and is `stopping` until those in transit have been counted.
 */

export const states = [
  "draft",
  "review",
  "scheduled",
  "open",
  "stopping",
  "closed",
  "results_published",
  "acted_on",
  "discarded",
] as const;
export type At = (typeof states)[number];

const numbers = z.record(z.string(), z.number());
/** Words by question, the most frequent first. */
const words = z.record(z.string(), z.array(z.tuple([z.string(), z.number()])));

const resultSchema = z.object({
  on: instantSchema,
  /** How often each answer was given, by question, recounted from the answers. */
  results: z.record(z.string(), numbers),
  /** Whether the running results agreed with this recount. */
  same: z.boolean(),
  words,
});
export type Result = z.infer<typeof resultSchema>;

const actSchema = z.object({
  what: localizedSchema,
  /** Slack member id of the official in charge. */
  owner: z.string(),
  /** The last day. */
  due: daySchema,
});
export type Act = z.infer<typeof actSchema>;

export const surveySchema = z.object({
  at: z.enum(states),
  since: instantSchema,
  /** Name of the template it started from; "own" when the organiser wrote the questions. */
  template: z.string(),
  definition: definitionSchema,
  /** Incremented when the questions change. */
  edition: z.int(),
  /** First and last day on which it can be answered; if it was stopped, the last is the day that happened. */
  opensOn: daySchema,
  closesOn: daySchema,
  /** Part of the link for people who do not use the bot yet. */
  code: z.string(),
  /** The member who last changed the questions. */
  changedBy: z.optional(z.string()),
  /** The members who changed anything since the last approval, and the one who proposed it: someone else reviews it. */
  authors: z.optional(z.array(z.string())),
  /** Whether it is unchanged since a colleague approved it. */
  approved: z.optional(z.boolean()),
  /** Revised questions for an open survey: they take effect once a colleague has reviewed them. */
  mended: z.optional(z.object({ definition: definitionSchema, by: z.string(), on: instantSchema })),
  /** Part of the link for people who enter what a group says. */
  groupCode: z.optional(z.string()),
  /** The colleague who reviewed it, and what she said if she sent it back. */
  review: z.optional(z.object({ by: z.string(), on: instantSchema, words: z.optional(z.string()) })),
  /** The audience: empty means everybody who consented to being asked. */
  ages: z.optional(z.array(z.string())),
  neighbourhoods: z.optional(z.array(z.string())),
  languages: z.optional(z.array(z.string())),
  campaign: z.optional(z.string()),
  earlier: z.optional(z.enum(["never", "before"])),
  /** The most answers taken from one group, by cell. */
  quotas: z.optional(z.record(z.string(), z.int())),
  /** Ids of the last invitation and of the reminder. */
  invitation: z.optional(z.string()),
  reminder: z.optional(z.string()),
  /** The audience of the last invitation; missing in older surveys. */
  invited: z.optional(
    z.object({
      ages: z.array(z.string()),
      neighbourhoods: z.array(z.string()),
      languages: z.array(z.string()),
    }),
  ),
  /** Set when it was stopped before its last day: when, by whom and why. */
  stopped: z.optional(z.object({ on: instantSchema, by: z.string(), why: localizedSchema })),
  result: z.optional(resultSchema),
  /** Open answers the organiser chose to publish. */
  quotes: z.optional(z.array(z.object({ question: z.string(), text: z.string() }))),
  papers: z.optional(z.int()),
  /** The Slack channels where colleagues are asked the same questions. */
  staff: z.optional(z.object({ channels: z.array(z.string()) })),
  /** What is done with the results, or why nothing is. */
  acts: z.optional(z.array(actSchema)),
  because: z.optional(localizedSchema),
  /** Results of an earlier round of the same questions, without the breakdown by group. */
  baseline: z.optional(
    z.object({
      process: z.string(),
      closedOn: daySchema,
      results: z.record(z.string(), numbers),
      words: z.optional(words),
    }),
  ),
  /** The organiser was told that the day promised for the results had passed. */
  nudged: z.optional(z.boolean()),
  /** Everybody was told that what is done with it comes later than promised. */
  late: z.optional(z.boolean()),
  /** The clerk was told that the results are overdue. */
  flagged: z.optional(z.boolean()),
  /** Id of the final message, which everybody must have received before the survey ends. */
  closing: z.optional(z.string()),
});
export type Survey = z.infer<typeof surveySchema>;

/**
 * Reads the state of a survey. What is in the table was written by this code, so a mismatch is a bug. @throws ZodError
 */
export function readSurvey(process: Process): Survey {
  return surveySchema.parse(process.state);
}
