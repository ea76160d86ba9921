import { retainedUntil } from "../../core/calendar/retention.ts";
import type { Instant } from "../../core/calendar/time.ts";
import { type Contribution, entryOf } from "../../core/model/contribution.ts";
import type { Process } from "../../core/model/process.ts";
import { recorded, type Who } from "../../core/processes/record.ts";
import { endOf } from "../../core/processes/terms.ts";
import type { Context, Effect } from "../../core/turn.ts";
import { stored } from "./base.ts";
import { isEnding, type Manifesto, readTopic, type Topic } from "./state.ts";

/** A process with a changed manifesto, and its new history entry. */
export function record(process: Process, manifesto: Manifesto, event: string, who: Who, context: Context) {
  const active = who.actor === "clock" ? manifesto.active : context.now;
  return recorded(stored, { process, context }, { ...manifesto, active } as Manifesto, event, who);
}

/**
 * Whether a topic can be brought in now: until the announced last day has ended, no matter when or by whom it is
 * closed.
 */
export function takesTopics(manifesto: Manifesto, now: Instant): boolean {
  const { at, agreement } = manifesto;
  return at === "collecting" && !isEnding(manifesto) && (!agreement || now < endOf(agreement.collectUntil));
}

/** A changed topic, and its new history entry. A colleague reviews it while it is proposed. */
export function recordTopic(
  contribution: Contribution,
  topic: Topic,
  event: string,
  who: Who,
  context: Context,
  wakes?: Instant,
) {
  const waits = topic.status.at === "proposed";
  const entry = entryOf(contribution, {
    at: context.now,
    event,
    from: readTopic(contribution).status.at,
    to: topic.status.at,
    ...who,
  });
  const next: Contribution = {
    ...contribution,
    state: topic,
    open: waits,
    dueAt: waits ? contribution.dueAt : undefined,
    wakeAt: waits
      ? (wakes ?? contribution.dueAt)
      : topic.erased
        ? undefined
        : retainedUntil(context.now, context.town),
    listedIn: topic.status.at === "shown" ? (topic.about?.topic ?? topic.process) : undefined,
    entries: contribution.entries + 1,
  };
  return { contribution: next, entry };
}

/** Updates the card of a contribution or process. */
export function showCard(id: string): Effect {
  return { do: "notify", notice: { kind: "card", contribution: id } };
}
