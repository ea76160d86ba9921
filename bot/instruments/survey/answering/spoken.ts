import * as z from "zod";
import { retainedUntil } from "../../../core/calendar/retention.ts";
import { answerDue } from "../../../core/calendar/working-days.ts";
import type { Response } from "../../../core/counting/response.ts";
import type { Contribution, Entry } from "../../../core/model/contribution.ts";
import { entryOf, numberFrom } from "../../../core/model/contribution.ts";
import type { ClockInput } from "../../../core/model/input.ts";
import { localizedSchema } from "../../../core/model/message.ts";
import type { Process } from "../../../core/model/process.ts";
import { type Media, mediaSchema } from "../../../core/model/screen.ts";
import { dayOnly } from "../../../core/model/unlinkability.ts";
import type { Context, Decision, Effect } from "../../../core/turn.ts";
import { NAME } from "../names.ts";
import { readSurvey } from "../state.ts";

/**
 * A recording or a photo as an answer: no machine listens, so a colleague does. It lies at the desk without the one who
 * gave it; only her token in this survey leads back to her answers, and nothing leads from there to a person.
 */

/** Working days within which somebody listens. */
const WITHIN = 10;

export const spokenSchema = z.object({
  process: z.string(),
  question: z.string(),
  /** Title of the survey and the question in words, as she read them; not for every answer of before. */
  title: localizedSchema.optional(),
  ask: localizedSchema.optional(),
  voter: z.string(),
  media: z.array(mediaSchema),
  /** What a colleague heard or saw in it. */
  words: z.string().optional(),
  erased: z.boolean().optional(),
});
export type Spoken = z.infer<typeof spokenSchema>;

/** @throws ZodError */
export function readSpoken(contribution: Contribution): Spoken {
  return spokenSchema.parse(contribution.state);
}

/**
 * It is kept in the same commit as her answer, and goes to the desk the next morning together with all others of the
 * day, in an order that is drawn.
 */
export function toDesk(
  media: Media,
  question: string,
  process: Process,
  { voter }: Pick<Response, "voter">,
  { now, seed, town }: Context,
): { contribution: Contribution; entry: Entry; effects: Effect[] } {
  // A day and no moment: at the same moment her conversation changed, and one could be told by the other.
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

/** The recording goes, and with it what was written down of it. */
export function erasedSpoken(
  contribution: Contribution,
  actor: "resident" | "clock",
  { now }: Pick<Context, "now">,
): { contribution: Contribution; entry: Entry; effects: Effect[] } {
  // With her token it would still say that she spoke here, and how often.
  const state: Spoken = { ...readSpoken(contribution), voter: "", media: [], words: undefined, erased: true };
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

/** The town keeps it no longer. */
export function spokenWaits(_input: ClockInput, contribution: Contribution, context: Context): Decision {
  const { contribution: erased, entry, effects } = erasedSpoken(contribution, "clock", context);
  return { contributions: [erased], entries: [entry], effects };
}
