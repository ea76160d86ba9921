import * as z from "zod/mini";
import { retainedUntil } from "../../../core/calendar/retention.ts";
import { answerDue } from "../../../core/calendar/working-days.ts";
import type { Response } from "../../../core/counting/response.ts";
import type { Contribution, Entry } from "../../../core/model/contribution.ts";
import { entryOf, numberFrom } from "../../../core/model/contribution.ts";
import { voterToken, voterTokenSchema } from "../../../core/model/ids.ts";
import type { ClockInput } from "../../../core/model/input.ts";
import { localizedSchema } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { type Media, mediaSchema } from "../../../core/model/screen.ts";
import { dayOnly } from "../../../core/model/unlinkability.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { readSurvey } from "../state.ts";

/**
 * A recording or photo as an answer: no machine listens, so a colleague does. At the desk it is not linked to the
 * person who gave it; only her token in this survey leads back to her answers, and nothing leads from there to a
 * person.
 */

/** Our limit, in working days, within which somebody listens. */
const WITHIN = 10;

export const spokenSchema = z.object({
  process: z.string(),
  question: z.string(),
  /** Title of the survey and text of the question, as she read them; missing for older answers. */
  title: z.optional(localizedSchema),
  ask: z.optional(localizedSchema),
  voter: voterTokenSchema,
  media: z.array(mediaSchema),
  /** What a colleague wrote down from it. */
  words: z.optional(z.string()),
  erased: z.optional(z.boolean()),
});
export type Spoken = z.infer<typeof spokenSchema>;

/** @throws ZodError */
export function readSpoken(contribution: Contribution): Spoken {
  return spokenSchema.parse(contribution.state);
}

/**
 * Creates it in the same commit as her answer; it reaches the desk the next morning with all others of that day, in
 * random order.
 */
export function toDesk(
  media: Media,
  question: string,
  process: Process,
  { voter }: Pick<Response, "voter">,
  { now, seed, town }: Context,
): { contribution: Contribution; entry: Entry; effects: Effect[] } {
  // A day rather than a time: her conversation changed at the same moment, and one could be linked to the other.
  const day = dayOnly(now);
  const dueAt = answerDue(day, WITHIN, town.promise.closedDays);
  const { album: _album, ...alone } = media;
  const asked = readSurvey(process).definition.questions.find((one) => one.id === question);
  const state: Spoken = {
    process: process.id,
    question,
    title: process.card.title,
    ask: asked?.ask,
    voter,
    media: [alone],
  };
  const contribution: Contribution = {
    row: "contribution",
    id: numberFrom(seed),
    instrument: NAME,
    version: 0,
    desk: process.desk,
    dueAt,
    wakeAt: retainedUntil(day, town),
    open: true,
    state,
    handled: [],
    created: day,
    changed: day,
    entries: 1,
  };
  const entry: Entry = {
    row: "entry",
    contribution: contribution.id,
    n: 1,
    at: day,
    actor: "resident",
    event: "speak",
  };
  const card: Effect = {
    do: "notify",
    notice: { kind: "card", contribution: contribution.id, unlinked: true },
  };
  return { contribution, entry, effects: [card] };
}

/** Erases the recording and what was written down from it. */
export function erasedSpoken(
  contribution: Contribution,
  actor: "resident" | "clock",
  { now }: Pick<Context, "now">,
): { contribution: Contribution; entry: Entry; effects: Effect[] } {
  // Her token would still reveal that she spoke here, and how often.
  const state: Spoken = {
    ...readSpoken(contribution),
    voter: voterToken(""),
    media: [],
    words: undefined,
    erased: true,
  };
  const at = actor === "resident" ? dayOnly(now) : now;
  const entry = entryOf(contribution, { at, event: "erase", actor });
  return {
    contribution: {
      ...contribution,
      state,
      open: false,
      dueAt: undefined,
      wakeAt: undefined,
      entries: contribution.entries + 1,
    },
    entry,
    effects: [{ do: "notify", notice: { kind: "unpublish", contribution: contribution.id } }],
  };
}

/** Handles the end of the town's retention period. */
export function spokenWaits(_input: ClockInput, contribution: Contribution, context: Context): Decision {
  const { contribution: erased, entry, effects } = erasedSpoken(contribution, "clock", context);
  return { contributions: [erased], entries: [entry], effects };
}
