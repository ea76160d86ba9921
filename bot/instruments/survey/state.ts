import * as z from "zod";
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
  edition: z.number().int(),
  /** First and last day on which it can be answered; if it was stopped, the last is the day that happened. */
  opensOn: daySchema,
  closesOn: daySchema,
  /** Part of the link for people who do not use the bot yet. */
  code: z.string(),
  /** The member who last changed the questions. */
  changedBy: z.string().optional(),
  /** The members who changed anything since the last approval, and the one who proposed it: someone else reviews it. */
  authors: z.array(z.string()).optional(),
  /** Whether it is unchanged since a colleague approved it. */
  approved: z.boolean().optional(),
  /** Revised questions for an open survey: they take effect once a colleague has reviewed them. */
  mended: z.object({ definition: definitionSchema, by: z.string(), on: instantSchema }).optional(),
  /** Part of the link for people who enter what a group says. */
  groupCode: z.string().optional(),
  /** The colleague who reviewed it, and what she said if she sent it back. */
  review: z.object({ by: z.string(), on: instantSchema, words: z.string().optional() }).optional(),
  /** The audience: empty means everybody who consented to being asked. */
  ages: z.array(z.string()).optional(),
  neighbourhoods: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional(),
  campaign: z.string().optional(),
  earlier: z.enum(["never", "before"]).optional(),
  /** The most answers taken from one group, by cell. */
  quotas: z.record(z.string(), z.number().int()).optional(),
  /** Ids of the last invitation and of the reminder. */
  invitation: z.string().optional(),
  reminder: z.string().optional(),
  /** The audience of the last invitation; missing in older surveys. */
  invited: z
    .object({
      ages: z.array(z.string()),
      neighbourhoods: z.array(z.string()),
      languages: z.array(z.string()),
    })
    .optional(),
  /** Set when it was stopped before its last day: when, by whom and why. */
  stopped: z.object({ on: instantSchema, by: z.string(), why: localizedSchema }).optional(),
  result: resultSchema.optional(),
  /** Open answers the organiser chose to publish. */
  quotes: z.array(z.object({ question: z.string(), text: z.string() })).optional(),
  papers: z.number().int().optional(),
  /** The Slack channels where colleagues are asked the same questions. */
  staff: z.object({ channels: z.array(z.string()) }).optional(),
  /** What is done with the results, or why nothing is. */
  acts: z.array(actSchema).optional(),
  because: localizedSchema.optional(),
  /** Results of an earlier round of the same questions, without the breakdown by group. */
  baseline: z
    .object({
      process: z.string(),
      closedOn: daySchema,
      results: z.record(z.string(), numbers),
      words: words.optional(),
    })
    .optional(),
  /** The organiser was told that the day promised for the results had passed. */
  nudged: z.boolean().optional(),
  /** Everybody was told that what is done with it comes later than promised. */
  late: z.boolean().optional(),
  /** The clerk was told that the results are overdue. */
  flagged: z.boolean().optional(),
  /** Id of the final message, which everybody must have received before the survey ends. */
  closing: z.string().optional(),
});
export type Survey = z.infer<typeof surveySchema>;

/**
 * Reads the state of a survey. What is in the table was written by this code, so a mismatch is a bug. @throws ZodError
 */
export function readSurvey(process: Process): Survey {
  return surveySchema.parse(process.state);
}
