import * as z from "zod/mini";
import { daySchema, instantSchema } from "../../core/calendar/time.ts";
import { type Localized, localizedSchema } from "../../core/model/message.ts";
import type { Process } from "../../core/model/process.ts";
import { type Asked, stageSchema } from "../../core/processes/stage.ts";
import { type Definition, definitionSchema } from "./questions/definition.ts";
import { upgraded } from "./state-before.ts";

/**
 * The state of a survey, lifecycle (c): what the kernel keeps of every process, and what is asked, of whom, what was
 * heard, and what is done with it.
 */

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

/** What was filled in when it was said what is done with the results: actions, or why there are none. */
const actedSchema = z.object({ actions: z.array(actSchema), because: z.optional(localizedSchema) });
export type Acted = z.infer<typeof actedSchema>;

/** There is an action, or a reason why there is none. */
export function isActed({ actions, because }: Acted): boolean {
  return actions.length > 0 || because !== undefined;
}

const keptSchema = z.extend(stageSchema, {
  /** Name of the template it started from; "own" when the organiser wrote the questions. */
  template: z.string(),
  definition: definitionSchema,
  /** Incremented when the questions change. */
  edition: z.int(),
  /** First and last day on which it can be answered; if it was stopped, the last is the day that happened. */
  opensOn: daySchema,
  closesOn: daySchema,
  /** The day by which everybody hears the results: a week after the last day, as announced beforehand. */
  resultsBy: daySchema,
  /** Part of the link for people who do not use the bot yet. */
  code: z.string(),
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
  result: z.optional(resultSchema),
  /** Open answers the organiser chose to publish. */
  quotes: z.optional(
    z.array(
      z.object({
        question: z.string(),
        text: z.string(),
        /** The number of its card, once somebody wanted to look at it again. */
        n: z.optional(z.int()),
        hidden: z.optional(z.literal(true)),
      }),
    ),
  ),
  papers: z.optional(z.int()),
  /** The Slack channels where colleagues are asked the same questions. */
  staff: z.optional(z.object({ channels: z.array(z.string()) })),
  /** Results of an earlier round of the same questions, without the breakdown by group. */
  baseline: z.optional(
    z.object({
      process: z.string(),
      closedOn: daySchema,
      results: z.record(z.string(), numbers),
      words: z.optional(words),
    }),
  ),
});
export const surveySchema = z.pipe(z.transform(upgraded), keptSchema);
export type Survey = z.infer<typeof keptSchema>;

/**
 * Reads the state of a survey. What is in the table was written by this code, so a mismatch is a bug. @throws ZodError
 */
export function readSurvey(process: Process): Survey {
  return surveySchema.parse(process.state);
}

/** Whether residents may read the results. One that was ended early may never have come to that. */
export function isPublished({ at, result, quotes }: Survey): boolean {
  return result !== undefined && at !== "closed" && (at !== "forced" || quotes !== undefined);
}

/** Revised questions for an open survey: they take effect once a colleague has reviewed them. */
export function amendment({
  asked = [],
}: Pick<Survey, "asked">): (Asked & { readonly definition: Definition }) | undefined {
  const found = asked.find(({ step }) => step === "amend");
  return found && { ...found, definition: definitionSchema.parse(found.values?.questions) };
}

export function quoteShown({ hidden }: { readonly hidden?: true | undefined }): boolean {
  return hidden === undefined;
}

/** Why it was stopped before its last day; undefined when it was not. */
export function stopReason({ filled: { stop } }: Pick<Survey, "filled">): Localized | undefined {
  return stop && localizedSchema.parse(stop.values?.reason);
}

/** What is done with the results, from the moment that people are told. */
export function actedOn({ at, closing, filled: { actOn } }: Survey): Acted | undefined {
  const isSaid = at === "acted_on" || closing?.step === "actOn";
  return isSaid && actOn ? actedSchema.parse(actOn.values) : undefined;
}
