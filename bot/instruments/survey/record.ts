import { retainedUntil } from "../../core/calendar/retention.ts";
import { addDays, after, DAY, type Instant, MINUTE, townMoment } from "../../core/calendar/time.ts";
import type { Entry } from "../../core/model/contribution.ts";
import { entryOf } from "../../core/model/contribution.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { readSurvey, type Survey } from "./state.ts";

type Told = Pick<Entry, "actor" | "official" | "words" | "why" | "counts">;

/** A process with a changed survey, and what goes into its history. */
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

/** How often is looked whether everybody has heard. */
export const LOOK_AGAIN = 5 * MINUTE;
/** An answer that was given in time may still be on its way into the table. */
const GATHER_AFTER = 2 * MINUTE;
/** How long after the close, without results, the clerk is told. */
const FLAG_AFTER = 30 * DAY;
/** How long before the end people who have not finished are reminded. */
const REMIND_BEFORE = 3 * DAY;

/** When the clock should look at it: follows from how it stands. */
function wakesAt(process: Process, survey: Survey, { now }: Context): Instant | undefined {
  const { at, opensOn, closesOn, closing, since, reminder } = survey;
  if (closing) return after(now, LOOK_AGAIN);
  switch (at) {
    case "scheduled":
      return townMoment(opensOn, 9 * 60);
    case "open": {
      const remind = after(endOfDay(closesOn), -REMIND_BEFORE);
      // Also when it has just passed, and something was noted before the clock came by.
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

/** When every answer that was given in time has come in. */
export function gatheredFrom({ closesOn }: Pick<Survey, "closesOn">): Instant {
  return after(endOfDay(closesOn), GATHER_AFTER);
}

/** What was promised and is watched after the close, until it is kept or somebody has been told that it was not. */
export type Watched =
  /** The day on which everybody was to read what was heard: the organiser is told. */
  | "nudge"
  /** A month after the close: the clerk is told, and everybody who took part, if they have heard nothing at all. */
  | "flag"
  /** The day on which everybody was to hear what is done with it: everybody who took part is told. */
  | "late";

/** The earliest first; nothing when there is nothing to watch any more. */
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

/** A week after the last day everybody hears what was heard: that is said before. */
export function heardBy({ closesOn }: Pick<Survey, "closesOn">): string {
  return addDays(closesOn, 7);
}

/** What may be done up to and including a day may be done until midnight of the town's clock. */
export function endOfDay(day: string): Instant {
  return townMoment(day, 24 * 60);
}

/** Until when answers are kept one by one: as long as what residents bring in, counted from the last day. */
export function keptUntil({ closesOn }: Pick<Survey, "closesOn">, { town }: Pick<Context, "town">): Instant {
  return retainedUntil(endOfDay(closesOn), town);
}

/** The card follows what it is about. */
export function showCard(id: string): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}

/** The document is made anew, and the desk gets it in the thread of the card. */
export function handOut(id: string): Effect {
  return { do: "notify", notice: { kind: "document", contribution: id } };
}
