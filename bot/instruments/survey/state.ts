import * as z from "zod";
import { localizedSchema } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { definitionSchema } from "./questions/definition.ts";

/**
 * A survey, lifecycle (c): what is asked, whom, what was heard, and what is done with it. Beside the way from `draft` to
 * `acted_on` it can be `discarded` before anybody answered; and an open one can be stopped: nobody answers any more, and
 * it is `stopping` until the answers that were on their way have been counted.
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
/** By question, the most frequent first. */
const words = z.record(z.string(), z.array(z.tuple([z.string(), z.number()])));

const resultSchema = z.object({
  on: z.string(),
  /** By question: how often each answer was given, counted anew from the answers. */
  results: z.record(z.string(), numbers),
  /** The results that were kept while answers came in said the same. */
  same: z.boolean(),
  words,
});
export type Result = z.infer<typeof resultSchema>;

const actSchema = z.object({
  what: localizedSchema,
  /** Slack member id of the official in charge. */
  owner: z.string(),
  /** The last day. */
  due: z.string(),
});
export type Act = z.infer<typeof actSchema>;

export const surveySchema = z.object({
  at: z.enum(states),
  since: z.string(),
  /** Name of the template it began with; "own" when the questions are the organiser's. */
  template: z.string(),
  definition: definitionSchema,
  /** Goes up when the questions change. */
  edition: z.number().int(),
  /** First and last day on which it can be answered; of one that was stopped, the day on which it was. */
  opensOn: z.string(),
  closesOn: z.string(),
  /** Goes into the link for people who are not in the bot yet. */
  code: z.string(),
  /** The member who last changed the questions. */
  changedBy: z.string().optional(),
  /** The members who changed anything since the last approval, and the one who proposed it: someone else reviews it. */
  authors: z.array(z.string()).optional(),
  /** Nothing changed since a colleague approved it. */
  approved: z.boolean().optional(),
  /** Other questions for a survey that is open: they hold when a colleague has looked at them. */
  mended: z.object({ definition: definitionSchema, by: z.string(), on: z.string() }).optional(),
  /** The same for people who enter what a group says. */
  groupCode: z.string().optional(),
  /** The colleague who looked at it, and what she said when she sent it back. */
  review: z.object({ by: z.string(), on: z.string(), words: z.string().optional() }).optional(),
  /** Whom it is for: empty means everybody who allows to be asked. */
  ages: z.array(z.string()).optional(),
  neighbourhoods: z.array(z.string()).optional(),
  languages: z.array(z.string()).optional(),
  campaign: z.string().optional(),
  earlier: z.enum(["never", "before"]).optional(),
  /** The most answers taken from one group, by cell. */
  quotas: z.record(z.string(), z.number().int()).optional(),
  /** Id of the last invitation, and of the reminder. */
  invitation: z.string().optional(),
  reminder: z.string().optional(),
  /** Whom the last invitation was for; not in every survey of before. */
  invited: z
    .object({
      ages: z.array(z.string()),
      neighbourhoods: z.array(z.string()),
      languages: z.array(z.string()),
    })
    .optional(),
  /** It was stopped before its last day: at this moment, and why. */
  stopped: z.object({ on: z.string(), by: z.string(), why: localizedSchema }).optional(),
  result: resultSchema.optional(),
  /** Open answers that the organiser chose to publish. */
  quotes: z.array(z.object({ question: z.string(), text: z.string() })).optional(),
  papers: z.number().int().optional(),
  /** The Slack channels in which colleagues are asked the same. */
  staff: z.object({ channels: z.array(z.string()) }).optional(),
  /** What is done with it; or why nothing is. */
  acts: z.array(actSchema).optional(),
  because: localizedSchema.optional(),
  /** The same questions were asked before: what was heard then, without its groups. */
  baseline: z
    .object({
      process: z.string(),
      closedOn: z.string(),
      results: z.record(z.string(), numbers),
      words: words.optional(),
    })
    .optional(),
  /** The organiser heard that the day had passed on which results were promised. */
  nudged: z.boolean().optional(),
  /** Everybody heard that what is done with it comes later than was promised. */
  late: z.boolean().optional(),
  /** The clerk heard that the results wait too long. */
  flagged: z.boolean().optional(),
  /** Id of the last message, which everybody has to have had before it ends. */
  closing: z.string().optional(),
});
export type Survey = z.infer<typeof surveySchema>;

/** What is in the table was written by this code, so a misfit is a mistake. @throws ZodError */
export function readSurvey(process: Process): Survey {
  return surveySchema.parse(process.state);
}
