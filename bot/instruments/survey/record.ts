import { retainedUntil } from "../../core/calendar/retention.ts";
import { addDays, after, DAY, type Day, type Instant, MINUTE, townMoment } from "../../core/calendar/time.ts";
import type { Entry } from "../../core/model/contribution.ts";
import { entryOf } from "../../core/model/contribution.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { readSurvey, type Survey } from "./state.ts";

type Told = Pick<Entry, "actor" | "official" | "words" | "why" | "counts">;

/** Updates a process with a changed survey, and adds to its history. */
export function record(
  process: Process,
  survey: Survey,
  event: string,
  told: Told,
  context: Context,
): { process: Process; entry: Entry } {
  const from = readSurvey(process).at;
  const to = survey.at;
  const entry = entryOf(process, { at: context.now, event, ...(from !== to && { from, to }), ...told });
  return {
    process: {
      ...process,
      state: survey,
      entries: process.entries + 1,
      wakeAt: wakesAt(process, survey, context),
    },
    entry,
  };
}

/** Milliseconds between checks whether everybody has heard. */
export const LOOK_AGAIN = 5 * MINUTE;
/** Milliseconds after the close before counting: an answer given in time may still be on its way to the table. */
const GATHER_AFTER = 2 * MINUTE;
/** Milliseconds after the close at which the clerk is told that there are no results yet. */
const FLAG_AFTER = 30 * DAY;
/** Milliseconds before the end at which people who have not finished are reminded. */
const REMIND_BEFORE = 3 * DAY;

/** When the clock should look at a survey next, given its state. */
function wakesAt(process: Process, survey: Survey, { now }: Context): Instant | undefined {
  const { at, opensOn, closesOn, closing, since, reminder } = survey;
  if (closing) return after(now, LOOK_AGAIN);
  switch (at) {
    case "scheduled":
      return townMoment(opensOn, 9 * 60);
    case "open": {
      const remind = after(endOfDay(closesOn), -REMIND_BEFORE);
      // Even if it has just passed, when something was recorded before the clock got here.
      return reminder === undefined && remind > since && now < endOfDay(closesOn)
        ? remind
        : gatheredFrom(survey);
    }
    case "stopping":
      return after(since, GATHER_AFTER);
    default:
      return promisesOf(process, survey)[0]?.at;
  }
}

/** When every answer given in time must have reached the table. */
export function gatheredFrom({ closesOn }: Pick<Survey, "closesOn">): Instant {
  return after(endOfDay(closesOn), GATHER_AFTER);
}

/** The promises watched after the close, until each is kept or somebody is told that it was not. */
export type Watched =
  /** The day on which everybody was to read the results: the organiser is told. */
  | "nudge"
  /** A month after the close: the clerk is told, and everybody who took part, if they have heard nothing at all. */
  | "flag"
  /** The day on which everybody was to hear what is done with it: everybody who took part is told. */
  | "late";

/** The promises still being watched, earliest first; empty when there are none left. */
export function promisesOf(
  { card }: Pick<Process, "card">,
  survey: Survey,
): readonly { readonly what: Watched; readonly at: Instant }[] {
  const { at, closesOn, nudged, flagged, late } = survey;
  if (at !== "closed" && at !== "results_published") return [];
  const watched: { what: Watched; at: Instant }[] = [
    ...(at === "closed" && !nudged ? [{ what: "nudge" as const, at: endOfDay(heardBy(survey)) }] : []),
    ...(flagged ? [] : [{ what: "flag" as const, at: after(endOfDay(closesOn), FLAG_AFTER) }]),
    ...(late ? [] : [{ what: "late" as const, at: endOfDay(card.answerBy) }]),
  ];
  return watched.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The day by which everybody hears the results: a week after the last day, as announced beforehand. */
export function heardBy({ closesOn }: Pick<Survey, "closesOn">): Day {
  return addDays(closesOn, 7);
}

/** The end of a day: what is allowed up to and including a day is allowed until midnight, local time. */
export function endOfDay(day: Day): Instant {
  return townMoment(day, 24 * 60);
}

/** Until when individual answers are kept: as long as residents' contributions, counted from the last day. */
export function keptUntil({ closesOn }: Pick<Survey, "closesOn">, { town }: Pick<Context, "town">): Instant {
  return retainedUntil(endOfDay(closesOn), town);
}

/** Brings the card up to date with its subject. */
export function showCard(id: string): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}

/** Regenerates the document and posts it to the desk, in the card's thread. */
export function handOut(id: string): Effect {
  return { do: "notify", notice: { kind: "document", contribution: id } };
}
