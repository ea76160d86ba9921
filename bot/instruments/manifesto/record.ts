import { retainedUntil } from "../../core/calendar/retention.ts";
import { after, DAY, type Day, type Instant, MINUTE, townMoment } from "../../core/calendar/time.ts";
import type { Contribution, Entry } from "../../core/model/contribution.ts";
import { entryOf } from "../../core/model/contribution.ts";
import type { Process } from "../../core/model/process.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { type Commitment, type Manifesto, readManifesto, readTopic, type Topic } from "./state.ts";

type Told = Pick<Entry, "actor" | "official" | "words" | "why" | "counts">;

/** A process with a changed manifesto, and its new history entry. */
export function record(
  process: Process,
  manifesto: Manifesto,
  event: string,
  told: Told,
  context: Context,
): { process: Process; entry: Entry } {
  const from = readManifesto(process).at;
  const to = manifesto.at;
  const entry = entryOf(process, {
    at: context.now,
    event,
    ...(from !== to && { from, to }),
    ...told,
  });
  return {
    process: {
      ...process,
      state: manifesto,
      entries: process.entries + 1,
      wakeAt: wakesAt(manifesto, context),
    },
    entry,
  };
}

/** When the clock should look at it: derived from its state. */
function wakesAt(manifesto: Manifesto, { town, now }: Context): Instant | undefined {
  const { at, agreement, told, voteUntil, telling, since, items, closing } = manifesto;
  if (closing) return after(now, LOOK_AGAIN);
  // At once, and again until everybody has heard.
  if (telling !== undefined) return since;
  if (at === "collecting") return agreement && !told ? endOfDay(agreement.collectUntil) : undefined;
  if (at === "prioritising" && voteUntil)
    return manifesto.reminded ? after(voteUntil, COUNT_AFTER) : remindsAt(voteUntil);
  if (at === "closed") return manifesto.forgotten ? undefined : retainedUntil(since, town);
  return at === "responded" || at === "monitoring" ? firstDue(items) : undefined;
}

/** When the first promise that is still to be kept becomes late. */
function firstDue(items: Manifesto["items"] = []): Instant | undefined {
  return items
    .flatMap(({ commitment }) => (commitment && isAhead(commitment) ? [endOfDay(commitment.due)] : []))
    .toSorted()[0];
}

/** Whether its day is still to come and nothing was reported. Once late or disputed, people watch over it: no clock. */
export function isAhead({ at, late, disputes }: Commitment): boolean {
  return !late && disputes === 0 && (at === "promised" || at === "in_progress");
}

/** Whether nobody has to do anything about it any more. */
export function isSettled({ at }: Commitment): boolean {
  return at === "kept" || at === "broken";
}

/** Milliseconds before the end of a vote at which everybody is reminded of it (our limit): two evenings are left. */
const REMIND_BEFORE = 2 * DAY;

function remindsAt(voteUntil: Instant): Instant {
  return after(voteUntil, -REMIND_BEFORE);
}

/** Milliseconds between two checks whether everybody has heard (our limit). */
export const LOOK_AGAIN = 5 * MINUTE;

/** Milliseconds. A ballot that was decided in time may still be on its way to the table (our limit). */
const COUNT_AFTER = 2 * MINUTE;

/** Anything allowed up to and including a day is allowed until midnight on the town's clock. */
export function endOfDay(day: Day): Instant {
  return townMoment(day, 24 * 60);
}

/**
 * Whether a topic can be brought in now: until the announced last day has ended, no matter when or by whom it is
 * closed.
 */
export function takesTopics(
  { at, closing, agreement }: Pick<Manifesto, "at" | "closing" | "agreement">,
  now: Instant,
): boolean {
  return at === "collecting" && !closing && (!agreement || now < endOfDay(agreement.collectUntil));
}

/** A changed topic, and its new history entry. A colleague reviews it while it is proposed. */
export function recordTopic(
  contribution: Contribution,
  topic: Topic,
  event: string,
  told: Told,
  context: Context,
): { contribution: Contribution; entry: Entry } {
  const waits = topic.status.at === "proposed";
  const entry = entryOf(contribution, {
    at: context.now,
    event,
    from: readTopic(contribution).status.at,
    to: topic.status.at,
    ...told,
  });
  const next: Contribution = {
    ...contribution,
    state: topic,
    open: waits,
    dueAt: waits ? contribution.dueAt : undefined,
    wakeAt: waits
      ? topic.nudged
        ? undefined
        : contribution.dueAt
      : topic.erased
        ? undefined
        : retainedUntil(context.now, context.town),
    listedIn: topic.status.at === "shown" ? (topic.about?.topic ?? topic.process) : undefined,
    entries: contribution.entries + 1,
  };
  return { contribution: next, entry };
}

/** Remakes the document: its version goes up, and the desk gets it in the card's thread. */
export function withPaper(manifesto: Manifesto): Manifesto {
  return { ...manifesto, papers: (manifesto.papers ?? 0) + 1 };
}

export function handOut(id: string): Effect {
  return { do: "notify", notice: { kind: "document", contribution: id } };
}

/** Updates the card of a contribution or process. */
export function showCard(id: string): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}
